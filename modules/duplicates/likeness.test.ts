import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainOf, readingsOf, solarOfLunar } from '../children/server/name-knowledge.ts';
import { compareChildren, type Likened, likenessReasons, type Verdict } from './likeness.ts';
import { compareBirths, compareNumbers } from './likeness-parts.ts';
import { compareNames } from './name-likeness.ts';

const knowledge = { plainOf, readingsOf, solarOfLunar };

describe('names', () => {
  it.each([
    ['王子涵', '王子涵', 'same'],
    ['阿依古丽·买买提', '阿依古丽买买提', 'same'],
    ['Anna Smith', 'ANNA SMITH', 'same'],
    ['劉國華', '刘国华', 'variant'],
    ['李喆', '李哲', 'variant'],
    ['赵雲峯', '赵云峰', 'variant'],
    ['子涵王', '王子涵', 'order'],
    ['思远欧阳', '欧阳思远', 'order'],
    ['买买提·阿依古丽', '阿依古丽·买买提', 'order'],
    ['Smith Anna', 'Anna Smith', 'order'],
    ['王子萱', '王子轩', 'sound'],
    ['章雨桐', '张羽彤', 'sound'],
    // Polyphones: 单 is read dan, shan, chan; 乐 le, yue, yao.
    ['善雨', '单雨', 'sound'],
    ['张乐', '张悦', 'sound'],
    ['阿依古丽', '阿依古丽·买买提', 'shortened'],
    ['李子轩', '王子轩', 'surname'],
    ['王子轩', '王子豪', 'different'],
    ['王轩', '李轩', 'different'],
    ['王子', '王子轩', 'different'],
    ['A B', 'A', 'different'],
  ] as const)('%s and %s: %s', (one, other, expected) => {
    expect(compareNames(one, other, knowledge)).toBe(expected);
    expect(compareNames(other, one, knowledge)).toBe(expected);
  });
});

it.each([
  ['2021-03-15', '2021-03-15', 'same'],
  // The third of the second lunar month of 2021 was the fifteenth of March.
  ['2021-02-03', '2021-03-15', 'lunar'],
  ['2021-03-15', '2021-03-16', 'slip'],
  ['2021-03-15', '2021-03-51', 'slip'],
  ['2021-03-05', '2021-05-03', 'slip'],
  ['2020-03-15', '2021-03-15', 'slip'],
  ['2021-03-15', '2021-08-16', 'different'],
] as const)('birth on %s and %s: %s', (one, other, expected) => {
  expect(compareBirths(one, other, solarOfLunar)).toBe(expected);
  expect(compareBirths(other, one, solarOfLunar)).toBe(expected);
});

it.each([
  ['410105202103150017', '410105202103150017', 'same'],
  // One digit, and the check character that follows from it.
  ['410105202103150017', '410105202103160012', 'digit'],
  ['410105202103150017', '41010520210315001X', 'digit'],
  ['410105202103150017', '410105202103510013', 'swapped'],
  ['410105202103150017', '410108202103160013', 'two-digits'],
  ['410105202103150017', '410108202103160113', 'different'],
  ['410105202103150017', 'E41000001', 'different'],
  ['410105202103150017', null, 'one-missing'],
  [null, null, 'both-missing'],
] as const)('numbers %s and %s: %s', (one, other, expected) => {
  expect(compareNumbers(one, other)).toBe(expected);
  expect(compareNumbers(other, one)).toBe(expected);
});

const child: Likened = {
  name: '王子轩',
  sex: '1',
  birthOn: '2021-03-15',
  identityNumber: '410105202103150017',
  guardianName: '王大山',
  guardianNumber: '410105199005060012',
  guardianPhone: '13800000001',
  hukouPlace: '410105000000',
};
const father = { guardianName: '王大山', guardianNumber: '410105199005060012', guardianPhone: '13800000001' };
const mother = { guardianName: '李小云', guardianNumber: '410105199108080023', guardianPhone: '13900000002' };
const stranger = { guardianName: '陈志强', guardianNumber: '411521198801010013', guardianPhone: '13700000003' };

