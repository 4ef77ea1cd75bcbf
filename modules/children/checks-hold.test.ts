import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkChild, checkChildForm } from './checks.ts';
import { childColumns } from './columns.ts';
import en from './messages/en.json' with { type: 'json' };
import zh from './messages/zh-CN.json' with { type: 'json' };
import { problemCodes } from './problem-codes.ts';
import type { ChildCells } from './row.ts';
import { context, row } from './testing/rows.ts';

describe('the form', () => {
  test('takes the codes it stored, and gives the same fields', () => {
    const { fields } = checkChild(row, context);
    const again = checkChildForm({ ...fields }, context);
    expect(again.fields).toEqual(fields);
  });
  test('reads codes of tables whose numbers a sheet may not use', () => {
    const change = { hukouNature: '2', hukouSubtype: null, disabled: true, disabilityType: '3', health: '6' };
    expect(checkChildForm({ ...row, ...change }, context).fields).toMatchObject(change);
  });
});

describe('whatever the cells hold', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom('是', '否', '1', '0', '=1', '2020-03-01', '410101202109010039', '中国', '\ud800'),
  );
  const cells = fc.record(Object.fromEntries(childColumns.map((column) => [column, cell])), { requiredKeys: [] });

  test('there is an answer, shown values are short, and what passed passes again', () => {
    fc.assert(
      fc.property(cells, fc.subarray([...childColumns], { maxLength: 3 }), (noise, columns) => {
        const mixed = Object.fromEntries(columns.map((column) => [column, noise[column]]));
        for (const given of [noise, { ...row, ...mixed }] as ChildCells[]) {
          const check = checkChild(given, context);
          for (const problem of check.problems) expect(problem.value.length).toBeLessThanOrEqual(64);
          expect(check.fields === null).toBe(check.problems.some((problem) => problem.severity === 'error'));
          if (check.fields !== null) expect(checkChildForm({ ...check.fields }, context).fields).toEqual(check.fields);
        }
      }),
    );
  });
});

describe('texts', () => {
  const placeholders = (text: string): string[] =>
    [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]!).sort();
  test('every code, column and state has its text in both languages', () => {
    for (const messages of [zh, en]) {
      expect(Object.keys(messages.checks).sort()).toEqual(Object.keys(problemCodes).sort());
      expect(Object.keys(messages.columns)).toEqual([...childColumns]);
    }
    expect(Object.keys(en.states)).toEqual(Object.keys(zh.states));
    for (const code of Object.keys(problemCodes) as (keyof typeof problemCodes)[]) {
      expect(placeholders(zh.checks[code]).filter((name) => name !== 'value')).toEqual(
        placeholders(en.checks[code]).filter((name) => name !== 'value'),
      );
    }
  });

  test('the facts of a problem fill its text', () => {
    const seen = new Map<string, readonly string[]>();
    const long = '王'.repeat(600);
    const bad: ChildCells[] = [
      ...['王?明', '王*明', '王 明', '王', long].map((name) => ({ ...row, name })),
      ...['2021-09-02', '2016-01-01', '2017-11-22', '2027-01-01'].map((birthOn) => ({ ...row, birthOn })),
      ...['1', '4101O1202109010039', '410101202102300039', '810000202003150028'].map((identityNumber) => ({
        ...row,
        identityNumber,
      })),
      { ...row, hukouPlace: '999999', admittedOn: '2022-01-01', guardianIdentityNumber: '410101202109010047' },
    ];
    for (const given of bad)
      for (const problem of checkChild(given, { ...context, knownPlace: (code) => code === '410102000000' }).problems)
        seen.set(problem.code, ['value', ...Object.keys(problem.facts)]);
    expect(seen.size).toBeGreaterThan(12);
    for (const [code, names] of seen)
      for (const name of placeholders(zh.checks[code as keyof typeof zh.checks])) expect(names).toContain(name);
  });
});
