import { takeOverInstitutions } from '@xueqian/modules/institutions/server/index.ts';
import { assignPack } from '@xueqian/modules/jurisdictions/server/index.ts';
import { applyFor, formOf, pdfScan } from '@xueqian/server/testing/admission-rows.ts';
import { grownUp } from '@xueqian/server/testing/people.ts';
import { makeTestApp, type TestApp } from '@xueqian/server/testing/test-app.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
  await app.database.asOwner((tx) => assignPack(tx, '410102', 'tianjin-binhai-2020', '2020-08-01'));
});
afterAll(() => app.close());

type Seen = {
  state: string;
  revision: number;
  dueOn: string | null;
  may: string[];
  institutionId: number | null;
  completeBy: string | null;
  principalPhoneMasked: string | null;
  scans: { id: number; fileName: string; mediaType: string }[];
  steps: { act: string; personName: string; officeName: string; note: string | null }[];
};
const post = (login: string, url: string, body: object = {}) => app.as(login).post(url, body);
const done = async (login: string, url: string, body: object = {}): Promise<Record<string, unknown>> => {
  const reply = await post(login, url, body);
  expect(reply.status, `${login} ${url} ${reply.text}`).toBe(200);
  return reply.body as Record<string, unknown>;
};
const codeOf = async (login: string, url: string, body: object = {}): Promise<string> =>
  ((await post(login, url, body)).body as { code?: string }).code ?? 'accepted';
const see = async (login: string, id: number): Promise<Seen> =>
  (await app.as(login).get(`/api/admissions/${id}`)).body as Seen;
const upload = async (login: string, url: string, bytes: Buffer) => {
  const reply = await app.as(login).upload(url, bytes, '扫描件.pdf');
  expect(reply.status, reply.text).toBe(200);
  return reply.body as Record<string, unknown>;
};
const apply = (county: string, name: string, over = {}) => applyFor(done, upload, county, name, over);
const yes = (revision: number) => ({ revision, decision: 'accept', reason: null });
const openAccount = async (institutionId: number, role: string, n: number) => {
  const { name, identityNumber, phone } = grownUp(n);
  await done('410105-system-administrator', '/api/accounts', { institutionId, role, name, identityNumber, phone });
};