describe('children', () => {
  const cases: readonly [string, Partial<Likened>, Partial<Likened>, Verdict['verdict']][] = [
    ['the same number, whatever else', {}, { name: '李思', ...stranger }, 'definite'],
    ['no numbers, same name, sex, birth', { identityNumber: null }, { identityNumber: null, ...stranger }, 'definite'],
    ['traditional characters, no number', {}, { name: '王子軒', identityNumber: null }, 'possible'],
    ['another writing of the same sound', {}, { name: '王子萱', identityNumber: null }, 'possible'],
    ['one digit wrong in the number', {}, { identityNumber: '410108202103150015', ...mother }, 'possible'],
    [
      'a digit of the birth date wrong in number and date',
      {},
      { birthOn: '2021-03-16', identityNumber: '410105202103160012', ...mother },
      'possible',
    ],
    ['two digits swapped', {}, { identityNumber: '410105202103150107', ...stranger }, 'possible'],
    ['the lunar birthday', {}, { birthOn: '2021-02-03', identityNumber: null }, 'possible'],
    ['father here, mother there, one number', {}, { identityNumber: null, ...mother }, 'possible'],
    ['the name of the other parent', {}, { name: '李子轩', identityNumber: null }, 'possible'],
    ['the short form of a name', { name: '阿依古丽·买买提' }, { name: '阿依古丽', identityNumber: null }, 'possible'],
    ['two numbers far apart, one guardian', {}, { identityNumber: '411521202103158888', ...father }, 'possible'],
    // Who is not a duplicate.
    ['twins with a common character', {}, { name: '王子豪', identityNumber: '410105202103150033' }, 'none'],
    ['twins without numbers', { identityNumber: null }, { name: '王子豪', identityNumber: null }, 'none'],
    ['twins, boy and girl', {}, { name: '王子涵', sex: '2', identityNumber: '410105202103150025' }, 'none'],
    ['siblings', {}, { name: '王子涵', birthOn: '2019-11-02', identityNumber: '410105201911020026' }, 'none'],
    ['namesakes of one day with two numbers', {}, { identityNumber: '411521202103158888', ...stranger }, 'none'],
    ['namesakes elsewhere', {}, { identityNumber: null, hukouPlace: '411521000000', ...stranger }, 'none'],
    ['namesakes of other days', {}, { birthOn: '2020-12-24', identityNumber: null, ...stranger }, 'none'],
    ['the same sound, strangers', {}, { name: '王梓萱', identityNumber: null, ...stranger }, 'none'],
  ];
  it.each(cases)('%s', (_what, one, other, expected) => {
    const verdict = compareChildren({ ...child, ...one }, { ...child, ...other }, knowledge);
    expect(verdict.verdict).toBe(expected);
    expect(verdict.reasons.length > 0).toBe(expected !== 'none');
    expect(compareChildren({ ...child, ...other }, { ...child, ...one }, knowledge)).toEqual(verdict);
  });

  it('says why', () => {
    const verdict = compareChildren(
      child,
      { ...child, name: '王子軒', birthOn: '2021-02-03', identityNumber: null },
      knowledge,
    );
    expect(verdict.reasons).toEqual([
      'name-variant',
      'birth-lunar',
      'number-one-missing',
      'guardian-number',
      'hukou-same',
    ]);
  });

  it('says of twins that one guardian has both', () => {
    expect(compareChildren(child, { ...child, name: '王子豪', identityNumber: null }, knowledge).siblings).toBe(true);
    expect(
      compareChildren(child, { ...child, ...stranger, name: '李豪', identityNumber: null }, knowledge).siblings,
    ).toBe(false);
  });
});

const anyChild = fc.record({
  name: fc.constantFrom('王子轩', '王子軒', '王子萱', '轩王子', '单雨', '善雨', '阿依古丽·买买提', '阿依古丽', '李喆'),
  sex: fc.constantFrom('1', '2'),
  birthOn: fc.constantFrom('2021-03-15', '2021-02-03', '2021-03-16', '2020-10-01'),
  identityNumber: fc.constantFrom(null, '410105202103150017', '410105202103160012', '411521202103158888'),
  guardianName: fc.constantFrom('王大山', '李小云'),
  guardianNumber: fc.constantFrom(null, '410105199005060012', '410105199108080023'),
  guardianPhone: fc.constantFrom(null, '13800000001'),
  hukouPlace: fc.constantFrom(null, '410105000000', '411521000000'),
});

describe('of any two children', () => {
  it('the verdict does not depend on their order, and has reasons where there is something to ask', () => {
    fc.assert(
      fc.property(anyChild, anyChild, (one, other) => {
        const verdict = compareChildren(one, other, knowledge);
        expect(compareChildren(other, one, knowledge)).toEqual(verdict);
        expect(verdict.reasons.length > 0).toBe(verdict.verdict !== 'none');
        for (const reason of verdict.reasons) expect(likenessReasons).toContain(reason);
        expect(verdict.reasons.some((reason) => reason.startsWith('name-'))).toBe(
          verdict.verdict === 'possible' ||
            (verdict.verdict === 'definite' && compareNames(one.name, other.name, knowledge) !== 'different'),
        );
      }),
    );
  });

  it('one number is one child, and a file is like itself', () => {
    fc.assert(
      fc.property(anyChild, anyChild, (one, other) => {
        expect(compareChildren(one, one, knowledge).verdict).toBe('definite');
        const same = { ...other, identityNumber: '410105202103150017' };
        expect(compareChildren({ ...one, identityNumber: same.identityNumber }, same, knowledge).verdict).toBe(
          'definite',
        );
      }),
    );
  });
});
