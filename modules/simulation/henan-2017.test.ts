import { readFileSync } from 'node:fs';
import { checkIdentity } from '@xueqian/kernel/identity-number.ts';
import { normaliseName } from '@xueqian/kernel/personal-name.ts';
import { basicSection } from '@xueqian/modules/institutions/institution.ts';
import { readDivisionRegister } from '@xueqian/modules/jurisdictions/server/reference.ts';
import { describe, expect, it } from 'vitest';
import { parseAnnex2 } from './annex2.ts';
import type { ChildRow } from './child-row.ts';
import { childrenOf } from './children-of.ts';
import { enteredInProvince } from './henan-2017.ts';
import type { CountyPlan, InstitutionPlan } from './plan.ts';
import { henan2017Plan } from './server/reference-plans.ts';

const rows = parseAnnex2(readFileSync(new URL('./reference/henan-2017-annex2.csv', import.meta.url), 'utf8'));
const register = await readDivisionRegister();
const plans = henan2017Plan(2017, register);
const institutions = plans.flatMap((plan) => plan.institutions);
const plansOf = (prefecture: string): CountyPlan[] => plans.filter((plan) => plan.prefectureCode === prefecture);
const sum = (of: readonly InstitutionPlan[], value: (institution: InstitutionPlan) => number): number =>
  of.reduce((total, institution) => total + value(institution), 0);
const childrenOfCounties = (counties: readonly CountyPlan[]): ChildRow[] =>
  counties.flatMap((plan) => plan.institutions.flatMap((institution) => [...childrenOf(plan, institution, 2017)]));
const jiyuan = childrenOfCounties(plansOf('419001'));

describe('the plan of 2017', () => {
  it.each(rows)('has every printed figure of $name', (row) => {
    const prefecture = register.divisionsOn('2017-04-07').find(({ name }) => name === row.name);
    const own = plansOf(prefecture?.code ?? '').flatMap((plan) => plan.institutions);
    expect({
      institutions: own.length,
      reported: own.filter((institution) => institution.reported).length,
      reviewed: own.filter((institution) => institution.reviewed).length,
      statisticalChildren: sum(own, (institution) => institution.statisticalChildren),
      numbered: sum(own, (institution) => institution.numbered),
    }).toEqual({ ...row, name: undefined });
  });

  it('has the printed totals, and the entered children of the letter', () => {
    expect(institutions).toHaveLength(38131);
    expect(institutions.filter((institution) => institution.reported)).toHaveLength(21970);
    expect(institutions.filter((institution) => institution.reviewed)).toHaveLength(21042);
    expect(sum(institutions, (institution) => institution.statisticalChildren)).toBe(4086838);
    expect(sum(institutions, (institution) => institution.numbered)).toBe(2545962);
    expect(sum(institutions, (institution) => institution.entered)).toBe(enteredInProvince);
  });

  it('has every county of the time with institutions in its own towns', () => {
    expect(plans).toHaveLength(158);
    for (const plan of plans) {
      const towns = new Set(plan.place.towns.map((town) => town.code));
      expect(plan.institutions.length, plan.fullName).toBeGreaterThan(0);
      expect(plan.institutions.every(({ basic }) => towns.has(basic.townCode ?? ''))).toBe(true);
    }
    expect(plansOf('410300').map((plan) => plan.countyCode)).toEqual(expect.arrayContaining(['410306', '410381']));
    expect(plansOf('410100').map((plan) => plan.countyCode)).toContain('410181');
  });

  it('gives numbers in reviewed institutions only, and reviews only what was reported', () => {
    expect(institutions.filter(({ numbered, reviewed }) => numbered > 0 && !reviewed)).toEqual([]);
    expect(institutions.filter(({ reviewed, reported }) => reviewed && !reported)).toEqual([]);
  });

  it('has one code and one name for each institution, and sections that the form accepts', () => {
    expect(new Set(institutions.map(({ code }) => code)).size).toBe(38131);
    expect(new Set(institutions.map(({ name }) => name)).size).toBe(38131);
    for (const { code, basic } of institutions) {
      expect(code).toMatch(basic.kind === '111' ? /^1141\d{6}$/ : /^2141\d{6}$/);
      if (!basicSection.safeParse(basic).success) expect(basicSection.parse(basic)).toBe(basic);
    }
  });

  it('has kindergartens of plausible sizes and classes', () => {
    const share = institutions.filter(({ basic }) => basic.kind === '111').length / institutions.length;
    expect(share).toBeCloseTo(0.55, 2);
    for (const { statisticalChildren, numbered, entered, classes } of institutions) {
      expect(statisticalChildren).toBeLessThanOrEqual(500);
      expect(numbered + entered).toBeLessThanOrEqual(560);
      expect(new Set(classes.map(({ code }) => code)).size).toBe(classes.length);
      expect(Math.max(numbered + entered, statisticalChildren) / classes.length).toBeLessThan(45);
    }
  });
});

