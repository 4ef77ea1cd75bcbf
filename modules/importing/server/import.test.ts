import { insertClasses } from '@xueqian/modules/classes/server/index.ts';
import { readDivisionRegister } from '@xueqian/modules/jurisdictions/server/index.ts';
import { childrenOf } from '@xueqian/modules/simulation/children-of.ts';
import { samplePlan } from '@xueqian/modules/simulation/server/reference-plans.ts';
import { plantErrors } from '@xueqian/modules/simulation/workbook-errors.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseDigest } from '../../../apps/server/testing/database-digest.ts';
import { apart, importPlay } from '../../../apps/server/testing/import-play.ts';
import { makeTestApp, type PlaceKey, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { workbookOf } from '../../../apps/server/testing/workbook.ts';
import { brokenInvariants } from '../../children/server/testing/invariants.ts';
import type { ImportView } from '../contract.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
});
afterAll(() => app.close());

type Problem = { column: string; code: string; severity: string; value: string; facts: Record<string, number> };
type Told = { row: number; outcome: string; name: string; problems: Problem[] };

const { view, upload, commit } = importPlay(() => app);
const toldRows = async (key: PlaceKey, id: number): Promise<Map<number, Told>> => {
  const rows: Told[] = [];
  for (;;) {
    const page = (
      await app.as(`${key}-ordinary`).get(`/api/imports/${id}/problem-rows?afterRow=${rows.at(-1)?.row ?? 0}`)
    ).body as Told[];
    rows.push(...page);
    if (page.length < 100) return new Map(rows.map((row) => [row.row, row]));
  }
};
const addsUp = ({ counts }: ImportView): void => {
  const { read = 0, created = 0, updated = 0, unchanged = 0, rejected = 0 } = counts ?? {};
  expect(created + updated + unchanged + rejected).toBe(read);
};
const countChildren = async (key: PlaceKey): Promise<number> =>
  (
    await app.database.asOwner((tx) =>
      tx.one<{ n: number }>('select count(*)::int as n from children.children where institution_id = $1', [
        app.institution(key),
      ]),
    )
  ).n;

