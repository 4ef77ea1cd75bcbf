import { describe, expect, test } from 'vitest';
import { type ChildCheck, checkChild } from './checks.ts';
import type { ChildColumn } from './child.ts';
import type { ChildCells } from './row.ts';
import { context, foreign, row } from './testing/rows.ts';

const withoutWarnings = (column: ChildColumn): boolean => column !== 'guardianIdentityNumber';
const found = (check: ChildCheck): string[] =>
  check.problems
    .filter((problem) => withoutWarnings(problem.column) || problem.code !== 'identity-address-unknown')
    .map((problem) => `${problem.column} ${problem.code}`);

test('a right row becomes codes and dates', () => {
  const check = checkChild(row, { ...context, knownPlace: () => true });
  expect(check).toEqual({
    problems: [],
    fields: {
      name: '王小明',
      classCode: '小一班',
      sex: '1',
      birthOn: '2021-09-01',
      identityType: '1',
      identityNumber: '410101202109010039',
      bloodType: '0',
      nationality: 'CHN',
      ethnicity: '01',
      overseas: '00',
      birthPlace: '410102000000',
      nativePlace: '河南郑州',
      hukouNature: '1',
      hukouSubtype: '1',
      hukouPlace: '410102000000',
      address: '郑州市中原区桐柏路1号',
      admittedOn: '2024-09-01',
      attendance: '1',
      onlyChild: true,
      leftBehind: '0',
      migrantWorker: false,
      health: '1',
      disabled: false,
      disabilityType: null,
      orphan: false,
      guardianName: '王大山',
      guardianIdentityType: '1',
      guardianIdentityNumber: '362324198001010014',
      guardianRelation: '51',
      guardianPhone: '13800000000',
    },
  });
});

