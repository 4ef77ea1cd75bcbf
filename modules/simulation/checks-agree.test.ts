import { checkChild } from '@xueqian/modules/children/checks.ts';
import { readDivisionRegister } from '@xueqian/modules/jurisdictions/server/reference.ts';
import { describe, expect, it } from 'vitest';
import { childrenOf } from './children-of.ts';
import type { WorkbookRow } from './error-kinds.ts';
import { henan2017Plan, samplePlan } from './server/reference-plans.ts';
import { plantErrors } from './workbook-errors.ts';

const register = await readDivisionRegister();
const problemsOf = (row: WorkbookRow, today: string, classes: ReadonlySet<string>) =>
  checkChild(row, {
    today,
    classOf: (code) => (classes.has(code) ? 'found' : 'missing'),
    knownPlace: (code) => register.periodsOf(code).length > 0,
    placeByName: () => null,
  }).problems;

describe('the checks of a child’s file', () => {
  it('find nothing in the children of 2017, not even a warning', () => {
    const plans = henan2017Plan(5, register);
    for (const plan of plans.filter(({ countyCode }) => countyCode === '419001' || countyCode === '410105')) {
      for (const institution of plan.institutions) {
        const classes = new Set(institution.classes.map(({ code }) => code));
        for (const row of childrenOf(plan, institution, 5)) {
          const problems = problemsOf(row, '2017-04-07', classes);
          if (problems.length > 0) expect(problems, row.name).toEqual([]);
        }
      }
    }
  }, 60_000);

  it('find in a faulty workbook exactly what was planted', () => {
    const today = '2026-11-22';
    const plan = samplePlan(3, register, today)[0]!;
    const rows = plan.institutions.flatMap((institution) => [...childrenOf(plan, institution, 3)]);
    const classes = new Set(rows.map((row) => row.classCode));
    const workbook = plantErrors(rows, { today, strangeClass: '20269901' }, 2);
    workbook.rows.forEach((row, at) => {
      const { outcome, error, column, code } = workbook.expected[at]!;
      const found = problemsOf(row, today, classes).map((problem) => [problem.severity, problem.column, problem.code]);
      const severity = outcome === 'warned' ? 'warning' : 'error';
      expect(found, error ?? 'clean').toEqual(code === null ? [] : [[severity, column, code]]);
    });
  });
});
