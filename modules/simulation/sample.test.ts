import { checkIdentity } from '@xueqian/kernel/identity-number.ts';
import { readDivisionRegister } from '@xueqian/modules/jurisdictions/server/reference.ts';
import { describe, expect, it } from 'vitest';
import { childrenOfSample, sampleChildrenOf } from './sample.ts';
import { samplePlan } from './server/reference-plans.ts';
import { planTianjin } from './tianjin.ts';

const today = '2026-11-22';
const register = await readDivisionRegister();
const plans = samplePlan(1, register, today);
const institutions = plans.flatMap((plan) => plan.institutions);
const children = plans.flatMap((plan) =>
  plan.institutions.flatMap((institution) => [...sampleChildrenOf(plans, plan, institution, 1)]),
);

describe('the sample', () => {
  it('has forty institutions in five counties, the real names among them', () => {
    expect(plans.map((plan) => plan.fullName)).toEqual([
      '河南省郑州市金水区',
      '河南省郑州市上街区',
      '河南省郑州市管城回族区',
      '河南省郑州市登封市',
      '河南省济源市',
    ]);
    expect(institutions).toHaveLength(40);
    expect(new Set(institutions.map(({ name }) => name)).size).toBe(40);
    expect(institutions.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['郑州市上街区实验幼儿园', '登封市大金店镇中心幼儿园', '济源市克井镇中心幼儿园']),
    );
    expect(plans.at(-1)?.prefectureCode).toBe('419001');
  });

  it('has institutions in every state of the section, and some without children', () => {
    const states = new Set(institutions.map(({ basicState }) => basicState));
    expect([...states].sort()).toEqual(['approved', 'draft', 'empty', 'returned', 'submitted']);
    expect(institutions.filter(({ numbered, entered }) => numbered + entered === 0)).toHaveLength(2);
    expect(institutions.filter(({ numbered, reviewed }) => numbered > 0 && !reviewed)).toEqual([]);
    expect(institutions.find(({ basicState }) => basicState === 'returned')?.returnReason).toBeTruthy();
  });

  it('has children in every state, returned ones with a reason', () => {
    const count = (state: string): number => children.filter((child) => child.state === state).length;
    expect(children.filter(({ copyOf }) => copyOf === null)).toHaveLength(childrenOfSample);
    expect(count('numbered')).toBeGreaterThan(1500);
    expect(count('confirmed')).toBeGreaterThan(200);
    expect(count('entered')).toBeGreaterThan(200);
    expect(count('returned')).toBeGreaterThan(10);
    expect(children.every(({ state, returnReason }) => (state === 'returned') === (returnReason !== null))).toBe(true);
  });

  it('has children twice only where it says so', () => {
    const copies = children.filter(({ copyOf }) => copyOf !== null);
    expect(copies).toHaveLength(6);
    for (const copy of copies) {
      const originals = children.filter(
        ({ row, copyOf }) => copyOf === null && row.name === copy.row.name && row.birthOn === copy.row.birthOn,
      );
      expect(originals).toHaveLength(1);
    }
    const numbers = children.flatMap(({ row, copyOf }) => (copyOf === null && row.identityNumber) || []);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('fits its day and gives each child a class of its institution', () => {
    for (const { row } of children) {
      expect(row.birthOn >= '2020-09-01' && row.birthOn < '2024-09-01', row.birthOn).toBe(true);
      expect(row.admittedOn <= today).toBe(true);
      if (row.identityType === '居民身份证') expect(checkIdentity('1', row.identityNumber).ok).toBe(true);
    }
    for (const plan of plans) {
      for (const institution of plan.institutions) {
        const codes = new Set(institution.classes.map(({ code }) => code));
        const own = [...sampleChildrenOf(plans, plan, institution, 1)];
        expect(own.every(({ row }) => codes.has(row.classCode))).toBe(true);
        expect(own).toHaveLength(institution.numbered + institution.entered + institution.copies.length);
      }
    }
  });

  it('is the same from the same seed', () => {
    expect(samplePlan(1, register, today)).toEqual(plans);
    expect(samplePlan(2, register, today)).not.toEqual(plans);
  });
});

describe('the district of Tianjin beside it', () => {
  const binhai = planTianjin(1, register, today);
  const rows = binhai.flatMap((plan) =>
    plan.institutions.flatMap((institution) => [...sampleChildrenOf(binhai, plan, institution, 1)]),
  );

  it('has no prefecture: the district is its own row of the municipality', () => {
    expect(binhai.map((plan) => [plan.fullName, plan.prefectureCode])).toEqual([['天津市滨海新区', '120116']]);
    const names = binhai.flatMap((plan) => plan.institutions.map((institution) => institution.name));
    expect(names.every((name) => name.startsWith('天津市滨海新区'))).toBe(true);
    expect(new Set(names).size).toBe(4);
    const codes = binhai.flatMap((plan) => plan.institutions.map((institution) => institution.code));
    expect(codes.every((code) => /^[12]112900\d{3}$/.test(code))).toBe(true);
  });

  it('has children whose numbers occur once, in Henan too', () => {
    expect(rows).toHaveLength(145);
    const numbers = [...rows, ...children].flatMap(({ row, copyOf }) => (copyOf === null && row.identityNumber) || []);
    expect(new Set(numbers).size).toBe(numbers.length);
    // Nobody waits for the district where the principal approves.
    expect(rows.filter(({ state }) => state === 'confirmed')).toHaveLength(9);
  });
});
