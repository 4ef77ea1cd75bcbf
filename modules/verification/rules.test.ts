import { describe, expect, it } from 'vitest';
import { batchNumber, findColumns, readLine, readResult } from './answer.ts';
import { hintsOf, problemState, remediesOf } from './problem.ts';

describe('an answer', () => {
  it.each([
    ['一致', 'agrees'],
    [' 一致。', 'agrees'],
    ['号不存在', 'unknown'],
    ['库中无此号', 'unknown'],
    ['号与姓名不匹配', 'differs'],
    ['姓名不符', 'differs'],
    ['不一致', 'differs'],
    ['AGREES', 'agrees'],
    ['', null],
    ['待核', null],
    ['toString', null],
  ])('%j means %j', (cell, result) => expect(readResult(cell)).toBe(result));

  it.each([
    [
      ['批次号', '序号', '姓名', '公民身份号码', '核查结果'],
      [0, 1, 3, 4],
    ],
    [
      ['结果', '身份证号', ' 序号 ', '批次'],
      [3, 2, 1, 0],
    ],
    [['序号', '姓名', '公民身份号码', '核查结果'], null],
    [[], null],
  ])('headings %j stand at %j', (row, places) => {
    const found = findColumns(row);
    expect(found && (['batch', 'sequence', 'number', 'result'] as const).map((column) => found.get(column))).toEqual(
      places,
    );
  });

  it.each([
    [
      ['B-1', '7', '王', "'41010519900506001x", '一致'],
      { sequence: 7, number: '41010519900506001X', result: 'agrees' },
    ],
    [['B-1', '０７', '王', '4101 0519', '?'], { sequence: null, number: '41010519', result: null }],
    [['Ｂ－1', '７', '王', '', '一致'], { batch: 'B-1', sequence: 7 }],
    [['B-1', '-1', '王'], { sequence: null, result: null }],
  ])('the line %j is read', (cells, read) => {
    const places = findColumns(['批次号', '序号', '姓名', '公民身份号码', '核查结果']) ?? new Map();
    expect(readLine(cells, places, 2)).toMatchObject({ row: 2, ...read });
  });

  it('comes to a batch by its number', () => expect(batchNumber('410000', '2026-11-22', 3)).toBe('410000-20261122-03'));
});

describe('a problem', () => {
  it.each([
    [true, false, 'open'],
    [true, true, 'evidence'],
    [false, false, 'changed'],
    [false, true, 'changed'],
  ])('asked still %s, with evidence %s: %s', (askedStill, hasEvidence, state) =>
    expect(problemState({ askedStill, hasEvidence })).toBe(state),
  );

  it('is deleted only where no such number is known', () => {
    expect(remediesOf('unknown')).toContain('delete');
    expect(remediesOf('differs')).not.toContain('delete');
  });

  const plainOf = (each: string) => ({ 國: '国', 喆: '哲' })[each] ?? each;
  it.each([
    ['王小明', 'differs', ['homophone']],
    ['劉國華', 'differs', ['traditional', 'homophone']],
    ['李喆', 'differs', ['traditional', 'homophone']],
    ['王䶮', 'differs', ['rare', 'homophone']],
    ['阿依古丽·买买提', 'differs', ['dot', 'homophone']],
    ['劉國華', 'unknown', ['digits']],
  ] as const)('%s that %s: look at %j', (name, result, hints) => expect(hintsOf(name, result, plainOf)).toEqual(hints));
});