describe('an application where one office of the county handles it', () => {
  let id = 0;
  let base = '';

  it('is not handed in before form and papers are complete', async () => {
    const fields = { ...formOf('晨曦幼儿园'), address: '' };
    const made = { applicationId: null, revision: null, fields, principalPhone: null };
    id = Number((await done('410105-ordinary', '/api/admissions', made))['applicationId']);
    base = `/api/admissions/${id}`;
    const reply = await post('410105-ordinary', `${base}/submission`, { revision: 1 });
    expect(reply).toMatchObject({ status: 409, body: { code: 'admission.form-incomplete', facts: { fields: 2 } } });
    const whole = { applicationId: id, revision: 1, fields: formOf('晨曦幼儿园'), principalPhone: '13900001234' };
    await done('410105-ordinary', '/api/admissions', whole);
    expect(await codeOf('410105-ordinary', '/api/admissions', whole)).toBe('admission.changed-meanwhile');
    expect(await codeOf('410105-ordinary', `${base}/submission`, { revision: 2 })).toBe('admission.scans-missing');
    const elsewhere = { ...whole, revision: 2, fields: formOf('晨曦幼儿园', { townCode: '410102001000' }) };
    expect(await codeOf('410105-ordinary', '/api/admissions', elsewhere)).toBe('admission.town-of-another-county');
  });

  it('is seen by the county alone while it is a draft, its telephone by its ends', async () => {
    expect(await see('410105-review', id)).toMatchObject({ state: 'draft', principalPhoneMasked: '139****34' });
    for (const login of ['410100-review', '410102-ordinary', '410000-reader'])
      expect((await app.as(login).get(base)).status, login).toBe(404);
  });

  it('goes from hand to hand: review, code, accounts, notice, each with its name and its clock', async () => {
    app.setNow('2026-11-20T01:00:00Z');
    for (const kind of ['letter', 'approval']) await upload('410105-ordinary', `${base}/scans/${kind}`, pdfScan);
    expect(await done('410105-ordinary', `${base}/submission`, { revision: 2 })).toEqual({ state: 'received' });
    expect(await see('410105-review', id)).toMatchObject({ dueOn: '2026-11-27', may: ['approve', 'return'] });
    expect((await app.as('410100-review').get(base)).status).toBe(200);
    expect(await codeOf('410105-ordinary', `${base}/receipt`, yes(3))).toBe('admission.not-at-this-step');
    await done('410105-review', `${base}/review`, yes(3));
    const give = (code: string) => codeOf('410105-ordinary', `${base}/code`, { revision: 4, code });
    expect(await give('2141000001')).toBe('admission.code-of-a-kindergarten');
    // That of an institution of another county, which this county does not see.
    expect(await give('1141900003')).toBe('admission.code-used');
    expect(await give('1141000088')).toBe('accepted');
    const { institutionId } = await see('410105-ordinary', id);
    const keeper = '410105-system-administrator';
    expect((await app.as(keeper).get('/api/admission-accounts')).body).toMatchObject({
      rows: [{ id, code: '1141000088', name: '晨曦幼儿园', accounts: [], complete: false }],
    });
    expect((await app.as('410102-system-administrator').get('/api/admission-accounts')).body).toEqual({ rows: [] });
    await openAccount(institutionId as number, 'review', 1);
    expect(await codeOf(keeper, `${base}/hand-over`, { revision: 5 })).toBe('admission.accounts-missing');
    await openAccount(institutionId as number, 'ordinary', 2);
    expect(await codeOf('410102-system-administrator', `${base}/hand-over`, { revision: 5 })).toBe(
      'admission.not-found',
    );
    await done(keeper, `${base}/hand-over`, { revision: 5 });
    await done('410105-review', `${base}/notice`, { revision: 6 });
    const seen = await see('410105-reader', id);
    expect(seen).toMatchObject({ state: 'notified', dueOn: null, may: [] });
    expect(seen.steps.map(({ act }) => act)).toEqual([
      ...['enter', 'submit', 'approve', 'code', 'hand-over', 'notify'],
    ]);
    for (const step of seen.steps)
      expect(step).toMatchObject({ officeName: '410105单位', personName: expect.stringMatching(/./) as string });
    expect(seen.steps[3]?.note).toBe('1141000088');
    expect(seen.steps[4]?.note).toContain('1141000088-');
  });

  it('gives the new institution a draft of its basic section, and no telephone of a person', async () => {
    const { institutionId } = await see('410105-ordinary', id);
    const reply = await app.as('410105-review').get(`/api/institutions/${institutionId}`);
    expect(reply.body).toMatchObject({
      institution: { code: '1141000088', name: '晨曦幼儿园', basicState: 'draft' },
      newest: { fields: { address: '花园路 8 号', places: 180, principalName: '测试园长' } },
    });
    expect(reply.text).not.toContain('13900001234');
  });

  it('puts it on the lists of the rules at once, not with the night', async () => {
    const { institutionId } = await see('410105-ordinary', id);
    const found = await app.database.asOwner((tx) =>
      tx.rows<{ rule: number }>('select rule_code as rule from supervision.findings where institution_id = $1', [
        institutionId,
      ]),
    );
    expect(found.length).toBeGreaterThan(0);
  });
});

