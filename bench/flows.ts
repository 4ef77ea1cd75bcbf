import { readMovedTable, readPresentTable } from '@xueqian/modules/flows/server/index.ts';
import { listMovedChildren, listPresentChildren } from '@xueqian/modules/flows/server/store-lists.ts';
import { actorAt, largestCounty, type Means } from './means.ts';
import { ms, note, repeated } from './measure.ts';

const moves = 200_000;
const key = '2026';
/** What marks the made-up rows: an instant at which nothing is recorded. */
const mark = '1999-12-31T00:00:00Z';

/** Moves of a school year between institutions that are there: most in a county, some further, some leave for good. */
const makeMoves = async ({ database }: Means, province: string): Promise<void> => {
  await database.asOwner((tx) =>
    tx.run(
      `with places as (select id, name, county_code, prefecture_code, row_number() over (order by prefecture_code, county_code, id) as n, count(*) over () as every
         from institutions.institutions where province_code = $1),
       picked as (select g, 1 + floor(random() * (select every from places limit 1))::int as a, 1 + floor(power(random(), 6) * 3000)::int as step, random() as how,
           date '2026-09-01' + floor(random() * 365)::int as day from generate_series(1, $2) g),
       child as (select id, name, sex, birth_on from children.children limit 1)
       insert into flows.moves (child_id, kind, way, happened_on, recorded_at, is_open, from_institution_id, from_institution_name, from_county, from_prefecture,
         to_institution_id, to_institution_name, to_county, to_prefecture, province_code, child_name, child_sex, child_birth_on)
       select c.id, case when p.how < 0.3 then 'left' else 'transferred' end, case when p.how < 0.2 then 'moved-away' when p.how < 0.3 then 'withdrawn' end,
         p.day, $3, p.how < 0.15, f.id, f.name, f.county_code, f.prefecture_code,
         case when p.how >= 0.3 then t.id end, case when p.how >= 0.3 then t.name end, case when p.how >= 0.3 then t.county_code end,
         case when p.how >= 0.3 then t.prefecture_code end, $1, c.name, c.sex, c.birth_on
       from picked p join places f on f.n = p.a join places t on t.n = 1 + (p.a - 1 + p.step) % f.every cross join child c`,
      [province, moves, mark],
    ),
  );
  await database.pool.query('analyze flows.moves');
};

/** Flows of children as each level reads them, whole transactions as their office. */
export const benchFlows = async (means: Means): Promise<void> => {
  const { county, prefecture, province } = await largestCounty(means);
  const { database } = means;
  const now = new Date('2026-11-23T01:00:00Z');
  await makeMoves(means, province);
  try {
    for (const { level, scope, aim } of [
      { level: 'ministry', scope: '000000', aim: '' },
      { level: 'province', scope: province, aim: '< 100 ms' },
      { level: 'prefecture', scope: prefecture, aim: '' },
      { level: 'county', scope: county, aim: '' },
    ] as const) {
      const actor = await actorAt(means, level, 'reader', scope);
      const here = await repeated(30, () =>
        database.asActor(actor, (tx) => readPresentTable(tx, actor, undefined, now)),
      );
      note(`flows, who is here, ${level}`, `${ms(here.median)} (p99 ${ms(here.p99)})`, '', '', aim);
      for (const [word, period] of [
        ['a school year', key],
        ['a month', '2026-10'],
      ] as const) {
        const moved = await repeated(30, () =>
          database.asActor(actor, (tx) => readMovedTable(tx, actor, { period }, now)),
        );
        note(
          `flows, moves of ${word} (${moves.toLocaleString('en')} a year), ${level}`,
          `${ms(moved.median)} (p99 ${ms(moved.p99)})`,
          '',
          '',
          aim,
        );
      }
    }
    const clerk = await actorAt(means, 'county', 'review', county);
    const asked = { county, institutionId: null, after: [0, 0], today: '2026-11-23', limit: 51 } as const;
    for (const kind of ['both-away', 'beyond-province', 'unclassed'] as const) {
      const list = await repeated(30, () =>
        database.asActor(clerk, (tx) => listPresentChildren(tx, { ...asked, kind })),
      );
      note(`flows, first page of a county's list, ${kind}`, `${ms(list.median)} (p99 ${ms(list.p99)})`);
    }
    const actor = await actorAt(means, 'province', 'review', province);
    const dropped = await repeated(30, () =>
      database.asActor(actor, (tx) =>
        listMovedChildren(tx, {
          ...{ kind: 'dropped-out', scope: { column: 'province', code: province }, institutionId: null, after: null },
          ...{ from: '2026-09-01', until: '2027-08-31', schoolAgeBefore: '2020-08-31', limit: 51 },
        }),
      ),
    );
    note("flows, first page of the province's dropped out", `${ms(dropped.median)} (p99 ${ms(dropped.p99)})`);
  } finally {
    await database.asOwner((tx) => tx.run('delete from flows.moves where recorded_at = $1', [mark]));
  }
};
