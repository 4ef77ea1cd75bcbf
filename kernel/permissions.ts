import type { Level, Role } from './actor.ts';

type Holders = Readonly<Partial<Record<Level, readonly Role[]>>>;

/**
 * Permission × level × roles: the first wall. A permission not listed for a level is refused there.
 * Row security (db/migrations) is the second wall and knows nothing of this table.
 */
export const permissions = {
  'institutions.read': {
    institution: ['ordinary', 'review', 'reader', 'administrator'],
    county: ['ordinary', 'review', 'reader', 'administrator'],
    prefecture: ['ordinary', 'review', 'reader', 'administrator'],
    province: ['ordinary', 'review', 'reader', 'administrator'],
    ministry: ['ordinary', 'review', 'reader', 'administrator'],
  },
  'institutions.edit-basic': { institution: ['ordinary'] },
  'institutions.submit-basic': { institution: ['ordinary'] },
  'institutions.review-basic': { county: ['review'] },
  'classes.read': {
    institution: ['ordinary', 'review', 'reader'],
    county: ['ordinary', 'review', 'reader'],
    prefecture: ['review', 'reader'],
    province: ['review', 'reader'],
  },
  'classes.edit': { institution: ['ordinary'] },
  'children.read': {
    institution: ['ordinary', 'review', 'reader'],
    county: ['ordinary', 'review', 'reader'],
    prefecture: ['review', 'reader'],
    province: ['review', 'reader'],
  },
  'children.edit': { institution: ['ordinary'] },
  'importing.use': { institution: ['ordinary'] },
  'importing.read': { institution: ['ordinary', 'review'] },
  /** Taking over the records of an earlier system, many institutions at once. */
  'importing.take-over': { county: ['administrator'] },
  'registration.confirm': { institution: ['review'] },
  'registration.review': { county: ['review'] },
  'registration.read': {
    institution: ['ordinary', 'review', 'reader'],
    county: ['ordinary', 'review', 'reader'],
    prefecture: ['review', 'reader'],
    province: ['review', 'reader'],
  },
  'duplicates.read': {
    institution: ['ordinary', 'review'],
    county: ['ordinary', 'review', 'reader'],
    prefecture: ['review', 'reader'],
    province: ['review', 'reader'],
  },
  'duplicates.answer': { institution: ['ordinary'] },
  'statistics.read': {
    institution: ['ordinary', 'review', 'reader'],
    county: ['ordinary', 'review', 'reader', 'administrator'],
    prefecture: ['ordinary', 'review', 'reader', 'administrator'],
    province: ['ordinary', 'review', 'reader', 'administrator'],
    ministry: ['ordinary', 'review', 'reader', 'administrator'],
  },
} as const satisfies Record<string, Holders>;

export type Permission = keyof typeof permissions;

/** Whether a role at a level holds a permission. */
export const mayAtLevel = (permission: Permission, level: Level, role: Role): boolean => {
  const holders: Holders = permissions[permission];
  return holders[level]?.includes(role) ?? false;
};

/** Every permission that a role at a level holds, in table order. */
export const permissionsOf = (level: Level, role: Role): Permission[] =>
  (Object.keys(permissions) as Permission[]).filter((permission) => mayAtLevel(permission, level, role));