describe('one change, its problems', () => {
  const cases: readonly (readonly [string, ChildCells, readonly string[]])[] = [
    ['no name', { name: ' ' }, ['name required']],
    ['one character', { name: '王' }, ['name name-one-character']],
    ['lost character', { name: '王?明' }, ['name name-character-lost']],
    ['digit in name', { name: '王小明2' }, ['name name-digit']],
    ['number as name', { name: 12 }, ['name name-digit']],
    ['bracket in name', { name: '王小明（小明）' }, ['name name-characters']],
    ['dot at the end', { name: '阿依·' }, ['name name-dot']],
    ['long name', { name: '王'.repeat(37) }, ['name too-long']],
    ['spaces in name', { name: '王 小 明' }, ['name name-corrected']],
    ['outer spaces', { name: ' 王小明 ' }, []],
    ['formula', { name: '=A1' }, ['name formula']],
    ['cell error', { address: '#REF!' }, ['address cell-error']],
    ['unknown class', { classCode: '大九班' }, ['classCode class-unknown']],
    ['no class', { classCode: null }, ['classCode class-later']],
    ['sex unknown', { sex: '未知' }, ['sex not-in-list']],
    ['sex against number', { sex: '女' }, ['sex sex-contradicts-identity']],
    ['sex as number', { sex: 1 }, []],
    ['birth as serial', { birthOn: 44440 }, []],
    ['birth in signs', { birthOn: '2021年9月1日' }, []],
    ['birth against number', { birthOn: '2021-09-02' }, ['birthOn birth-contradicts-identity']],
    ['birth in short', { birthOn: '21-9-1' }, ['birthOn date-form']],
    ['birth without day', { birthOn: '2021-09' }, ['birthOn date-day-missing']],
    ['no such day', { birthOn: '2021-02-30' }, ['birthOn date-impossible']],
    ['birth to come', { birthOn: '2026-01-01' }, ['birthOn date-future']],
    ['number with spaces', { identityNumber: ' 410101 20210901 0039' }, []],
    ['number short', { identityNumber: '41010120210901003' }, ['identityNumber identity-length']],
    ['number with letter O', { identityNumber: '4101O1202109010039' }, ['identityNumber identity-characters']],
    ['number with impossible day', { identityNumber: '410101202102300039' }, ['identityNumber identity-date']],
    ['number with wrong check', { identityNumber: '410101202109010038' }, ['identityNumber identity-check-digit']],
    ['residence permit as card', { identityNumber: '810000202003150028' }, ['identityNumber identity-prefix']],
    ['fifteen digits', { identityNumber: '410101210901003' }, ['identityNumber identity-obsolete-15']],
    ['scientific', { identityNumber: '4.10101E+17' }, ['identityNumber digits-lost']],
    ['number cell', { identityNumber: 410101202109010000 }, ['identityNumber digits-lost']],
    ['no number', { identityNumber: '' }, ['identityNumber identity-required']],
    ['no number, type other', { identityNumber: '', identityType: '其他' }, []],
    ['birth certificate', { identityNumber: 'X320101001', identityType: '出生医学证明' }, []],
    [
      'birth certificate, form',
      { identityNumber: '320101001', identityType: '出生证' },
      ['identityNumber identity-format'],
    ],
    ['card number as other', { identityType: '其他' }, ['identityNumber identity-type-doubtful']],
    ['unknown type', { identityType: '军官证' }, ['identityType not-in-list']],
    ['no nationality', { nationality: '' }, ['nationality required']],
    ['unknown nationality', { nationality: '火星' }, ['nationality not-in-list']],
    ['no ethnicity', { ethnicity: '' }, ['ethnicity required-for-chinese']],
    ['extra ethnicity', { ethnicity: '穿青人族' }, []],
    ['overseas no', { overseas: '否' }, []],
    ['Chinese foreigner', { overseas: '外国人' }, ['overseas overseas-contradicts-nationality']],
    ['six-digit place', { birthPlace: '410102' }, []],
    ['place as number', { birthPlace: 410102000000 }, []],
    ['place with letters', { birthPlace: '11a1a1000000' }, []],
    ['place of a village', { birthPlace: '410102001001' }, []],
    ['place by name', { birthPlace: '河南省郑州市中原区' }, []],
    ['place by a poor name', { birthPlace: '中原区' }, ['birthPlace place-name-unknown']],
    ['place unknown', { hukouPlace: '999999000000' }, ['hukouPlace place-unknown']],
    ['place of odd length', { hukouPlace: '4101' }, ['hukouPlace place-form']],
    ['place rounded', { hukouPlace: '4.10102E+11' }, ['hukouPlace digits-lost']],
    ['hukou by number', { hukouNature: 1 }, ['hukouNature not-in-list']],
    ['no subtype', { hukouSubtype: '' }, ['hukouSubtype hukou-subtype-required']],
    ['farmer with subtype', { hukouNature: '农业户口' }, ['hukouSubtype hukou-subtype-not-allowed']],
    ['farmer', { hukouNature: '农业户口', hukouSubtype: '/' }, []],
    ['unified registration', { hukouNature: '居民户口', hukouSubtype: '无' }, []],
    ['no address', { address: '' }, ['address recommended']],
    ['long address', { address: '路'.repeat(201) }, ['address too-long']],
    ['admission to come', { admittedOn: '2025-11-23' }, ['admittedOn date-future']],
    ['admission today', { admittedOn: '2025-11-22' }, []],
    ['admission too early', { admittedOn: '2022-08-31' }, ['admittedOn admission-too-early']],
    ['admission at one year', { admittedOn: '2022-09-01' }, []],
    ['no attendance', { attendance: '' }, ['attendance required']],
    ['yes in other words', { onlyChild: 'Y', migrantWorker: false, orphan: '0' }, []],
    ['neither yes nor no', { onlyChild: '或' }, ['onlyChild not-in-list']],
    ['left behind, which', { leftBehind: '是' }, ['leftBehind not-in-list']],
    [
      'both away and in town',
      { leftBehind: '双亲留守儿童', migrantWorker: '是' },
      ['migrantWorker left-behind-contradicts-migrant'],
    ],
    ['health short', { health: '健康' }, []],
    ['health says disabled', { health: '残疾' }, ['disabled health-contradicts-disabled']],
    ['disabled without type', { disabled: '是' }, ['disabilityType disability-type-required']],
    ['disabled with type', { disabled: '是', disabilityType: '听力残疾' }, []],
    ['type without disability', { disabilityType: '听力残疾' }, ['disabilityType disability-type-not-allowed']],
    ['none as type', { disabilityType: '无残疾' }, []],
    ['no guardian', { guardianName: null }, ['guardianName required']],
    ['guardian without number', { guardianIdentityNumber: '' }, ['guardianIdentityNumber identity-required']],
    ['guardian by register', { guardianIdentityType: '户口簿', guardianIdentityNumber: '' }, []],
    [
      'guardian with wrong number',
      { guardianIdentityNumber: '362324198001010015' },
      ['guardianIdentityNumber identity-check-digit'],
    ],
    [
      'guardian with the number of the child',
      { guardianIdentityNumber: '410101202109010039' },
      ['guardianIdentityNumber guardian-identity-same-as-child'],
    ],
    ['young guardian', { guardianIdentityNumber: '810000202003150028', guardianIdentityType: '其他' }, []],
    [
      'a child as guardian',
      { guardianIdentityNumber: '410101202109010047' },
      ['guardianIdentityNumber guardian-young'],
    ],
    ['phone with prefix', { guardianPhone: '+86 138-0000-0000' }, []],
    ['phone short', { guardianPhone: '1380000' }, ['guardianPhone phone-form']],
    ['fixed line', { guardianPhone: '0371-12345678' }, []],
    ['apostrophes', { sex: "'男", identityNumber: "'410101202109010039", birthPlace: "'410102000000" }, []],
    ['foreign child', foreign, []],
    ['foreign child with ethnicity', { ...foreign, ethnicity: '汉族' }, ['ethnicity not-for-foreign']],
    ['foreign child, only child', { ...foreign, onlyChild: '否' }, ['onlyChild not-for-foreign']],
    ['foreign child with native place', { ...foreign, nativePlace: '纽约' }, ['nativePlace not-for-foreign']],
    ['foreign child with subtype', { ...foreign, hukouSubtype: '城市' }, ['hukouSubtype not-for-foreign']],
    [
      'foreign child with a resident number',
      { ...foreign, identityType: '1', identityNumber: '410101202109010039' },
      ['identityType identity-contradicts-nationality'],
    ],
    ['foreign child not overseas', { ...foreign, overseas: '否' }, ['overseas overseas-contradicts-nationality']],
    [
      'Hong Kong child with blanks',
      { ...foreign, nationality: '香港', overseas: '香港同胞', identityType: 'D', identityNumber: 'H12345678' },
      [],
    ],
    ['Hong Kong child filled in', { nationality: '中国香港', overseas: '01' }, []],
    ['Macao child not overseas', { nationality: '中国澳门' }, ['overseas overseas-contradicts-nationality']],
    [
      'Chinese child with a foreign card',
      { identityType: '9', identityNumber: '911840202001010012', birthOn: '2020-01-01' },
      ['identityType identity-contradicts-nationality'],
    ],
    [
      'several, in the order of the columns',
      { name: '', sex: '', birthOn: '', guardianName: '', attendance: '' },
      ['name required', 'sex required', 'birthOn required', 'attendance required', 'guardianName required'],
    ],
  ];
  test.each(cases)('%s', (_what, change, expected) => {
    const check = checkChild({ ...row, ...change }, context);
    expect(found(check)).toEqual(expected);
    expect(check.fields === null).toBe(check.problems.some((problem) => problem.severity === 'error'));
  });

  test('an address code no list has is warned of', () => {
    const check = checkChild(row, { ...context, knownPlace: (code) => code === '410102000000' });
    expect(check.fields).not.toBeNull();
    expect(check.problems.map((problem) => [problem.column, problem.code, problem.facts])).toContainEqual([
      'identityNumber',
      'identity-address-unknown',
      { address: '410101' },
    ]);
  });

  test.each([
    ['2024-12-01', 'age-refused'],
    ['2024-11-22', 'age-unusual'],
    ['2023-11-23', 'age-unusual'],
    ['2023-11-22', null],
    ['2017-11-23', null],
    ['2017-11-22', 'age-unusual'],
    ['2016-11-23', 'age-unusual'],
    ['2016-11-22', 'age-refused'],
  ])('born %s: %s', (birthOn, code) => {
    const change: ChildCells = { birthOn, admittedOn: '2025-11-22', identityType: 'Z', identityNumber: '' };
    const codes = checkChild({ ...row, ...change }, context).problems.filter((problem) =>
      problem.code.startsWith('age'),
    );
    expect(codes.map((problem) => problem.code)).toEqual(code === null ? [] : [code]);
  });
});
