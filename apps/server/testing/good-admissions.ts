import { applyFor, formOf, pdfScan } from './admission-rows.ts';
import { grownUp } from './people.ts';
import type { TestApp } from './test-app.ts';

/** A request that succeeds: who asks, the address's own part after `/api/`, and the body. */
export type GoodRequest = { readonly login: string; readonly path: string; readonly body: Record<string, unknown> };

const clerk = '410105-ordinary';
const keeper = '410105-system-administrator';

/** Makers of succeeding requests for the commands of admission, where one office of the county handles it. */
export const makeGoodAdmissions = (app: TestApp): Record<string, () => Promise<GoodRequest>> => {
  let count = 0;
  const checked = (reply: { status: number; text: string; body: object }): Record<string, unknown> => {
    if (reply.status !== 200) throw new Error(`${reply.status} ${reply.text}`);
    return reply.body as Record<string, unknown>;
  };
  const done = async (login: string, url: string, body: object) => checked(await app.as(login).post(url, body));
  const upload = async (login: string, url: string, bytes: Buffer) =>
    checked(await app.as(login).upload(url, bytes, '扫描件.pdf'));
  const ask = (login: string, path: string, body: object): GoodRequest => ({ login, path, body: { ...body } });
  const next = (): number => {
    count += 1;
    return count;
  };
  /** Names that keep apart when their differing character stands in the middle. */
  const anyName = (): string => `新办第${next()}幼儿园`;
  const record = () => ({
    ...{ unlicensedId: null, revision: null, name: anyName(), townCode: null, address: '某村', children: 12 },
    ...{ personInCharge: '测试某人', phone: '13800000001', note: null, foundOn: '2026-10-01' },
  });
  const draft = () => ({
    applicationId: null,
    revision: null,
    fields: formOf(anyName()),
    principalPhone: '13900001234',
  });
  const drafted = async () => Number((await done(clerk, '/api/admissions', draft()))['applicationId']);
  const withScans = async () => {
    const id = await drafted();
    let scanId = 0;
    for (const kind of ['letter', 'approval'])
      scanId = Number((await upload(clerk, `/api/admissions/${id}/scans/${kind}`, pdfScan))['scanId']);
    return { id, scanId };
  };
  const applied = async () => (await applyFor(done, upload, '410105', anyName())).applicationId;
  const yes = (revision: number) => ({ revision, decision: 'accept', reason: null });
  const reviewed = async () => {
    const id = await applied();
    await done('410105-review', `/api/admissions/${id}/review`, yes(2));
    return id;
  };
  const code = (): string => `1141000${String(100 + next())}`;
  const coded = async () => {
    const id = await reviewed();
    await done(clerk, `/api/admissions/${id}/code`, { revision: 3, code: code() });
    return id;
  };
  const withAccounts = async () => {
    const id = await coded();
    const { rows } = (await app.as(keeper).get('/api/admission-accounts')).body as {
      rows: { id: number; institutionId: number }[];
    };
    const institutionId = rows.find((row) => row.id === id)?.institutionId;
    for (const role of ['ordinary', 'review']) {
      const { name, identityNumber, phone } = grownUp(600 + next());
      await done(keeper, '/api/accounts', { institutionId, role, name, identityNumber, phone });
    }
    return id;
  };
  return {
    'admission.save-application': async () => ask(clerk, 'admissions', draft()),
    'admission.submit-application': async () =>
      ask(clerk, `admissions/${(await withScans()).id}/submission`, { revision: 1 }),
    'admission.remove-scan': async () => {
      const { id, scanId } = await withScans();
      return ask(clerk, `admissions/${id}/scan-removals`, { scanId });
    },
    'admission.review-application': async () => ask('410105-review', `admissions/${await applied()}/review`, yes(2)),
    'admission.withdraw-application': async () =>
      ask(clerk, `admissions/${await applied()}/withdrawal`, { revision: 2, reason: '举办者撤回' }),
    'admission.assign-code': async () =>
      ask(clerk, `admissions/${await reviewed()}/code`, { revision: 3, code: code() }),
    'admission.return-uncoded': async () =>
      ask(clerk, `admissions/${await reviewed()}/code-return`, { revision: 3, reason: '批文不清' }),
    'admission.hand-over-accounts': async () =>
      ask(keeper, `admissions/${await withAccounts()}/hand-over`, { revision: 4 }),
    'admission.notify-institution': async () => {
      const id = await withAccounts();
      await done(keeper, `/api/admissions/${id}/hand-over`, { revision: 4 });
      return ask('410105-review', `admissions/${id}/notice`, { revision: 5 });
    },
    'admission.save-unlicensed': async () => ask(clerk, 'unlicensed-institutions', record()),
    'admission.close-unlicensed': async () => {
      const { unlicensedId } = await done(clerk, '/api/unlicensed-institutions', record());
      return ask(clerk, `unlicensed-institutions/${String(unlicensedId)}/closing`, { revision: 1, reason: '已取缔' });
    },
  };
};
