import { describe, expect, it } from 'vitest';
import {
  checkInstitutionRow,
  decideFate,
  type Existing,
  type InstitutionCells,
  institutionColumns,
  type KnownInstitution,
} from './institution-row.ts';
import english from './messages/en.json' with { type: 'json' };
import chinese from './messages/zh-CN.json' with { type: 'json' };
import headings from './reference/institution-headings.json' with { type: 'json' };

const place = {
  county: new Set(['金水区', '410105', '410105000000']),
  provinceCode: '410000',
  towns: new Map([['经八路街道', '410105001000']]),
  today: '2026-11-22',
};
const good: InstitutionCells = {
  code: '1141000001',
  name: '金水区晨光幼儿园',
  kind: '幼儿园',
  nature: '公办幼儿园',
  address: '文化路 18 号',
};
const check = (more: InstitutionCells = {}) => checkInstitutionRow({ ...good, ...more }, place);
const codesOf = (more: InstitutionCells) => check(more).problems.map(({ column, code }) => `${column} ${code}`);

describe('a row of a list of institutions', () => {
  it('is read by its words', () => {
    const { row, problems } = check({
      organizer: '县级教育部门',
      urbanRural: '111-主城区',
      county: '金水区',
      townCode: '经八路街道',
      postcode: 450000,
      licenceNumber: '教民141010560000018',
      approvedOn: '2012年9月1日',
      licenceValidTo: 46_996,
      creditCode: '12410100mb00000002',
      principalName: '周敏',
      contactPhone: '0371-63300018',
      places: '270',
    });
    expect(problems).toEqual([]);
    expect(row).toMatchObject({ code: '1141000001', kind: '111', nature: '1', townCode: '410105001000' });
    expect(row?.basic).toMatchObject({
      ...{ organizer: '831', urbanRural: '111', postcode: '450000', approvedOn: '2012-09-01' },
      ...{ licenceValidTo: '2028-08-31', creditCode: '12410100MB00000002', places: 270 },
    });
  });

  it.each<[string, InstitutionCells, string]>([
    ['no code', { code: '' }, 'code missing'],
    ['nine digits', { code: '114100001' }, 'code code-form'],
    ['a serial of zeros', { code: '1141000000' }, 'code code-form'],
    ['an unknown class', { code: '9941000001' }, 'code code-class-unknown'],
    ['a school for a kindergarten', { code: '2141000001' }, 'code code-of-a-kindergarten'],
    ['a kindergarten for attached classes', { kind: '附设幼儿班' }, 'code code-of-a-school'],
    ['another province', { code: '1112000001' }, 'code code-of-another-province'],
    ['no name', { name: ' ' }, 'name missing'],
    ['one letter', { name: '园' }, 'name name-length'],
    ['a name cut by dots', { name: '金水区晨光实验幼…' }, 'name name-cut'],
    ['a name cut in its brackets', { name: '金水区晨光幼儿园（东' }, 'name name-cut'],
    ['no kind', { kind: null }, 'kind missing'],
    ['a kind that is none', { kind: '培训机构' }, 'kind word-unknown'],
    ['a nature that is none', { nature: '私人' }, 'nature word-unknown'],
    ['another county', { county: '二七区' }, 'county county-other'],
    ['a town of another county', { townCode: '嵩山路街道' }, 'townCode town-unknown'],
    ['an organiser that is none', { organizer: '某某' }, 'organizer word-unknown'],
    ['a postcode of five digits', { postcode: '45000' }, 'postcode postcode-wrong'],
    ['an address of one letter', { address: '路' }, 'address address-wrong'],
    ['a licence number too short', { licenceNumber: '1' }, 'licenceNumber licenceNumber-wrong'],
    ['a telephone of words', { contactPhone: '无' }, 'contactPhone contactPhone-wrong'],
    ['a principal of one letter', { principalName: '周' }, 'principalName principalName-wrong'],
    ['a day that never was', { approvedOn: '2012-02-30' }, 'approvedOn date-impossible'],
    ['a month alone', { approvedOn: '2012-09' }, 'approvedOn date-day-missing'],
    ['no date', { licenceValidTo: '长期' }, 'licenceValidTo date-form'],
    ['approved tomorrow', { approvedOn: '2026-11-23' }, 'approvedOn date-ahead'],
    [
      'a licence before its approval',
      { approvedOn: '2020-01-01', licenceValidTo: '2019-01-01' },
      'licenceValidTo licence-dates',
    ],
    ['a wrong credit code', { creditCode: '12410100MB00000003' }, 'creditCode credit-code-wrong'],
    ['half a place', { places: '1.5' }, 'places places-wrong'],
  ])('stays out with %s', (_name, cells, expected) => {
    const { row } = check(cells);
    expect(row).toBeNull();
    expect(codesOf(cells)).toContain(expected);
  });

  it.each<[string, InstitutionCells, string]>([
    ['a code in full width', { code: '１１４１０００００１' }, 'code normalised'],
    ['a code with blanks', { code: '11 4100 0001' }, 'code normalised'],
    ['no address', { address: '' }, 'address address-empty'],
    ['a name that ends oddly', { name: '金水区晨光幼儿' }, 'name name-end'],
    ['an expired licence', { licenceValidTo: '2025-01-01' }, 'licenceValidTo licence-expired'],
  ])('comes in, and says so, with %s', (_name, cells, expected) => {
    expect(check(cells).row).not.toBeNull();
    expect(codesOf(cells)).toEqual([expected]);
    expect(check(cells).row?.code).toBe('1141000001');
  });

  it('says every problem in words, in both languages', () => {
    expect(Object.keys(english.problems)).toEqual(Object.keys(chinese.problems));
    for (const { column } of institutionColumns) {
      expect(chinese.columns).toHaveProperty(column);
      expect(headings[column].length).toBeGreaterThan(0);
    }
  });
});

