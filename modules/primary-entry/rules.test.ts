import { describe, expect, it } from 'vitest';
import { resolvePack } from '../jurisdictions/policy-pack.ts';
import {
  type Answer,
  type AnswerCells,
  type Fault,
  type Listed,
  listNumber,
  readDay,
  readField,
  readLine,
  readResult,
} from './answer.ts';
import { arrivedBy, entryYearOf, graduationsOf, hasNotArrived, needsName, standingOf, standings } from './standing.ts';

const mask = (number: string): string => `${number.slice(0, 3)}*${number.slice(-4)}`;
const whole: AnswerCells = {
  ...{ list: '410105-2026-01', sequence: '7', number: 'G1', result: '已接收' },
  ...{ school: '花园路小学', schoolCode: '2141000001', enteredOn: '2026-09-01' },
};
const listed: Listed = { numberAgrees: true, isGraduated: true, endedOn: '2026-07-03', before: null };
const went: Answer = { result: 'accepted', school: '花园路小学', schoolCode: '2141000001', enteredOn: '2026-09-01' };
const read = (cells: AnswerCells, of: Partial<Listed> | null = {}, isRepeated = false) => {
  const reading = readLine(
    { ...whole, ...cells },
    { list: '410105-2026-01', today: '2026-10-01', listed: of && { ...listed, ...of }, isRepeated, mask },
  );
  return 'fault' in reading ? reading.fault : reading;
};

describe('a line of answers', () => {
  it.each<[Fault, AnswerCells, Partial<Listed> | null]>([
    ['other-list', { list: '410105-2026-02' }, {}],
    ['no-sequence', { sequence: '' }, {}],
    ['no-sequence', { sequence: '07' }, {}],
    ['not-asked', {}, null],
    ['other-number', {}, { numberAgrees: false }],
    ['no-result', { result: '也许' }, {}],
    ['no-result', { result: 'toString' }, {}],
    ['no-school', { school: '' }, {}],
    ['bad-school-code', { schoolCode: '12' }, {}],
    ['bad-day', { enteredOn: '' }, {}],
    ['bad-day', { enteredOn: '2026-02-30' }, {}],
    ['bad-day', { enteredOn: '2026-07-02' }, {}],
    ['bad-day', { enteredOn: '2026-10-02' }, {}],
    ['no-field', { result: '信息不符', field: '星座', told: '狮子' }, {}],
    ['no-told', { result: '信息不符', field: '姓名', told: '' }, {}],
    ['not-graduated', {}, { isGraduated: false }],
    ['accepted-before', { school: '另一所小学' }, { before: went }],
    ['accepted-before', { result: '查无此人' }, { before: went, isGraduated: false }],
  ])('%s: %j', (fault, cells, of) => expect(read(cells, of)).toBe(fault));

  it('is taken once', () => expect(read({}, {}, true)).toBe('twice'));

  it.each<[AnswerCells, Partial<Listed>, Answer, string]>([
    [{}, {}, went, 'first'],
    [{ sequence: "'７", schoolCode: '', enteredOn: '2026年9月1日' }, {}, { ...went, schoolCode: null }, 'first'],
    [{}, { before: went, isGraduated: false }, went, 'already'],
    [{}, { before: { result: 'not-found' } }, went, 'replaced'],
    [{ result: '查无此人' }, { before: { result: 'not-found' } }, { result: 'not-found' }, 'already'],
    [
      { result: '不符', field: '身份证号', told: '410105202101010017' },
      {},
      { result: 'differs', field: 'identityNumber', told: '410*0017' },
      'first',
    ],
    [
      { result: '信息不符', field: '姓名', told: '王小明' },
      { before: { result: 'differs', field: 'name', told: '王晓明' } },
      { result: 'differs', field: 'name', told: '王小明' },
      'replaced',
    ],
  ])('%j after %j', (cells, of, answer, change) => expect(read(cells, of)).toEqual({ answer, change }));

  it.each([
    ['已接收', 'accepted'],
    [' Accepted。', 'accepted'],
    ['未报到', 'not-found'],
    ['信息不符', 'differs'],
    ['', null],
  ])('%j means %j', (cell, result) => expect(readResult(cell)).toBe(result));

  it.each([
    ['姓名', 'name'],
    ['证件号码', 'identityNumber'],
    ['constructor', null],
  ])('%j names %j', (cell, field) => expect(readField(cell)).toBe(field));

  it.each([
    ['2026/9/1', '2026-09-01'],
    ['20260901', '2026-09-01'],
    ['2026-13-01', null],
  ])('%j is the day %j', (cell, day) => expect(readDay(cell)).toBe(day));
});

describe('a graduate', () => {
  it.each([
    [{ listId: null, result: null }, 'not-listed'],
    [{ listId: 4, result: null }, 'waiting'],
    [{ listId: 4, result: 'differs' }, 'differs'],
    [{ listId: 4, result: 'accepted' }, 'accepted'],
  ] as const)('%j is %s', (entry, standing) => expect(standingOf(entry)).toBe(standing));

  it.each([
    ['2026-07-03', 2026],
    ['2026-08-31', 2026],
    ['2026-09-01', 2027],
    ['2026-01-05', 2026],
  ])('of %s enters in %i', (endedOn, year) => {
    expect(entryYearOf(endedOn)).toBe(year);
    const { fromOn, untilOn } = graduationsOf(year);
    expect(fromOn <= endedOn && endedOn <= untilOn).toBe(true);
  });

  // Thirty working days from the first of September (specification of 2014, article 27(3)).
  it('has arrived by the day of the rules, where its days off are known', () => {
    expect(arrivedBy(resolvePack([]).values, 2025)).toBe('2025-10-17');
    expect(arrivedBy(resolvePack([]).values, 2099)).toBeNull();
  });

  it.each(standings)('that is %s has not arrived after the day, unless it was accepted', (standing) => {
    expect(hasNotArrived(standing, '2026-10-20', '2026-10-20')).toBe(false);
    expect(hasNotArrived(standing, '2026-10-20', '2026-10-21')).toBe(standing !== 'accepted');
    expect(hasNotArrived(standing, null, '2026-12-31')).toBe(false);
  });

  it.each([
    ['G410105202101010017', false],
    [' j410105202101010011', false],
    ['410105202101010017', true],
    ['E12345678', true],
  ])('%s is sought with its name: %s', (number, needed) => expect(needsName(number)).toBe(needed));

  it('goes out on a list with a number', () => expect(listNumber('410105', 2026, 3)).toBe('410105-2026-03'));
});
