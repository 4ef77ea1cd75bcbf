/** The five application levels (specification of 2014, article 5); municipalities use four (no prefecture). */
export const levels = ['institution', 'county', 'prefecture', 'province', 'ministry'] as const;
export type Level = (typeof levels)[number];

/**
 * Roles of an account at an office. `ordinary` enters (普通用户), `review` decides (审核用户),
 * `administrator` manages the accounts of its office and sees no child (系统管理员), `reader` reads and exports (查询用户).
 */
export const roles = ['ordinary', 'review', 'administrator', 'reader'] as const;
export type Role = (typeof roles)[number];

/** Who acts: a real-name person with an account at an office. */
export type Actor = {
  readonly accountId: number;
  readonly login: string;
  readonly personName: string;
  readonly role: Role;
  readonly level: Level;
  /** Name of the office (department or institution) the account belongs to. */
  readonly officeName: string;
  /**
   * The value of the level's scope column: institution id, county code, prefecture code or province code
   * (GB/T 2260 six digits, or a twelve-character self-defined division); '000000' at the ministry.
   */
  readonly scope: string;
  /** Set at institution level only. */
  readonly institutionId: number | null;
  /** Division code of the office. */
  readonly divisionCode: string;
};
