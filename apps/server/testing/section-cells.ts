import type { Building, Conditions, Finance } from '@xueqian/modules/institutions/profile.ts';

/** Sections of a small kindergarten in order. */
export const conditionsOf = (over: Partial<Conditions> = {}): Conditions => ({
  ...{ siteArea: 3000, greenArea: 600, playArea: 800, buildingArea: 1500, rentedArea: 0, dangerousArea: 0 },
  ...{ activityArea: 710, sleepArea: 300, healthArea: 30, hallArea: 120, toiletArea: 80, kitchenArea: 80 },
  ...{ officeArea: 100, tenure: '1', waterSupply: '1', toilets: '1', childrensBooks: 900, teachersBooks: 200 },
  ...{ computers: 12, monitored: true, boarding: false, wholeDay: true },
  ...over,
});

export const buildingOf = (over: Partial<Building> = {}): Building => ({
  ...{ name: '教学楼', builtIn: 2015, floors: 3, area: 1500, tenure: '1', use: null, safety: 'A' },
  safetyAppraisedOn: null,
  ...over,
});

export const financeOf = (over: Partial<Finance> = {}): Finance => ({
  ...{ incomeTotal: 600_000, appropriation: 200_000, careFees: 300_000, boardingFees: 0, donations: 0 },
  ...{ organizerFunds: 100_000, otherIncome: 0, spendingTotal: 580_000, personnelSpending: 400_000 },
  ...{ publicSpending: 150_000, capitalSpending: 30_000, mealIncome: 100_000, mealSpending: 99_000 },
  ...{ careFeeCharged: 400, careFeeFiled: 400 },
  ...over,
});

/** One of the staff as a form sends it. */
export const memberOf = (over: object = {}) => ({
  key: crypto.randomUUID(),
  ...{ name: '王老师', sex: '2', number: '410105199001011225', birthOn: '1990-01-01', post: '2', classCode: null },
  ...{ education: '2', preschoolTrained: true, qualification: '1', qualificationNumber: '20201', title: '9' },
  ...{ establishment: '1', joinedOn: '2020-09-01', leftOn: null, contractFiledOn: null },
  ...{ backgroundCheckedOn: '2020-08-01', backgroundClear: true, healthCertificateTo: '2027-06-30' },
  ...over,
});

/** The smallest photo. */
export const photo = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