describe('what becomes of a sound row', () => {
  const row = check().row!;
  const known = (more: Partial<KnownInstitution> = {}): KnownInstitution => ({
    ...{ id: 1, code: row.code, name: row.name, basicState: 'draft', isInForce: false, standing: 'operating' },
    fields: { ...row.basic },
    ...more,
  });
  const fate = (institution: KnownInstitution | null, more: Partial<Existing> = {}) => {
    const { outcome, problems } = decideFate(row, {
      byCode: new Map(institution ? [[institution.code, institution]] : []),
      byName: new Map(),
      elsewhere: new Set(),
      ...more,
    });
    return [outcome, ...problems.map(({ code }) => code)].join(' ');
  };
  const other = { fields: { ...row.basic, address: '文化路 20 号' } };

  it.each<[string, string, string]>([
    ['new', fate(null), 'created'],
    ['of another county', fate(null, { elsewhere: new Set([row.code]) }), 'rejected code-of-another-county'],
    ['a namesake', fate(null, { byName: new Map([[row.name, '1141000009']]) }), 'created name-there'],
    ['the same again', fate(known()), 'unchanged'],
    ['itself by name', fate(known(), { byName: new Map([[row.name, row.code]]) }), 'unchanged'],
    ['another draft', fate(known(other)), 'updated'],
    ['nothing yet', fate(known({ basicState: 'empty', fields: {} })), 'updated'],
    ['returned', fate(known({ ...other, basicState: 'returned' })), 'updated'],
    ['before the principal', fate(known({ ...other, basicState: 'entered' })), 'unchanged reported-already'],
    ['before the county', fate(known({ ...other, basicState: 'submitted' })), 'unchanged reported-already'],
    ['in force', fate(known({ ...other, basicState: 'approved', isInForce: true })), 'unchanged reported-already'],
    ['in force with a draft', fate(known({ ...other, isInForce: true })), 'unchanged reported-already'],
    ['closed', fate(known({ ...other, standing: 'closed' })), 'rejected code-retired'],
    ['closed, the same', fate(known({ standing: 'closed' })), 'rejected code-retired'],
  ])('%s', (_name, found, expected) => {
    expect(found).toBe(expected);
  });
});
