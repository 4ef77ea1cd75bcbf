import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changePlay, enterChildren, names, today } from '../../../apps/server/testing/change-play.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { changeTree } from './carry-out.ts';
import { followRuleOf, listPlaceColumns } from './follow.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
  await enterChildren(app);
}, 120_000);
afterAll(() => app.close());
const { means, draft, read, carryOut, placeRows, everywhere } = changePlay(() => app);

/** Everything a move must not touch: children by institution and state, numbers, counters. */
const substance = () =>
  app.database.asOwner((tx) =>
    tx.rows(
      `select institution_id, state, count(*)::int as n, md5(string_agg(coalesce(encode(number_sealed, 'hex'), '') || name, ',' order by id)) as content
       from children.children group by 1, 2 order by 1, 2`,
    ),
  );
const scopeOf = async (login: string) =>
  app.database.asOwner((tx) =>
    tx.one<{ scope: string; closed: boolean }>(
      'select scope, closed_at is not null as closed from accounts.accounts where login = $1',
      [login],
    ),
  );

describe('every column called after a division', () => {
  it('has a rule by which it follows a change of the tree', async () => {
    const columns = await app.database.asOwner(listPlaceColumns);
    expect(columns.length).toBeGreaterThan(30);
    const rules = columns.map((column) => [
      `${column.schema}.${column.table}.${column.column}`,
      followRuleOf(column)?.how ?? null,
    ]);
    expect(rules.filter(([, how]) => how === null)).toEqual([]);
    expect(rules).toEqual(
      expect.arrayContaining([
        ['children.children.county_code', 'institution'],
        ['duplicates.cases.later_county', 'institution'],
        ['registration.serials.area_code', 'stays'],
        ['accounts.offices.scope', 'office'],
      ]),
    );
  });

  it('is found when a table is added', () => {
    const column = { schema: 'new', table: 'things', column: 'home_county', beside: ['home_county'] };
    expect(followRuleOf(column)).toBeNull();
    expect(followRuleOf({ ...column, column: 'county_code', beside: ['institution_id', 'county_code'] })?.how).toBe(
      'institution',
    );
  });
});