describe('a sheet with every error there is', () => {
  const today = '2026-11-22';
  let importId = 0;
  let workbook: ReturnType<typeof plantErrors>;
  beforeAll(async () => {
    const plan = samplePlan(3, await readDivisionRegister(), today)[0]!;
    const rows = plan.institutions.flatMap((institution) => [...childrenOf(plan, institution, 3)]).slice(0, 900);
    workbook = plantErrors(rows, { today, strangeClass: '20269901' }, 2);
    const codes = [...new Set(rows.map((row) => row.classCode))];
    const classes = (key: PlaceKey, list: readonly string[]) =>
      app.database.asActor(app.actor(`${key}-ordinary`), (tx) =>
        insertClasses(
          tx,
          app.actor(`${key}-ordinary`).accountId,
          list.map((code) => ({
            institutionId: app.institution(key),
            code,
            name: `班${code}`,
            type: '21',
            schoolYear: 2026,
            capacity: 30,
            teacherName: null,
          })),
          app.now(),
        ),
      );
    await classes('a', codes);
    // The strange class exists, in another institution: that must not help.
    await classes('b', ['20269901']);
    importId = await app.uploadAs('a', await workbookOf(workbook.rows));
  });

  it('is checked without a byte of the data changed; and the digest would notice one', async () => {
    const before = await databaseDigest(app.database, apart);
    expect(Object.keys(before).length).toBeGreaterThan(18);
    await app.check('a', importId);
    expect((await view('a', importId)).state).toBe('checked');
    expect(await databaseDigest(app.database, apart)).toEqual(before);
    await app.database.asOwner((tx) => tx.run(`update classes.classes set teacher_name = 'x' where code = '20269901'`));
    const noticed = await databaseDigest(app.database, apart);
    expect(Object.keys(before).filter((table) => noticed[table] !== before[table])).toEqual(['classes.classes']);
    await app.database.asOwner((tx) =>
      tx.run(`update classes.classes set teacher_name = null where code = '20269901'`),
    );
    expect(await databaseDigest(app.database, apart)).toEqual(before);
  });

  it('says of each row what was planted in it, and nothing of the others', async () => {
    const told = await toldRows('a', importId);
    workbook.expected.forEach((expected, at) => {
      const row = at + 2;
      const say = told.get(row);
      const hint = `row ${row}: ${expected.error}`;
      if (expected.outcome === 'accepted') expect(say, hint).toBeUndefined();
      else if (expected.outcome === 'repeated') {
        expect(say, hint).toMatchObject({ outcome: 'rejected', problems: [{ code: 'duplicate-in-file' }] });
        expect(say?.problems[0]?.facts['row'], hint).toBe((expected.sameAs ?? 0) + 2);
      } else {
        expect(say?.outcome, hint).toBe(expected.outcome === 'warned' ? 'created' : 'rejected');
        const severity = expected.outcome === 'warned' ? 'warning' : 'error';
        expect(say?.problems, hint).toMatchObject([{ column: expected.column, code: expected.code, severity }]);
      }
    });
    const { counts } = await view('a', importId);
    const of = (...outcomes: string[]) => workbook.expected.filter((each) => outcomes.includes(each.outcome)).length;
    expect(counts).toEqual({
      read: workbook.rows.length,
      created: of('accepted', 'warned'),
      updated: 0,
      unchanged: 0,
      rejected: of('rejected', 'repeated'),
      withCase: 0,
      warned: of('warned'),
    });
  });

  it('shows the values of personal columns to the uploader only as he wrote them, and keeps them sealed', async () => {
    const kept = await app.database.asOwner((tx) =>
      tx.rows<{ problems: Problem[] }>('select problems from importing.row_results where import_id = $1', [importId]),
    );
    const personal = kept
      .flatMap((row) => row.problems)
      .filter((each) => each.column === 'identityNumber' && each.value !== '');
    expect(personal.length).toBeGreaterThan(10);
    for (const problem of personal) expect(problem.value).toMatch(/^sealed:/);
    const at = workbook.expected.findIndex((each) => each.error === 'number-one-short');
    const told = (await toldRows('a', importId)).get(at + 2);
    expect(told?.problems[0]?.value).toBe(workbook.rows[at]!.identityNumber);
  });

  it('gives its clean rows to the institution, and they alone', async () => {
    const done = await commit('a', importId);
    addsUp(done);
    expect(await countChildren('a')).toBe(done.counts?.created);
    expect(await brokenInvariants(app.database)).toEqual([]);
  });

  it('changes nothing when it comes a second time', async () => {
    const before = await databaseDigest(app.database, [...apart, 'audit']);
    const again = await upload('a', await workbookOf(workbook.rows));
    const checked = await view('a', again);
    const created = (await view('a', importId)).counts?.created ?? 0;
    expect(checked.counts).toMatchObject({ created: 0, updated: 0, unchanged: created });
    for (const told of (await toldRows('a', again)).values()) expect(['unchanged', 'rejected']).toContain(told.outcome);
    await commit('a', again);
    expect(await databaseDigest(app.database, [...apart, 'audit'])).toEqual(before);
  });

  it('takes a correction for all rows that hold the same value', async () => {
    const again = await upload('a', await workbookOf(workbook.rows));
    const at = workbook.expected.findIndex((each) => each.error === 'word-unknown');
    const from = String(workbook.rows[at]!.attendance);
    const before = (await view('a', again)).counts!;
    const corrections = [{ column: 'attendance', from, to: '走读' }];
    expect((await app.as('a-ordinary').post(`/api/imports/${again}/corrections`, { corrections })).status).toBe(200);
    await app.check('a', again);
    const after = await view('a', again);
    expect(after.counts).toMatchObject({ rejected: before.rejected - 2, created: before.created + 2 });
    await commit('a', again);
    expect((await toldRows('a', again)).has(at + 2)).toBe(false);
  });

  it('updates what changed, and leaves alone what the county has', async () => {
    const [one, two, three] = await app.database.asOwner((tx) =>
      tx.rows<{ id: number; name: string }>(
        `select id, name from children.children where institution_id = $1 and state = 'entered' and identity_type = '1' and name = any ($2) order by name limit 3`,
        // Rows in which nothing was planted: their names stand in the sheet as they stand in the file.
        [app.institution('a'), workbook.rows.flatMap((row, at) => (workbook.expected[at]?.error ? [] : [row.name]))],
      ),
    );
    const choice = { institutionId: app.institution('a'), classId: null, childIds: [two!.id] };
    await app.as('a-review').post('/api/registration/confirmations', choice);
    const rowsOf = [one, two, three].map((child) => workbook.rows.find((row) => row.name === child!.name)!);
    const id = await upload(
      'a',
      await workbookOf([
        { ...rowsOf[0]!, address: '河南省郑州市新搬的家' },
        { ...rowsOf[1]!, address: '河南省郑州市新搬的家' },
        rowsOf[2]!,
      ]),
    );
    expect((await view('a', id)).counts).toMatchObject({ read: 3, updated: 1, rejected: 1, unchanged: 1 });
    expect((await toldRows('a', id)).get(3)).toMatchObject({
      outcome: 'rejected',
      problems: [{ code: 'waiting-for-county' }],
    });
    addsUp(await commit('a', id));
  });
});
