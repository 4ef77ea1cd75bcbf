import type { FormDraft } from '@xueqian/modules/admission/application.ts';
import type { TestApp } from './test-app.ts';

/** A scan in the only form that matters: its first bytes say what it is. */
export const pdfScan = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

/** A whole recognition form, as a clerk of a county takes it in. */
export const formOf = (name: string, over: FormDraft = {}): FormDraft => ({
  ...{ name, kind: '111', nature: '1', organizer: '811', townCode: '410105001000', address: '花园路 8 号' },
  ...{ openedOn: '2026-09-01', approvedOn: '2026-06-30', approvalDocument: '关于设立幼儿园的批复' },
  ...{ licenceNumber: '教民141010560000088', licenceValidTo: '2029-06-30', creditCode: '12410100MB00000002' },
  ...{ legalPerson: '测试法人', principalName: '测试园长', places: 180, children: 96, staff: 18, assets: 'own' },
  letter: '本园于 2026 年 6 月批准设立，9 月开办，园舍自有，现有幼儿 96 人。',
  ...over,
});

type Done = (login: string, url: string, body: object) => Promise<Record<string, unknown>>;
type Upload = (login: string, url: string, bytes: Buffer) => Promise<Record<string, unknown>>;

/** Takes an application in and hands it in, with its papers; and records an institution without a licence beside it. */
export const applyFor = async (
  send: Done,
  upload: Upload,
  county: string,
  name: string,
  over: FormDraft = {},
): Promise<{ applicationId: number; scanId: number; revision: number }> => {
  const clerk = `${county}-ordinary`;
  const record = { townCode: null, address: '某村', personInCharge: '测试某人', phone: '13800000001', note: null };
  const found = { unlicensedId: null, revision: null, children: 12, foundOn: '2026-10-01' };
  await send(clerk, '/api/unlicensed-institutions', { ...record, ...found, name: `${name}无证点` });
  const fields = formOf(name, { townCode: `${county}001000`, ...over });
  const made = { applicationId: null, revision: null, fields, principalPhone: '13900001234' };
  const { applicationId } = await send(clerk, '/api/admissions', made);
  const base = `/api/admissions/${String(applicationId)}`;
  let scanId = 0;
  for (const kind of ['letter', 'licence', 'approval', 'legal-person'])
    scanId = Number((await upload(clerk, `${base}/scans/${kind}`, pdfScan))['scanId']);
  await send(clerk, `${base}/submission`, { revision: 1 });
  return { applicationId: Number(applicationId), scanId, revision: 2 };
};

const counties = ['410105', '410102', '410611'] as const;

/** An application and an unlicensed institution in each county. */
export const applyEverywhere = async (app: TestApp): Promise<void> => {
  const checked = (reply: { status: number; text: string; body: object }): Record<string, unknown> => {
    if (reply.status !== 200) throw new Error(`${reply.status} ${reply.text}`);
    return reply.body as Record<string, unknown>;
  };
  for (const county of counties)
    await applyFor(
      async (login, url, body) => checked(await app.as(login).post(url, body)),
      async (login, url, bytes) => checked(await app.as(login).upload(url, bytes, '扫描件.pdf')),
      county,
      `${county}新园`,
    );
};