describe('a change of the tree', () => {
  it('is drafted by the system administrator above, and by nobody else', async () => {
    const rename = { kind: 'rename', code: '410105', name: '金水新区', newCode: null };
    for (const login of ['410105-system-administrator', '410600-system-administrator'])
      expect((await draft(login, rename)).status, login).toBe(409);
    for (const login of ['410100-review', '410100-security-administrator', 'a-system-administrator'])
      expect((await draft(login, rename)).status, login).toBe(403);
    const { changeId } = await draft('410100-system-administrator', rename);
    for (const login of ['410600-system-administrator', '410105-system-administrator'])
      expect((await app.as(login).get(`/api/division-changes/${changeId}`)).status, login).toBe(404);
    expect((await app.as('410000-system-administrator').get(`/api/division-changes/${changeId}`)).status).toBe(200);
    const foreign = app.as('410000-system-administrator');
    expect(
      (await foreign.post(`/api/division-changes/${changeId}/carrying-out`, { expectInstitutions: 0 })).status,
    ).toBe(404);
    expect(
      (await app.as('410100-system-administrator').post(`/api/division-changes/${changeId}/withdrawal`)).status,
    ).toBe(200);
  });

  it('a county moves to another prefecture: everything follows, history stays, and back again', async () => {
    const before = await substance();
    const login = '410000-system-administrator';
    const preview = await carryOut(login, { kind: 'move', code: '410105', parentCode: '410600', newCode: null });
    expect(preview.figures).toMatchObject({ institutions: 2, children: 6, classes: 2, closingOffices: 0 });
    expect(preview.figures?.['openCases']).toBeGreaterThan(0);
    expect(await placeRows('a')).toEqual(everywhere('410000 410600 410105'));
    expect(await placeRows('c')).toEqual(everywhere('410000 410100 410102'));
    expect(await substance()).toEqual(before);
    expect(await app.differences()).toEqual([]);
    // The case between the two counties names both where they now are.
    const cases = await app.database.asOwner((tx) =>
      tx.rows(
        `select 1 from duplicates.cases k join institutions.institutions l on l.id = k.later_institution_id join institutions.institutions e on e.id = k.earlier_institution_id
         where (k.later_county, k.later_prefecture, k.earlier_county, k.earlier_prefecture) is distinct from (l.county_code, l.prefecture_code, e.county_code, e.prefecture_code)`,
      ),
    );
    expect(cases).toEqual([]);
    // The other prefecture sees it now, the former one no longer.
    const see = async (office: string) =>
      ((await app.as(office).get('/api/institutions')).body as { rows: { code: string }[] }).rows.map(
        (row) => row.code,
      );
    expect(await see('410600-review')).toContain('1141900001');
    expect(await see('410100-review')).not.toContain('1141900001');
    const places = async (on: string) =>
      (await app.as('410600-review').get(`/api/institutions/${app.institution('a')}/places?on=${on}`))
        .body as never as {
        asked: { fullName: string };
      };
    expect((await places('2026-11-21')).asked.fullName).toBe('河南省郑州市金水区');
    expect((await places(today)).asked.fullName).toBe('河南省鹤壁市金水区');
    const found = await app.as('a-ordinary').get('/api/divisions?text=410105');
    expect((found.body as { fullName: string }[])[0]?.fullName).toBe('河南省鹤壁市金水区');

    await carryOut(login, { kind: 'move', code: '410105', parentCode: '410100', newCode: null }, '2026-11-22');
    expect(await placeRows('a')).toEqual(everywhere('410000 410100 410105'));
    expect(await see('410100-review')).toContain('1141900001');
    expect(await substance()).toEqual(before);
  });

  it('a county gets a new name and code: its offices and accounts go along, old records stay readable', async () => {
    const login = '410100-system-administrator';
    await carryOut(login, { kind: 'rename', code: '410102', name: '中原新区', newCode: '410199' });
    expect(await placeRows('c')).toEqual(everywhere('410000 410100 410199'));
    expect(await scopeOf('410102-review')).toEqual({ scope: '410199', closed: false });
    const told = await app.database.asOwner((tx) =>
      tx.one<{ facts: object }>(
        `select facts from announcements.announcements where template = 'division-changed' order by id desc limit 1`,
      ),
    );
    expect(told.facts).toMatchObject({
      kind: 'rename',
      subject: '河南省郑州市中原区',
      target: '中原新区',
      from: today,
    });
    const history = await app.as('a-ordinary').get('/api/divisions/410102');
    expect(history.body).toMatchObject({
      inForce: false,
      periods: [{ to: today, heirCode: '410199', ended: { kind: 'rename', title: names.documentTitle } }],
    });
    await carryOut(login, { kind: 'rename', code: '410199', name: '中原区', newCode: '410102' });
    expect(await placeRows('c')).toEqual(everywhere('410000 410100 410102'));
    expect(await scopeOf('410102-review')).toEqual({ scope: '410102', closed: false });
  });

  it('two counties become one: the absorbed department closes, its institutions stay what they are', async () => {
    const before = await substance();
    const login = '410000-system-administrator';
    // A county of another prefecture comes first, then it is merged.
    await carryOut(login, { kind: 'move', code: '410611', parentCode: '410100', newCode: null });
    const merge = { kind: 'merge', codes: ['410611'], into: '410102' };
    const drafted = await draft('410100-system-administrator', merge);
    const offices = await app
      .as('410100-system-administrator')
      .get(`/api/division-changes/${drafted.changeId}/offices`);
    const ofIt = (offices.body as { level: string; closes: boolean; accounts: number }[]).filter(
      (office) => office.level === 'county',
    );
    // Said beforehand: the absorbed department's eight accounts end with it.
    expect(ofIt).toMatchObject([{ closes: true, accounts: 8 }]);
    await app.as('410100-system-administrator').post(`/api/division-changes/${drafted.changeId}/withdrawal`);
    const preview = await carryOut('410100-system-administrator', merge);
    expect(preview.figures).toMatchObject({ institutions: 1, closingOffices: 1 });
    expect(await placeRows('d')).toEqual(everywhere('410000 410100 410102'));
    expect((await scopeOf('410611-review')).closed).toBe(true);
    expect(await substance()).toEqual(before);
    const list = await app.as('410102-review').get('/api/institutions');
    expect((list.body as { rows: unknown[] }).rows).toHaveLength(2);
  });

  it('is refused when it would leave institutions without a division, or lost its ground meanwhile', async () => {
    const login = '410100-system-administrator';
    const abolish = await app.as(login).post('/api/division-changes', {
      change: { kind: 'abolish', code: '410105' },
      on: today,
      ...names,
      reason: '',
    });
    expect(abolish.body).toMatchObject({ code: 'jurisdictions.has-institutions' });
    const first = await draft(login, { kind: 'rename', code: '410106', name: '上街新区', newCode: null });
    const order = (expectInstitutions: number) =>
      app.as(login).post(`/api/division-changes/${first.changeId}/carrying-out`, { expectInstitutions });
    expect((await order(7)).body).toMatchObject({ code: 'jurisdictions.preview-changed' });
    expect((await order(0)).status).toBe(200);
    expect((await order(0)).body).toMatchObject({ code: 'jurisdictions.change-not-open' });
    await carryOut(login, { kind: 'merge', codes: ['410106'], into: '410102' });
    await changeTree(means(), { changeId: first.changeId });
    const after = await read(login, first.changeId);
    expect(after).toMatchObject({ state: 'failed', problem: { code: 'jurisdictions.division-unknown' } });
  });

  it('waits for its day', async () => {
    const login = '410100-system-administrator';
    const later = await draft(login, { kind: 'rename', code: '410103', name: '二七新区', newCode: null }, '2026-12-01');
    await app.as(login).post(`/api/division-changes/${later.changeId}/carrying-out`, { expectInstitutions: 0 });
    await changeTree(means(), { changeId: later.changeId });
    expect((await read(login, later.changeId)).state).toBe('planned');
    app.setNow('2026-12-01T01:00:00Z');
    await changeTree(means(), { changeId: later.changeId });
    expect((await read(login, later.changeId)).state).toBe('carried-out');
    await changeTree(means(), { changeId: later.changeId });
    app.setNow('2026-11-22T01:00:00Z');
  });
});
