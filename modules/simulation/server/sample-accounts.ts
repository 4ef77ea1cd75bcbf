import type { Level, Role } from '@xueqian/kernel/actor.ts';
import type { DivisionRegister } from '../../jurisdictions/divisions.ts';
import type { InstitutionPlan } from '../plan.ts';
import offices from '../reference/offices.json' with { type: 'json' };
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

/** Accounts of the departments of the sample; one of each level and role is shown on the sign-in page. */
export const departmentAccounts = (register: DivisionRegister, counties: readonly string[]): OfficeAccount[] => {
  const nameOf = (code: string, level: keyof typeof offices) => `${register.find(code)?.name ?? ''}${offices[level]}`;
  const shown = new Set([counties[0], '419001']);
  return [
    department('000000-reader', 'reader', 'ministry', offices.ministry, '000000', true),
    department('410000-review', 'review', 'province', nameOf('410000', 'province'), '410000', true),
    department('410000-reader', 'reader', 'province', nameOf('410000', 'province'), '410000', true),
    department('410000-planning', 'ordinary', 'province', nameOf('410000', 'province'), '410000', false),
    department('410100-review', 'review', 'prefecture', nameOf('410100', 'prefecture'), '410100', true),
    department('410100-reader', 'reader', 'prefecture', nameOf('410100', 'prefecture'), '410100', false),
    ...counties.flatMap((code) => [
      department(`${code}-review`, 'review', 'county', nameOf(code, 'county'), code, shown.has(code)),
      department(`${code}-ordinary`, 'ordinary', 'county', nameOf(code, 'county'), code, code === counties[0]),
      department(`${code}-admin`, 'administrator', 'county', nameOf(code, 'county'), code, code === counties[0]),
    ]),
  ];
};

/** The pair of accounts of an institution: 1 ordinary (enters), 2 review (the principal). */
export const institutionAccounts = (
  plan: InstitutionPlan,
  institutionId: number,
  countyCode: string,
  trial: boolean,
): OfficeAccount[] =>
  (['ordinary', 'review'] as const).map((role, index) => ({
    login: `${plan.code}-${index + 1}`,
    role,
    level: 'institution',
    officeName: plan.name,
    scope: String(institutionId),
    divisionCode: countyCode,
    institutionId,
    trial,
  }));
