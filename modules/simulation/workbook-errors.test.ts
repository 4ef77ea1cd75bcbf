import { readDivisionRegister } from '@xueqian/modules/jurisdictions/server/reference.ts';
import { describe, expect, it } from 'vitest';
import { childrenOf } from './children-of.ts';
import { errorKinds } from './error-kinds.ts';
import { samplePlan } from './server/reference-plans.ts';
import { plantErrors } from './workbook-errors.ts';

const today = '2026-11-22';
const plan = samplePlan(3, await readDivisionRegister(), today)[0]!;
const rows = plan.institutions.flatMap((institution) => [...childrenOf(plan, institution, 3)]).slice(0, 700);
const world = { today, strangeClass: '20269901' };
const workbook = plantErrors(rows, world);

describe('a workbook with planted errors', () => {
  it('holds every error once, and two repeated children', () => {
    const planted = workbook.expected.flatMap(({ error }) => error ?? []).sort();
    expect(planted).toEqual([...Object.keys(errorKinds), 'same-row', 'same-number-other-name'].sort());
    expect(workbook.rows).toHaveLength(rows.length + 2);
    expect(workbook.expected).toHaveLength(rows.length + 2);
  });

  it('leaves all other rows as they were', () => {
    workbook.expected.forEach(({ error }, at) => {
      if (error === null) expect(workbook.rows[at]).toBe(rows[at]);
      else if (at < rows.length) expect(workbook.rows[at]).not.toEqual(rows[at]);
    });
  });

  it('names for every rejected row the column and the code, and for repeated ones the first', () => {
    for (const { outcome, column, code, sameAs } of workbook.expected) {
      expect(outcome === 'rejected' || outcome === 'warned').toBe(code !== null);
      if (outcome === 'rejected') expect(column).not.toBeNull();
      expect(outcome === 'repeated').toBe(sameAs !== null);
    }
  });

  it('holds each error as often as asked, where rows fit', () => {
    const often = plantErrors(rows, world, 3);
    expect(often.expected.filter(({ error }) => error === 'number-check-digit')).toHaveLength(3);
  });

  it('takes a single row too', () => {
    expect(plantErrors(rows.slice(0, 1), world).rows).toHaveLength(1);
    expect(plantErrors([], world)).toEqual({ rows: [], expected: [] });
  });
});
