import { describe, expect, it } from 'vitest';
import type { Building, Conditions, Finance, Profile, StaffMember } from './profile.ts';
import { checkProfile, lookedAt, profileRules } from './profile-rules.ts';

const on = '2026-11-22';
const member = (over: Partial<StaffMember> = {}): StaffMember => ({
  name: '王老师',
  sex: '2',
  birthOn: '1990-01-01',
  post: '2',
  classCode: null,
  education: '2',
  preschoolTrained: true,
  qualification: '1',
  qualificationNumber: '20201',
  title: '9',
  establishment: '1',
  joinedOn: '2020-09-01',
  leftOn: null,
  contractFiledOn: null,
  backgroundCheckedOn: '2020-08-01',
  backgroundClear: true,
  healthCertificateTo: '2027-06-30',
  ...over,
});
const conditions = (over: Partial<Conditions> = {}): Conditions => ({
  siteArea: 3000,
  greenArea: 600,
  playArea: 800,
  buildingArea: 1500,
  rentedArea: 0,
  dangerousArea: 0,
  activityArea: 710,
  sleepArea: 300,
  healthArea: 30,
  hallArea: 120,
  toiletArea: 80,
  kitchenArea: 80,
  officeArea: 100,
  tenure: '1',
  waterSupply: '1',
  toilets: '1',
  childrensBooks: 900,
  teachersBooks: 200,
  computers: 12,
  monitored: true,
  boarding: false,
  wholeDay: true,
  ...over,
});
const building = (over: Partial<Building> = {}): Building => ({
  name: '教学楼',
  builtIn: 2015,
  floors: 3,
  area: 1500,
  tenure: '1',
  use: null,
  safety: 'A',
  safetyAppraisedOn: null,
  ...over,
});
const finance = (over: Partial<Finance> = {}): Finance => ({
  incomeTotal: 600_000,
  appropriation: 200_000,
  careFees: 300_000,
  boardingFees: 0,
  donations: 0,
  organizerFunds: 100_000,
  otherIncome: 0,
  spendingTotal: 580_000,
  personnelSpending: 400_000,
  publicSpending: 150_000,
  capitalSpending: 30_000,
  mealIncome: 100_000,
  mealSpending: 99_000,
  careFeeCharged: 400,
  careFeeFiled: 400,
  ...over,
});
const basic = (over: object = {}): NonNullable<Profile['basic']> => ({
  name: '金水一幼',
  kind: '111',
  nature: '1',
  organizer: '811',
  urbanRural: '111',
  townCode: null,
  address: '花园路一号',
  postcode: null,
  licenceNumber: '教民0001',
  licenceValidTo: '2029-12-31',
  approvedOn: null,
  creditCode: null,
  principalName: '李园长',
  contactPhone: '0371-60000000',
  places: 90,
  feePerMonth: 400,
  ...over,
});
const clean = (over: Partial<Profile> = {}): Profile => ({
  basic: basic(),
  buildings: [building()],
  conditions: conditions(),
  staff: [
    member({ name: '李园长', post: '1' }),
    ...Array.from({ length: 8 }, (_, n) => member({ name: `教师${n}` })),
    ...Array.from({ length: 4 }, (_, n) => member({ name: `保育员${n}`, post: '3', qualification: '0' })),
  ],
  finance: finance(),
  classes: [
    { code: '1', name: '小一班', type: '21', children: 25 },
    { code: '2', name: '中一班', type: '22', children: 30 },
    { code: '3', name: '大一班', type: '23', children: 30 },
  ],
  ...over,
});
const codes = (profile: Profile, day = on): string[] => [
  ...new Set(checkProfile(profile, day).map(({ code }) => code)),
];
const staffWith = (over: Partial<StaffMember>) => [...(clean().staff ?? []), member({ name: '新老师', ...over })];

describe('the list of rules', () => {
  it('is numbered once, in order, and each number has its look', () => {
    const numbers = profileRules.map(({ code }) => code);
    expect(numbers).toEqual([...new Set(numbers)].sort());
    expect([...lookedAt].sort()).toEqual(numbers);
  });

  it('has nothing to say of a file in order', () => {
    expect(checkProfile(clean(), on)).toEqual([]);
  });
});