describe('the children of 2017', () => {
  it('are as many as planned, the same again, and in any order', () => {
    expect(jiyuan).toHaveLength(sum(plansOf('419001')[0]!.institutions, (i) => i.numbered + i.entered));
    const again = henan2017Plan(2017, register).find((plan) => plan.countyCode === '419001')!;
    const last = again.institutions.at(-1)!;
    const first = again.institutions[0]!;
    expect([...childrenOf(again, last, 2017)]).toEqual(jiyuan.slice(-(last.numbered + last.entered)));
    expect([...childrenOf(again, first, 2017)]).toEqual(jiyuan.slice(0, first.numbered + first.entered));
    expect([...childrenOf(again, first, 2018)]).not.toEqual(jiyuan.slice(0, first.numbered + first.entered));
  });

  it('have identity numbers that occur once in a prefecture and its guardians', () => {
    const children = [...jiyuan, ...childrenOfCounties(plansOf('410600'))];
    const numbers = children.map((row) => row.identityNumber).filter((number) => number !== '');
    const guardians = children.map((row) => row.guardianIdentityNumber);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(new Set(guardians).size).toBe(guardians.length);
  });

  it('have numbers, names and dates that agree', () => {
    for (const row of jiyuan) {
      const name = normaliseName(row.name);
      expect(name.ok && name.name === row.name && name.changes.length === 0, row.name).toBe(true);
      if (row.identityNumber.length === 18) {
        const check = checkIdentity('1', row.identityNumber);
        const sex = row.sex === '男' ? '1' : '2';
        expect(check).toEqual({ ok: true, kind: 'resident', birthOn: row.birthOn, sex });
      }
      expect(checkIdentity('1', row.guardianIdentityNumber).ok).toBe(true);
      expect(row.birthOn >= '2010-09-01' && row.birthOn < '2014-09-01').toBe(true);
      expect(row.admittedOn <= '2017-04-07' && row.admittedOn > row.birthOn).toBe(true);
    }
  });

  it('are as various as the province', () => {
    const share = (is: (row: ChildRow) => boolean): number => jiyuan.filter(is).length / jiyuan.length;
    expect(share((row) => row.sex === '男')).toBeCloseTo(0.519, 1);
    expect(share((row) => row.name.includes('·'))).toBeCloseTo(0.01, 2);
    expect(share((row) => row.identityNumber === '' || row.identityNumber.startsWith('P41'))).toBeCloseTo(0.005, 2);
    expect(share((row) => /[\u{20000}-\u{3ffff}]/u.test(row.name))).toBeGreaterThan(0.001);
    expect(share((row) => row.ethnicity === '汉族')).toBeGreaterThan(0.95);
    expect(new Set(jiyuan.map((row) => row.name)).size / jiyuan.length).toBeGreaterThan(0.6);
  });
});

describe('the whole province', () => {
  it.skipIf(process.env.XUEQIAN_SLOW_TESTS === undefined)(
    'has no identity number twice',
    () => {
      const keys = new Float64Array(4_000_000);
      let count = 0;
      for (const plan of plans) {
        for (const institution of plan.institutions) {
          for (const { identityNumber: number, birthOn } of childrenOf(plan, institution, 2017)) {
            if (number.length !== 18) continue;
            const day = Date.parse(birthOn) / 86_400_000 - 10_000;
            keys[count++] = (Number(number.slice(0, 6)) * 10_000 + day) * 1000 + Number(number.slice(14, 17));
          }
        }
      }
      const sorted = keys.subarray(0, count).sort();
      const repeated = sorted.reduce((sum, key, at) => sum + (at > 0 && sorted[at - 1] === key ? 1 : 0), 0);
      expect(repeated).toBe(0);
    },
    60_000,
  );
});
