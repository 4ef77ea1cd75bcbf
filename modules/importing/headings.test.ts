import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { childColumns, layoutWidth } from '../children/columns.ts';
import { columnLetter, findHeadings, headingSearchDepth, recogniseHeading, requiredHeadings } from './headings.ts';
import reference from './reference/child-headings.json' with { type: 'json' };

/** The headings of the layout as systems exported them in 2019 and as its template had them in 2018. */
const exported =
  '姓名,班级编码,性别,出生日期,身份证类型,身份证号码,血型,国籍/地区,民族,港澳台侨外,出生所在地,籍贯,户口性质,非农业户口类型,户口所在地,现住址,入园日期,就读方式,是否独生子女,是否留守儿童,是否进城务工人员子女,健康状况,是否残疾幼儿,残疾幼儿类别,是否孤儿,监护人姓名,监护人身份证件类型,监护人身份证件号码'.split(
    ',',
  );
const template =
  '幼儿姓名,班级编码,性别,出生年月,证件类型,身份证件号码,血型,国籍/地区,民族,港澳台侨外,出生地,籍贯,户口性质,非农业户口类型,户口所在地,家庭住址,入园日期,就读方式,是否独生子女,是否留守儿童,否进城务工人员子女,健康状况,是否残疾幼儿,残疾幼儿类别,是否孤儿,监护人姓名,监护人身份证件类型,监护人身份证件号码'.split(
    ',',
  );
const layout = childColumns.slice(0, layoutWidth);

test.each([
  ['exported', exported],
  ['template', template],
])('both sets of headings are read in order: %s', (_which, headings) => {
  const found = findHeadings([headings]);
  expect(found?.rowIndex).toBe(0);
  expect([...(found?.columns.values() ?? [])]).toEqual(layout);
  expect(found).toMatchObject({ unknown: [], duplicates: [], missing: [] });
});

test('no heading names two columns, and every column has one', () => {
  const all = Object.entries(reference.headings).flatMap(([column, headings]) =>
    headings.map((heading) => [heading, column] as const),
  );
  expect(new Set(all.map(([heading]) => heading)).size).toBe(all.length);
  for (const [heading, column] of all) expect(recogniseHeading(heading)).toBe(column);
  expect(Object.keys(reference.headings)).toEqual([...childColumns]);
});

describe('spellings', () => {
  test.each([
    ['*姓名', 'name'],
    ['姓 名', 'name'],
    ['姓\n名', 'name'],
    ['姓名（必填）', 'name'],
    ['姓名(与户口簿一致', 'name'],
    ['【必填】姓名：', 'name'],
    ['1.姓名', 'name'],
    ['出生日期\n(YYYY-MM-DD)', 'birthOn'],
    ['身份证号', 'identityNumber'],
    ['证件号码', 'identityNumber'],
    ['证件号码（监护人）', 'guardianIdentityNumber'],
    ['姓名（家长）', 'guardianName'],
    ['国籍／地区', 'nationality'],
    ['国籍（地区）', 'nationality'],
    ['班级', 'classCode'],
    ['联系电话', 'guardianPhone'],
    ['监护人电话', 'guardianPhone'],
    ['与幼儿关系', 'guardianRelation'],
    ['户口所在地（12位代码）', 'hukouPlace'],
    ['\ufeff姓名', 'name'],
    ['序号', null],
    ['备注', null],
    ['', null],
    ['*', null],
    ['姓'.repeat(200), null],
  ])('%j is %s', (heading, column) => {
    expect(recogniseHeading(heading)).toBe(column);
  });
});

describe('the heading row', () => {
  const titles = [['某某幼儿园幼儿信息表'], ['填表说明：红色为必填', null, ''], []];
  test('is found under titles', () => {
    expect(findHeadings([...titles, exported, ['王小明', 'S1', '男']])?.rowIndex).toBe(3);
  });
  test('is not looked for further down', () => {
    const blank = Array.from({ length: headingSearchDepth }, () => ['']);
    expect(findHeadings([...blank, exported])).toBeNull();
  });
  test('is not found in a sheet of other things', () => {
    expect(
      findHeadings([
        ['代码', '名称'],
        ['410000', '河南省'],
      ]),
    ).toBeNull();
    expect(findHeadings([])).toBeNull();
  });
  test('tells unknown, duplicate and missing headings', () => {
    const found = findHeadings([['序号', '姓名', '性别', '出生日期', '出生年月', '备注']]);
    expect(found?.unknown).toEqual([
      { index: 0, heading: '序号' },
      { index: 5, heading: '备注' },
    ]);
    expect(found?.duplicates).toEqual([{ column: 'birthOn', indexes: [3, 4] }]);
    expect(found?.columns).toEqual(
      new Map([
        [1, 'name'],
        [2, 'sex'],
        [3, 'birthOn'],
      ]),
    );
    expect(found?.missing).toEqual(requiredHeadings.slice(3));
  });
  test('may hold the columns in any order, with strange ones between', () => {
    const shuffled = fc.shuffledSubarray(exported, { minLength: exported.length });
    fc.assert(
      fc.property(shuffled, fc.nat(27), fc.nat(9), (headings, gap, above) => {
        const row = [...headings.slice(0, gap), '备注', ...headings.slice(gap)];
        const found = findHeadings([...Array.from({ length: above }, () => ['表']), row]);
        expect(found?.rowIndex).toBe(above);
        expect(found?.columns.size).toBe(layoutWidth);
        for (const [index, column] of found?.columns ?? [])
          expect(exported.indexOf(row[index]!)).toBe(layout.indexOf(column));
      }),
    );
  });
});

test('letters of sheet columns', () => {
  expect([0, 25, 26, 27, 701, 702].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'AB', 'ZZ', 'AAA']);
});