describe('an application where offices divide the work', () => {
  const base = (id: number) => `/api/admissions/${id}`;

  it('is received before it is reviewed; it goes back with a reason and comes again', async () => {
    const { applicationId: id } = await apply('410102', '中原新园');
    expect(await see('410102-ordinary', id)).toMatchObject({
      state: 'submitted',
      may: ['receive', 'return', 'withdraw'],
    });
    expect(await codeOf('410102-review', `${base(id)}/review`, yes(2))).toBe('admission.not-at-this-step');
    const back = { revision: 2, decision: 'return' };
    expect(await codeOf('410102-ordinary', `${base(id)}/receipt`, { ...back, reason: '' })).toBe(
      'admission.return-needs-reason',
    );
    await done('410102-ordinary', `${base(id)}/receipt`, { ...back, reason: '批文看不清' });
    expect(await see('410102-ordinary', id)).toMatchObject({ state: 'returned', dueOn: null });
    const scan = await upload('410102-ordinary', `${base(id)}/scans/approval`, pdfScan);
    await done('410102-ordinary', `${base(id)}/submission`, { revision: 3 });
    await done('410102-ordinary', `${base(id)}/receipt`, yes(4));
    expect(await codeOf('410102-ordinary', `${base(id)}/scan-removals`, { scanId: scan['scanId'] as number })).toBe(
      'admission.not-at-this-step',
    );
    expect((await see('410102-review', id)).steps.map(({ act, note }) => note ?? act)).toEqual([
      ...['enter', 'submit', '批文看不清', 'submit', 'receive'],
    ]);
  });

  it('is decided once: of two words at the same moment one wins', async () => {
    const { applicationId: id } = await apply('410102', '并行新园');
    await done('410102-ordinary', `${base(id)}/receipt`, yes(2));
    const replies = await Promise.all([
      post('410102-review', `${base(id)}/review`, yes(3)),
      post('410102-review', `${base(id)}/review`, { revision: 3, decision: 'return', reason: '材料不全' }),
      post('410102-ordinary', `${base(id)}/withdrawal`, { revision: 3, reason: '暂不开办' }),
    ]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await see('410102-review', id)).steps).toHaveLength(4);
  });

  it('gives one code to one institution, whoever asks at the same moment', async () => {
    const two = [await apply('410102', '同码甲园'), await apply('410102', '同码乙园')];
    for (const { applicationId: id } of two) {
      await done('410102-ordinary', `${base(id)}/receipt`, yes(2));
      await done('410102-review', `${base(id)}/review`, yes(3));
    }
    const given = await Promise.all(
      two.map(({ applicationId: id }) =>
        codeOf('410102-ordinary', `${base(id)}/code`, { revision: 4, code: '１１４１000077' }),
      ),
    );
    expect(given.sort()).toEqual(['accepted', 'admission.code-used']);
  });

  it('waits in the lists and the counts of whose step it is', async () => {
    const mine = async (login: string) =>
      ((await app.as(login).get('/api/admissions?show=mine&limit=100')).body as { rows: { state: string }[] }).rows;
    const rows = await mine('410102-ordinary');
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['approved']));
    const { tasks } = (await app.as('410102-ordinary').get('/api/tasks')).body as {
      tasks: { kind: string; count: number }[];
    };
    expect(tasks).toContainEqual({ kind: 'admission.to-code', count: rows.length });
    const keepers = (await app.as('410102-system-administrator').get('/api/tasks/accounts')).body;
    expect(keepers).toMatchObject({ tasks: [{ kind: 'admission.accounts-to-make', count: 1 }] });
  });
});

describe('scans', () => {
  it('are taken by their content, under a harmless name, and up to their size', async () => {
    const made = { applicationId: null, revision: null, fields: formOf('材料园'), principalPhone: null };
    const id = Number((await done('410105-ordinary', '/api/admissions', made))['applicationId']);
    const send = async (bytes: Buffer, name: string, kind = 'licence') => {
      const reply = await app.as('410105-ordinary').upload(`/api/admissions/${id}/scans/${kind}`, bytes, name);
      return (reply.body as { code?: string }).code ?? 'accepted';
    };
    const script = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    expect(await send(script, '许可证.png')).toBe('admission.scan-type');
    expect(await send(Buffer.from('MZ program'), '许可证.pdf')).toBe('admission.scan-type');
    expect(await send(Buffer.alloc(0), '许可证.pdf')).toBe('admission.scan-broken');
    const large = Buffer.concat([pdfScan, Buffer.alloc(20 * 1024 * 1024)]);
    expect(await send(large, '许可证.pdf')).toBe('admission.scan-too-large');
    expect(await send(pdfScan, '许可证.pdf', 'anything')).toBe('admission.not-found');
    expect(await send(pdfScan, '../../etc/许可证.exe')).toBe('accepted');
    const [scan] = (await see('410105-ordinary', id)).scans;
    expect(scan).toMatchObject({
      mediaType: 'application/pdf',
      fileName: expect.stringMatching(/^[^/\\]+\.exe\.pdf$/) as string,
    });
    const url = `/api/admission-scans/${scan?.id}`;
    const reply = await app.as('410105-reader').get(url);
    expect(Buffer.compare(reply.body as unknown as Buffer, pdfScan)).toBe(0);
    for (const login of ['410102-review', '410100-review']) expect((await app.as(login).get(url)).status).toBe(404);
  });
});

