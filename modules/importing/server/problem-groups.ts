import type { Sealer } from '@xueqian/platform/sealing.ts';
import { problemCodes } from '../../children/problem-codes.ts';
import { openValue } from './prepare-rows.ts';
import type { ResultRow } from './store.ts';

const mostValues = 30;
const mostExamples = 20;

type Group = {
  column: string;
  code: string;
  severity: 'error' | 'warning';
  mender: string;
  rows: number;
  facts: Record<string, string | number>;
  values: Map<string, number>;
  examples: { row: number; name: string; value: string }[];
};

/** Problems by cause (column and code), the most frequent first, errors before warnings. */
export const groupProblems = (results: readonly ResultRow[], sealer: Sealer) => {
  const groups = new Map<string, Group>();
  for (const result of results) {
    for (const problem of result.problems) {
      const key = `${problem.column}|${problem.code}`;
      const group: Group = groups.get(key) ?? {
        column: problem.column,
        code: problem.code,
        severity: problem.severity,
        mender: problemCodes[problem.code as keyof typeof problemCodes]?.mender ?? 'kindergarten',
        rows: 0,
        facts: { ...problem.facts },
        values: new Map(),
        examples: [],
      };
      groups.set(key, group);
      group.rows += 1;
      const value = openValue(problem.value, sealer);
      if (value !== '' && (group.values.has(value) || group.values.size < 500))
        group.values.set(value, (group.values.get(value) ?? 0) + 1);
      if (group.examples.length < mostExamples) group.examples.push({ row: result.row, name: result.name, value });
    }
  }
  return [...groups.values()]
    .sort((one, other) => (one.severity === other.severity ? other.rows - one.rows : one.severity === 'error' ? -1 : 1))
    .map((group) => ({
      ...group,
      values: [...group.values]
        .map(([value, rows]) => ({ value, rows }))
        .sort((one, other) => other.rows - one.rows)
        .slice(0, mostValues),
    }));
};
