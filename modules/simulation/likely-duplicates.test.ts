import { likenessTexts } from '@xueqian/modules/children/server/likeness-keys.ts';
import { plainOf, readingsOf, solarOfLunar } from '@xueqian/modules/children/server/name-knowledge.ts';
import { compareChildren, type Likened } from '@xueqian/modules/duplicates/likeness.ts';
import { readDivisionRegister } from '@xueqian/modules/jurisdictions/server/reference.ts';
import { expect, it } from 'vitest';
import type { ChildRow } from './child-row.ts';
import { childrenOf } from './children-of.ts';
import { type LabelledRow, plantDuplicates } from './likely-duplicates.ts';
import { randomOf } from './random.ts';
import { henan2017Plan } from './server/reference-plans.ts';

const knowledge = { plainOf, readingsOf, solarOfLunar };
const likenedOf = (row: ChildRow): Likened => ({
  name: row.name,
  sex: row.sex,
  birthOn: row.birthOn,
  identityNumber: row.identityNumber || null,
  guardianName: row.guardianName,
  guardianNumber: row.guardianIdentityNumber || null,
  guardianPhone: row.guardianPhone || null,
  hukouPlace: row.hukouPlace || null,
});

/** Pairs that share a key and are held for duplicates, by the same two steps as in the database. */
const findPairs = (list: readonly LabelledRow[]): [number, number][] => {
  const byKey = new Map<string, number[]>();
  const pairs = new Map<string, [number, number]>();
  list.forEach(({ row }, at) => {
    const me = likenedOf(row);
    const texts = likenessTexts({
      ...row,
      identityNumber: me.identityNumber,
      guardianIdentityNumber: me.guardianNumber,
      guardianPhone: null,
    });
    for (const text of new Set(texts)) {
      const others = byKey.get(text) ?? [];
      for (const other of others) {
        const there = list[other];
        if (there && compareChildren(me, likenedOf(there.row), knowledge).verdict !== 'none')
          pairs.set(`${other}|${at}`, [other, at]);
      }
      byKey.set(text, [...others, at]);
    }
  });
  return [...pairs.values()];
};

it('finds at least 95 of 100 likely duplicates, and at least 90 of 100 finds are some', async () => {
  const register = await readDivisionRegister();
  const plans = henan2017Plan(7, register).filter(
    (plan) => plan.countyCode === '410105' || plan.countyCode === '410122',
  );
  const rows = plans
    .flatMap((plan) => plan.institutions.flatMap((institution) => [...childrenOf(plan, institution, 7)]))
    .slice(0, 30_000);
  expect(rows.length).toBeGreaterThan(10_000);
  const list = plantDuplicates(rows, randomOf(7, 'likely-duplicates'), 10);
  const planted = list.filter(({ repeats }) => repeats !== null);
  const found = findPairs(list);
  const isRight = ([one, other]: [number, number]): boolean => (list[other]?.repeats ?? null) === one;
  const right = found.filter(isRight);
  const missed = planted.filter((each) => !right.some(([, at]) => list[at] === each));
  const wrong = found.filter((pair) => !isRight(pair));
  const count = (whats: readonly string[]) =>
    Object.fromEntries([...new Set(whats)].map((what) => [what, whats.filter((each) => each === what).length]));
  const told = JSON.stringify({
    planted: count(planted.map(({ what }) => what)),
    missed: count(missed.map(({ what }) => what)),
    wrong: count(wrong.map(([one, other]) => `${list[one]?.what}/${list[other]?.what}`)),
  });
  expect(planted.length, told).toBeGreaterThan(1000);
  expect(right.length / planted.length, told).toBeGreaterThanOrEqual(0.95);
  expect(right.length / found.length, told).toBeGreaterThanOrEqual(0.9);
  // Exactly the same number is never missed.
  expect(missed.filter(({ what }) => what === 'exact')).toEqual([]);
});
