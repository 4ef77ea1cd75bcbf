import { listByName } from '@xueqian/modules/children/server/store.ts';
import { readTable } from '@xueqian/modules/statistics/server/index.ts';
import { actorAt, everything, largestCounty, type Means } from './means.ts';
import { ms, note, repeated } from './measure.ts';

/** Annex 2 of the province, of a prefecture and of a county, whole transactions as their office. */
export const benchAnnex2 = async (means: Means): Promise<void> => {
  const { county, prefecture, province, children } = await largestCounty(means);
  const steps = [
    { level: 'province', scope: province, division: province, aim: '< 100 ms' },
    { level: 'prefecture', scope: prefecture, division: prefecture, aim: '' },
    { level: 'county', scope: county, division: county, aim: '< 20 ms' },
  ] as const;
  for (const step of steps) {
    const actor = await actorAt(means, step.level, 'reader', step.scope);
    const { median, p99 } = await repeated(50, () =>
      means.database.asActor(actor, (tx) => readTable(tx, actor, step.division, new Date())),
    );
    note(
      `annex 2, ${step.level}, over ${means.children.toLocaleString('en')} children`,
      `${ms(median)} (p99 ${ms(p99)})`,
      '',
      '',
      step.aim,
    );
  }
  note('largest county', `${children.toLocaleString('en')} children`);
};

/** Search by name with row security on: exact and prefix, first page, as each level. */
export const benchSearch = async (means: Means): Promise<void> => {
  const { county, prefecture, province } = await largestCounty(means);
  const names = await means.database.asOwner((tx) =>
    tx.rows<{ name: string }>(
      `select name from children.children tablesample system (0.05) where county_code = $1 limit 60`,
      [county],
    ),
  );
  const exact = names.map((row) => row.name);
  const levels = [
    { level: 'county', scope: county, aim: '< 50 ms' },
    { level: 'prefecture', scope: prefecture, aim: '' },
    { level: 'province', scope: province, aim: '< 200 ms' },
  ] as const;
  if (exact.length === 0) throw new Error('no names were sampled');
  for (const { level, scope, aim } of levels) {
    const actor = await actorAt(means, level, 'review', scope);
    for (const [kind, cut] of [
      ['exact name', 36],
      ['prefix of two characters', 2],
      ['surname alone', 1],
      ['name nobody has', 0],
    ] as const) {
      const pick = (round: number) =>
        cut === 0 ? `\u9f98\u9f98${round}` : [...(exact[round % exact.length] as string)].slice(0, cut).join('');
      const { median, p99 } = await repeated(40, (round) =>
        means.database.asActor(actor, (tx) => listByName(tx, everything, pick(round), null, 50)),
      );
      note(`search, ${kind}, as ${level}`, `${ms(median)} (p99 ${ms(p99)})`, '', '', aim);
    }
  }
};
