import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { confirmSectionOf, sendOf } from '../../../apps/server/testing/file-sections.ts';
import { buildingOf, conditionsOf, financeOf, memberOf } from '../../../apps/server/testing/section-cells.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';
import type { ShownVersion } from '../section-contract.ts';

let app: TestApp;
let base = '';
const site = { key: 'a', institutionId: 0 };
beforeAll(async () => {
  app = await makeTestApp();
  site.institutionId = app.institution('a');
  base = `/api/institutions/${site.institutionId}/sections`;
});
afterAll(() => app.close());

type Read = { inForce: ShownVersion | null; newest: ShownVersion | null; may: Record<string, boolean> };
const read = async (login: string, section: string, period = ''): Promise<Read> =>
  (await app.as(login).get(`${base}/${section}?period=${period}`)).body;
const review = (login: string, section: string, asked: object, decision: 'approve' | 'return', reason?: string) =>
  app.as(login).post(`${base}/${section}/review`, { ...asked, decision, reason: reason ?? null });
const confirm = (section: string, fields: object, period = '') =>
  confirmSectionOf(sendOf(app), site, section, fields, period);

describe('a section', () => {
  it('goes from the draft by the principal and the county into force, by real names', async () => {
    const me = app.as('a-ordinary');
    const fields = { buildings: [{ name: '教学楼' }] };
    expect((await me.post(`${base}/buildings/draft`, { revision: null, fields })).body).toEqual({
      version: 1,
      revision: 1,
    });
    const asked = { period: '', version: 1, revision: 1 };
    expect((await me.post(`${base}/buildings/submission`, asked)).body).toMatchObject({
      code: 'institutions.section-incomplete',
    });
    await me.post(`${base}/buildings/draft`, { revision: 1, fields: { buildings: [buildingOf()] } });
    expect((await me.post(`${base}/buildings/submission`, asked)).body).toMatchObject({
      code: 'institutions.section-changed-meanwhile',
    });
    expect(await read('410105-review', 'buildings')).toMatchObject({ inForce: null, newest: null });
    const second = { ...asked, revision: 2 };
    expect((await me.post(`${base}/buildings/submission`, second)).body).toEqual({ state: 'submitted' });
    expect((await review('410105-review', 'buildings', second, 'approve')).body).toMatchObject({
      code: 'institutions.section-changed-meanwhile',
    });
    const word = { ...second, decision: 'approve', reason: null };
    expect((await app.as('a-review').post(`${base}/buildings/confirmation`, word)).body).toEqual({
      state: 'confirmed',
    });
    expect((await read('410105-review', 'buildings')).may).toMatchObject({ review: true, edit: false });
    expect((await read('410100-reader', 'buildings')).newest).toBeNull();
    expect((await review('410105-review', 'buildings', second, 'approve')).body).toEqual({ state: 'approved' });
    const { inForce, newest } = await read('410100-reader', 'buildings');
    expect(newest).toBeNull();
    expect(inForce).toMatchObject({
      fields: { buildings: [{ name: '教学楼', area: 1500 }] },
      entered: { name: app.actor('a-ordinary').personName },
      confirmed: { name: app.actor('a-review').personName },
      reviewed: { name: app.actor('410105-review').personName },
      reviewOffice: '410105单位',
    });
  });

  it('keeps what is in force until the change is approved, and a return comes with its reason', async () => {
    const asked = await confirm('buildings', { buildings: [buildingOf(), buildingOf({ name: '食堂', area: 200 })] });
    expect((await review('410105-review', 'buildings', asked, 'return')).body).toMatchObject({
      code: 'institutions.return-needs-reason',
    });
    expect((await review('410105-review', 'buildings', asked, 'return', '食堂面积不对')).body).toEqual({
      state: 'returned',
    });
    const { inForce, newest, may } = await read('a-ordinary', 'buildings');
    expect(inForce?.fields.buildings).toHaveLength(1);
    expect(newest).toMatchObject({ state: 'returned', reason: '食堂面积不对', version: 2 });
    expect(may).toEqual({ edit: true, submit: true, confirm: false, review: false });
    const fields = { buildings: [buildingOf(), buildingOf({ name: '食堂', area: 220 })] };
    const { body } = await app.as('a-ordinary').post(`${base}/buildings/draft`, { revision: 1, fields });
    expect(body).toEqual({ version: 2, revision: 2 });
  });

  it('that says what is in force is not submitted', async () => {
    const asked = await confirm('conditions', conditionsOf());
    await review('410105-review', 'conditions', asked, 'approve');
    const { body } = await app
      .as('a-ordinary')
      .post(`${base}/conditions/draft`, { revision: null, fields: conditionsOf() });
    expect(
      (await app.as('a-ordinary').post(`${base}/conditions/submission`, { period: '', ...(body as object) })).body,
    ).toMatchObject({ code: 'institutions.section-unchanged' });
  });

  it('reviewed by several at once is decided once', async () => {
    const asked = await confirm('finance', financeOf(), '2026-autumn');
    const answers = await Promise.all(
      (['approve', 'return', 'approve', 'return'] as const).map((decision) =>
        review('410105-review', 'finance', asked, decision, '收入合计不对'),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    const won = answers.find(({ status }) => status === 200)?.body ?? { state: 'nobody' };
    const { inForce, newest } = await read('a-finance', 'finance', '2026-autumn');
    expect((newest ?? inForce)?.state).toBe(won.state);
  });

  it('saved by two at once is saved once, and the other is told', async () => {
    const save = (login: string, donations: number) =>
      app.as(login).post(`${base}/finance/draft`, {
        period: '2026-spring',
        revision: null,
        fields: financeOf({ donations }),
      });
    const answers = await Promise.all([save('a-ordinary', 1), save('a-finance', 2), save('a-ordinary2', 3)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it('is entered by those whose post it is, for a half-year that is open', async () => {
    const as = (login: string, section: string, fields: object, period = '') =>
      app.as(login).post(`${base}/${section}/draft`, { period, revision: null, fields });
    expect((await as('a-finance', 'staff', { staff: [] })).body).toMatchObject({
      code: 'institutions.section-of-another-post',
    });
    expect((await as('a-personnel', 'finance', {}, '2025-autumn')).body).toMatchObject({
      code: 'institutions.section-of-another-post',
    });
    expect((await as('a-finance', 'finance', {}, '2024-spring')).body).toMatchObject({
      code: 'institutions.section-period-closed',
    });
    expect((await as('a-finance', 'finance', {}, '2025-autumn')).status).toBe(200);
  });
});

describe('the staff', () => {
  const number = '410105199001011225';

  it('has numbers that nobody reads in the database or on a page, and that stay when they are not sent', async () => {
    const first = memberOf({ number });
    const asked = await confirm('staff', { staff: [first] });
    await review('410105-review', 'staff', asked, 'approve');
    const shown = (await read('410105-review', 'staff')).inForce?.fields.staff?.[0];
    expect(shown).toMatchObject({ name: '王老师', number: expect.stringMatching(/^410\*+1225$/) as string });
    const kept = await app.database.asOwner((tx) =>
      tx.rows<{ fields: string }>(
        `select fields::text from institutions.section_versions where section = 'staff' and institution_id = $1`,
        [site.institutionId],
      ),
    );
    expect(kept.length).toBeGreaterThan(0);
    for (const { fields } of kept) {
      expect(fields).not.toContain(number);
      expect(fields).toContain('sealed:');
    }
    await app.as('a-personnel').post(`${base}/staff/draft`, {
      revision: null,
      fields: { staff: [{ ...first, number: null, name: '王敏' }] },
    });
    expect((await read('a-ordinary', 'staff')).newest?.fields.staff?.[0]).toMatchObject({
      name: '王敏',
      number: shown?.number,
    });
  });

  it.each([
    ['a wrong check digit', [memberOf({ number: '410105199001011226' })], 'staff-number-wrong'],
    ['one number twice', [memberOf({ number }), memberOf({ number, name: '李老师' })], 'staff-listed-twice'],
    [
      'one key twice',
      [memberOf({ key: '7b0a2a5e-3c34-4b5c-9a55-0d2b8a1f0001' })].flatMap((m) => [m, { ...m, number: null }]),
      'staff-listed-twice',
    ],
  ])('is refused with %s', async (_what, staff, code) => {
    const reply = await app.as('b-personnel').post(`/api/institutions/${app.institution('b')}/sections/staff/draft`, {
      revision: null,
      fields: { staff },
    });
    expect(reply.body).toMatchObject({ code: `institutions.${code}` });
  });
});

describe('the classes', () => {
  it('are taken as they stand, by nobody typed', async () => {
    await app.makeClasses();
    await app.as('a-ordinary').post(`${base}/classes/draft`, { revision: null, classes: [{ code: 'x' }] });
    expect((await read('a-ordinary', 'classes')).newest?.fields).toEqual({
      takenOn: '2026-11-22',
      classes: [{ code: '20262101', name: '小一班', type: '21', capacity: 30, children: 0 }],
    });
  });
});

describe('an office', () => {
  it('without the duty lets nothing come into force, and sees it not among its reviews', async () => {
    const asked = await confirm('finance', financeOf({ donations: 5 }), '2025-spring');
    const setDuties = (duties: string[] | null) =>
      app.database.asOwner((tx) =>
        tx.run(`update accounts.offices set duties = $1 where scope = '410105' and level = 'county'`, [duties]),
      );
    const listed = async () => JSON.stringify((await app.as('410105-review').get('/api/section-reviews')).body);
    expect(await listed()).toContain('2025-spring');
    await setDuties(['institutions.review-basic']);
    app.forgetTokens();
    expect(await listed()).not.toContain('2025-spring');
    expect((await review('410105-review', 'finance', asked, 'approve')).body).toMatchObject({
      code: 'institutions.section-of-another-office',
    });
    await setDuties(['institutions.confirm-finance']);
    app.forgetTokens();
    expect((await review('410105-review', 'finance', asked, 'approve')).body).toEqual({ state: 'approved' });
    await setDuties(null);
  });
});