describe('an institution without a licence', () => {
  const record = {
    ...{ unlicensedId: null, revision: null, name: '阳光看护点', townCode: '410105001000', address: '某村 3 号' },
    ...{ personInCharge: '测试某乙', phone: '13800000009', children: 25, foundOn: '2026-10-08', note: null },
  };
  let unlicensedId = 0;

  it('is recorded once by its county, its telephone masked', async () => {
    unlicensedId = Number((await done('410105-ordinary', '/api/unlicensed-institutions', record))['unlicensedId']);
    expect(await codeOf('410105-ordinary', '/api/unlicensed-institutions', record)).toBe(
      'admission.unlicensed-there-already',
    );
    const later = { ...record, name: '另一点', foundOn: '2027-01-01' };
    expect(await codeOf('410105-ordinary', '/api/unlicensed-institutions', later)).toBe(
      'admission.found-in-the-future',
    );
    const reply = await app.as('410105-review').get('/api/unlicensed-institutions?text=阳光');
    expect(reply.body).toMatchObject({ rows: [{ id: unlicensedId, phoneMasked: '138****09', applicationId: null }] });
  });

  it('can hold no child: no way but its admission makes an institution of it', async () => {
    const actor = app.actor('410105-ordinary');
    const place = { countyCode: '410105', prefectureCode: '410100', provinceCode: '410000' };
    const taken = { code: '1141000066', name: record.name, kind: '111', nature: '4', townCode: null, basic: null };
    const enter = app.database.asActor(actor, (tx) =>
      takeOverInstitutions(tx, actor, place, [{ ...taken, state: 'empty', reason: null }], app.now()),
    );
    await expect(enter).rejects.toMatchObject({ constraint: 'unlicensed_institution_is_admitted_first' });
    // Another application of the same name, past the record, is stopped by the same rule.
    const { applicationId } = await apply('410105', record.name);
    await done('410105-review', `/api/admissions/${applicationId}/review`, yes(2));
    const given = { revision: 3, code: '1141000066' };
    expect(await codeOf('410105-ordinary', `/api/admissions/${applicationId}/code`, given)).toBe(
      'admission.unlicensed-first',
    );
    // While it is under way the record's own application is the second of its name.
    const own = {
      applicationId: null,
      revision: null,
      fields: formOf(record.name),
      principalPhone: null,
      unlicensedId,
    };
    expect(await codeOf('410105-ordinary', '/api/admissions', own)).toBe('admission.application-there-already');
    const back = { revision: 3, reason: '应由登记的机构申请' };
    await done('410105-ordinary', `/api/admissions/${applicationId}/code-return`, back);
    await done('410105-ordinary', `/api/admissions/${applicationId}/withdrawal`, { ...back, revision: 4 });
    expect(
      await app.database.asOwner((tx) =>
        tx.rows('select 1 from institutions.institutions where name = $1', [record.name]),
      ),
    ).toEqual([]);
  });

  it('is admitted by an application of its own, and then no more on the list', async () => {
    const made = { applicationId: null, revision: null, fields: formOf(record.name), principalPhone: '13900001234' };
    const asked = { ...made, unlicensedId };
    const id = Number((await done('410105-ordinary', '/api/admissions', asked))['applicationId']);
    expect(await codeOf('410105-ordinary', '/api/admissions', asked)).toBe('admission.unlicensed-applies');
    const closing = { revision: 1, reason: '已经停办' };
    const close = `/api/unlicensed-institutions/${unlicensedId}/closing`;
    expect(await codeOf('410105-ordinary', close, closing)).toBe('admission.unlicensed-applies');
    for (const kind of ['letter', 'approval'])
      await upload('410105-ordinary', `/api/admissions/${id}/scans/${kind}`, pdfScan);
    await done('410105-ordinary', `/api/admissions/${id}/submission`, { revision: 1 });
    await done('410105-review', `/api/admissions/${id}/review`, yes(2));
    await done('410105-ordinary', `/api/admissions/${id}/code`, { revision: 3, code: '1141000066' });
    const { rows } = (await app.as('410105-review').get('/api/unlicensed-institutions?state=admitted')).body as {
      rows: { id: number }[];
    };
    expect(rows.map((row) => row.id)).toEqual([unlicensedId]);
    expect(await codeOf('410105-ordinary', close, { ...closing, revision: 2 })).toBe('admission.unlicensed-no-more');
  });
});