describe('each rule', () => {
  const cases: readonly (readonly [string, Partial<Profile>, readonly string[]])[] = [
    ['green and play over the site', { conditions: conditions({ greenArea: 2500 }) }, ['101']],
    ['green and play exactly the site', { conditions: conditions({ greenArea: 2200 }) }, []],
    ['rooms over the building', { conditions: conditions({ activityArea: 800.1 }) }, ['102']],
    ['more rented than there is', { conditions: conditions({ rentedArea: 1501 }) }, ['103']],
    ['more dangerous than there is', { conditions: conditions({ dangerousArea: 1501 }) }, ['104']],
    ['buildings that do not add up', { buildings: [building(), building({ name: '食堂', area: 20 })] }, ['105']],
    ['buildings within a square metre', { buildings: [building({ area: 1500.9 })] }, []],
    ['income parts', { finance: finance({ donations: 0.01 }) }, ['106']],
    ['spending parts', { finance: finance({ capitalSpending: 29_999.99 }) }, ['107']],
    ['a teacher of a class that is not there', { staff: staffWith({ classCode: '9' }) }, ['108']],
    [
      'a junior class of 26',
      { classes: clean().classes.map((each) => (each.type === '21' ? { ...each, children: 26 } : each)) },
      ['201'],
    ],
    ['unknown class types have no limit', { classes: [{ code: '1', name: '班', type: '99', children: 80 }] }, []],
    ['half days need fewer', { staff: clean().staff!.slice(0, 10), conditions: conditions({ wholeDay: false }) }, []],
    ['whole days need more', { staff: clean().staff!.slice(0, 10) }, ['203']],
    ['no principal', { staff: staffWith({}).slice(1) }, ['205']],
    ['two principals of three classes', { staff: staffWith({ post: '1' }) }, ['205']],
    ['little room to play', { conditions: conditions({ playArea: 339 }) }, ['206']],
    ['fees over the filed ones', { finance: finance({ careFeeCharged: 400.5 }) }, ['209']],
    ['meals that pay for something else', { finance: finance({ mealSpending: 80_000 }) }, ['210']],
    ['a record that is not clear', { staff: staffWith({ backgroundClear: false }) }, ['211']],
    ['a dangerous house', { buildings: [building({ safety: 'C' })] }, ['212']],
    ['a licence that ended', { basic: basic({ licenceValidTo: '2026-11-21' }) }, ['301']],
    ['a licence on its last day', { basic: basic({ licenceValidTo: on }) }, ['302']],
    ['a licence that ends in 60 days', { basic: basic({ licenceValidTo: '2027-01-21' }) }, ['302']],
    ['a licence that ends in 61 days', { basic: basic({ licenceValidTo: '2027-01-22' }) }, []],
    ['a teacher without qualification', { staff: staffWith({ qualification: '0' }) }, ['303']],
    ['nobody asked for the record', { staff: staffWith({ backgroundCheckedOn: null }) }, ['304']],
    ['an old health certificate', { staff: staffWith({ healthCertificateTo: '2026-11-21' }) }, ['305']],
    ['a contract nobody filed', { staff: staffWith({ establishment: '2' }) }, ['306']],
    ['no basic section', { basic: null }, ['401']],
    ['no buildings', { buildings: null }, ['402']],
    ['no conditions', { conditions: null }, ['403']],
    ['no staff', { staff: null }, ['404']],
    ['no finance', { finance: null }, ['405']],
    ['no classes', { classes: [] }, ['406']],
    [
      'an attached class without what its school has',
      { basic: basic({ kind: '119' }), buildings: null, conditions: null, finance: null },
      [],
    ],
  ];
  it.each(cases)('%s', (_what, over, expected) => {
    expect(codes(clean(over))).toEqual(expected);
  });

  it('of the staff pass over who has left and who has not come yet', () => {
    for (const over of [{ leftOn: on }, { joinedOn: '2026-11-23' }])
      expect(codes(clean({ staff: staffWith({ backgroundCheckedOn: null, qualification: '0', ...over }) }))).toEqual(
        [],
      );
  });

  it('names the row and the figures', () => {
    const classes = [{ code: '1', name: '小一班', type: '21', children: 27 }];
    expect(checkProfile(clean({ classes }), on)).toEqual([
      {
        row: '小一班',
        facts: { children: 27, limit: 25 },
        code: '201',
        severity: 'warning',
        section: 'classes',
        field: 'children',
        owner: 'county',
      },
    ]);
  });

  it('counts over 360 and over 15 a teacher', () => {
    const classes = Array.from({ length: 13 }, (_, n) => ({
      code: String(n),
      name: `班${n}`,
      type: '22',
      children: 28,
    }));
    expect(codes(clean({ classes }))).toEqual(expect.arrayContaining(['202', '203', '204', '206', '207', '208']));
  });
});
