import { type Level, type Role, rolesAt } from '@xueqian/kernel/actor.ts';
import type { DivisionRegister } from '../../jurisdictions/divisions.ts';
import type { InstitutionPlan } from '../plan.ts';
import offices from '../reference/offices.json' with { type: 'json' };
import binhai from '../reference/tianjin.json' with { type: 'json' };
import type { OfficeAccount } from './offices.ts';

const department = (
  login: string,
  role: Role,
  level: Level,
  officeName: string,
  scope: string,
  trial: boolean,
): OfficeAccount => ({
  login,
  role,
  level,
  officeName,
  scope,
  divisionCode: scope,
  institutionId: null,
  trial,
});

/**
 * Accounts of the departments of the sample: every role at every level once, the central kindergarten of one town, and
 * the reviewers of the other counties.
 */
export const departmentAccounts = (
  register: DivisionRegister,
  counties: readonly string[],
  townCode: string | null,
): OfficeAccount[] => {
  const nameOf = (code: string, level: keyof typeof offices) => `${register.find(code)?.name ?? ''}${offices[level]}`;
  const all = (code: string, level: Exclude<Level, 'institution'>, officeName: string) =>
    rolesAt[level].map((role) => department(`${code}-${role}`, role, level, officeName, code, true));
  const [first = '', ...others] = counties;
  return [
    ...all('000000', 'ministry', offices.ministry),
    ...all('410000', 'province', nameOf('410000', 'province')),
    ...all('410100', 'prefecture', nameOf('410100', 'prefecture')),
    ...all(first, 'county', nameOf(first, 'county')),
    ...(townCode ? all(townCode, 'town', nameOf(townCode, 'town')) : []),
    ...others.flatMap((code) => [
      department(`${code}-review`, 'review', 'county', nameOf(code, 'county'), code, code === '419001'),
      department(`${code}-ordinary`, 'ordinary', 'county', nameOf(code, 'county'), code, false),
    ]),
  ];
};

/** Accounts of the municipality and its district: enter, decide, read and keep accounts; no prefecture stands between. */
export const tianjinAccounts = (): OfficeAccount[] =>
  (
    [
      ['province', `${binhai.code.slice(0, 2)}0000`, binhai.province],
      ['county', binhai.code, binhai.county],
    ] as const
  ).flatMap(([level, code, officeName]) =>
    (['ordinary', 'review', 'reader', 'system-administrator'] as const).map((role) =>
      department(`${code}-${role}`, role, level, officeName, code, true),
    ),
  );

/** The accounts of an institution: 1 ordinary (enters), 2 review (the principal); 3 to 7 where every role is to be seen. */
export const institutionAccounts = (
  plan: InstitutionPlan,
  institutionId: number,
  countyCode: string,
  shown: 'all' | 'pair' | 'none',
): OfficeAccount[] =>
  (shown === 'all'
    ? (['ordinary', 'review', 'system-administrator', 'reader', 'teacher', 'finance', 'personnel'] as const)
    : (['ordinary', 'review'] as const)
  ).map((role, index) => ({
    login: `${plan.code}-${index + 1}`,
    role,
    level: 'institution',
    officeName: plan.name,
    scope: String(institutionId),
    divisionCode: countyCode,
    institutionId,
    trial: shown !== 'none',
  }));
