/**
 * The application levels (specification of 2014, article 5); municipalities have no prefecture. `town` is the central
 * kindergarten of a town, which guides the village kindergartens and may review first (Henan letter of 2017, 3.1).
 */
export const levels = ['institution', 'town', 'county', 'prefecture', 'province', 'ministry'] as const;
export type Level = (typeof levels)[number];

/**
 * Roles of an account at an office. `ordinary` enters, `review` decides, `reader` reads and exports; `teacher` looks
 * after a class, `finance` and `personnel` after their sections; the three administrators are three people who see no
 * child (GB/T 22239-2019, 8.1.5); `support` is a technical unit that sees operations alone (specification, article 6).
 */
export const roles = [
  'ordinary',
  'review',
  'reader',
  'teacher',
  'finance',
  'personnel',
  'system-administrator',
  'security-administrator',
  'audit-administrator',
  'support',
] as const;
export type Role = (typeof roles)[number];

/** Roles of a department of any level. */
export const departmentRoles = [
  'ordinary',
  'review',
  'reader',
  'finance',
  'system-administrator',
  'security-administrator',
  'audit-administrator',
  'support',
] as const satisfies readonly Role[];

/** Which roles there are at a level. An institution's and a town's security and audit are kept by its county. */
export const rolesAt: Readonly<Record<Level, readonly Role[]>> = {
  institution: ['ordinary', 'review', 'reader', 'teacher', 'finance', 'personnel', 'system-administrator'],
  town: ['review', 'reader'],
  county: departmentRoles,
  prefecture: departmentRoles,
  province: departmentRoles,
  ministry: departmentRoles,
};

/** Roles that keep the system and see no child: they are served by a database role of their own. */
export const keepers: readonly Role[] = [
  'system-administrator',
  'security-administrator',
  'audit-administrator',
  'support',
];

/** Who acts: a real-name person with an account at an office. */
export type Actor = {
  readonly accountId: number;
  readonly login: string;
  readonly personName: string;
  readonly role: Role;
  readonly level: Level;
  readonly officeId: number;
  /** Name of the office (department, section of a department, or institution) the account belongs to. */
  readonly officeName: string;
  /** Permissions that its department gave to this section, where it has divided them; null: all of its level. */
  readonly duties: readonly string[] | null;
  /**
   * The value of the level's scope column: institution id, town code (twelve digits), county code, prefecture code or
   * province code (GB/T 2260 six digits, or a twelve-character self-defined division); '000000' at the ministry.
   */
  readonly scope: string;
  /** Set at institution level only. */
  readonly institutionId: number | null;
  /** Division code of the office. */
  readonly divisionCode: string;
};
