import { type Actor, departmentRoles, type Level, type Role } from './actor.ts';
import { recordPermissions } from './record-permissions.ts';

type Holders = Readonly<Partial<Record<Level, readonly Role[]>>>;

const departments = <R extends readonly Role[]>(...holders: R) =>
  ({ county: holders, prefecture: holders, province: holders, ministry: holders }) as const;

/** Who reads what an institution records and its county decides on. */
const recordReaders = {
  institution: ['ordinary', 'review', 'reader'],
  county: ['ordinary', 'review', 'reader'],
  prefecture: ['review', 'reader'],
  province: ['review', 'reader'],
} as const;

/**
 * Permission × level × roles: the first wall. A permission not listed for a level is refused there.
 * Row security (db/migrations) is the second wall and knows nothing of this table.
 */
export const permissions = {
  'institutions.read': {
    institution: ['ordinary', 'review', 'reader', 'teacher', 'finance', 'personnel', 'system-administrator'],
    town: ['review', 'reader'],
    ...departments(...departmentRoles),
  },
  'institutions.edit-basic': { institution: ['ordinary'] },
  'institutions.submit-basic': { institution: ['ordinary'] },
  'institutions.review-basic': { county: ['review'] },
  /** The other sections of the file: staff are people, so only those whose work it is look at them. */
  'institutions.read-sections': {
    institution: ['ordinary', 'review', 'reader', 'finance', 'personnel'],
    county: ['ordinary', 'review', 'reader', 'finance'],
    prefecture: ['review', 'reader'],
    province: ['review', 'reader'],
  },
  'institutions.edit-sections': { institution: ['ordinary', 'finance', 'personnel'] },
  'institutions.confirm-sections': { institution: ['review'] },
  'institutions.review-sections': { county: ['review'] },
  /** The finance office's stamp on income and spending (Binhai measures, article 11). */
  'institutions.confirm-finance': { county: ['review'] },
  /** The vocational and adult education office's stamp on the situation of enrolled children (article 9). */
  'institutions.confirm-enrolment': { county: ['review'] },
  /** What is due at my office or late below it; and the table of who is late. */
  'deadlines.read': {
    institution: ['ordinary', 'review', 'reader', 'finance', 'personnel'],
    county: ['ordinary', 'review', 'reader'],
    prefecture: ['ordinary', 'review', 'reader'],
    province: ['ordinary', 'review', 'reader'],
    ministry: ['ordinary', 'review', 'reader'],
  },
  'deadlines.count': {
    county: ['ordinary', 'review', 'reader'],
    prefecture: ['ordinary', 'review', 'reader'],
    province: ['ordinary', 'review', 'reader'],
    ministry: ['ordinary', 'review', 'reader'],
  },
  /** Rectification notices: ordered by the county, answered by the institution (Binhai measures, article 21). */
  'supervision.read-rectifications': {
    institution: ['ordinary', 'review', 'reader'],
    county: ['ordinary', 'review', 'reader'],
    prefecture: ['review', 'reader'],
    province: ['review', 'reader'],
  },
  'supervision.order-rectification': { county: ['review'] },
  'supervision.answer-rectification': { institution: ['ordinary', 'review'] },
  /** Inspections: made by a department with its checklist, handed over to the institution, known of by its principal. */
  'supervision.read-inspections': {
    institution: ['ordinary', 'review', 'reader'],
    county: ['ordinary', 'review', 'reader'],
    prefecture: ['review', 'reader'],
    province: ['review', 'reader'],
  },
  'supervision.inspect': { county: ['ordinary', 'review'], prefecture: ['review'], province: ['review'] },
  'supervision.know-inspection': { institution: ['review'] },
  'supervision.read-checklist': {
    county: ['ordinary', 'review', 'reader'],
    prefecture: ['review', 'reader'],
    province: ['review', 'reader'],
  },
  'supervision.lay-down-checklist': { county: ['review'], prefecture: ['review'], province: ['review'] },
  /** Forms that a department makes for institutions, and their answers. */
  'forms.read': {
    institution: ['ordinary', 'review', 'reader'],
    county: ['ordinary', 'review', 'reader'],
    prefecture: ['ordinary', 'review', 'reader'],
    province: ['ordinary', 'review', 'reader'],
  },
  /** Who has answered, and what the answers say together. */
  'forms.follow': {
    county: ['ordinary', 'review', 'reader'],
    prefecture: ['ordinary', 'review', 'reader'],
    province: ['ordinary', 'review', 'reader'],
  },
  'forms.make': {
    county: ['ordinary', 'review'],
    prefecture: ['ordinary', 'review'],
    province: ['ordinary', 'review'],
  },
  /** Publishes and ends a form, accepts and returns answers to it. */
  'forms.decide': { county: ['review'], prefecture: ['review'], province: ['review'] },
  'forms.answer': { institution: ['ordinary', 'review'] },
  /** The county's word on an institution and year (Binhai measures, article 21: what stays open counts in it). */
  'supervision.read-annual-reviews': {
    institution: ['ordinary', 'review', 'reader'],
    county: ['ordinary', 'review', 'reader'],
    prefecture: ['review', 'reader'],
    province: ['review', 'reader'],
  },
  'supervision.record-annual-review': { county: ['review'] },
  /** Papers that go with a record; which record is the database's matter. */
  'attachments.read': {
    institution: ['ordinary', 'review', 'reader'],
    county: ['ordinary', 'review', 'reader'],
    prefecture: ['review', 'reader'],
    province: ['review', 'reader'],
  },
  'attachments.add': {
    institution: ['ordinary', 'review'],
    county: ['ordinary', 'review'],
    prefecture: ['review'],
    province: ['review'],
  },
  /** What the system tells a department of the month that ended. */
  'supervision.read-monthly': {
    county: ['ordinary', 'review', 'reader'],
    prefecture: ['ordinary', 'review', 'reader'],
    province: ['ordinary', 'review', 'reader'],
  },
  /** The institution's word at the beginning of a term. */
  'supervision.check-term': { institution: ['ordinary', 'review'] },
  /** What is out of line in institutions' files, with the rows it speaks of; and the figures alone. */
  'supervision.read': {
    institution: ['ordinary', 'review', 'reader', 'finance', 'personnel'],
    county: ['ordinary', 'review', 'reader', 'finance'],
    prefecture: ['ordinary', 'review', 'reader'],
    province: ['ordinary', 'review', 'reader'],
  },
  'supervision.count': {
    county: ['ordinary', 'review', 'reader', 'finance'],
    prefecture: ['ordinary', 'review', 'reader'],
    province: ['ordinary', 'review', 'reader'],
    ministry: ['ordinary', 'review', 'reader'],
  },
  /** Admission of a new institution (Binhai measures, article 6 and annex 1). */
  'admission.read': {
    county: ['ordinary', 'review', 'reader'],
    prefecture: ['review', 'reader'],
    province: ['review', 'reader'],
  },
  /** Takes in the application letter and the recognition form, and keeps the list of unlicensed institutions. */
  'admission.take-in': { county: ['ordinary'] },
  /** The planning office's receipt, where the jurisdiction has several offices. */
  'admission.receive': { county: ['ordinary'] },
  /** Decides and notifies; whose institutions, the two below say. */
  'admission.review': { county: ['review'] },
  'admission.review-public': { county: ['review'] },
  'admission.review-private': { county: ['review'] },
  /** Enters it in the statistics database and writes down its code. */
  'admission.assign-code': { county: ['ordinary'] },
  /** Says that the accounts of a new institution have reached their people. */
  'admission.hand-over': { county: ['system-administrator'] },
  /** Changes of being: name, address, type, rest, closing, merger, division. Drawn up here or there, decided by the county. */
  'alterations.read': recordReaders,
  'alterations.apply': { institution: ['ordinary'], county: ['ordinary'] },
  'alterations.confirm': { institution: ['review'] },
  'alterations.review': { county: ['review'], prefecture: ['review'], province: ['review'] },
  /** Declarations of changes: drawn up and confirmed by the institution, decided on or taken note of by its county. */
  'declarations.read': recordReaders,
  'declarations.draw-up': { institution: ['ordinary'] },
  'declarations.confirm': { institution: ['review'] },
  'declarations.review': { county: ['review'] },
  /** How many were declared, and how the counties keep up with them. */
  'declarations.follow': {
    county: ['ordinary', 'review', 'reader'],
    prefecture: ['review', 'reader'],
    province: ['review', 'reader'],
  },
  /** What is to be declared, and how: the local departments' to lay down (specification of 2014, article 14). */
  'declarations.lay-down-kinds': { county: ['review'], prefecture: ['review'], province: ['review'] },
  'classes.read': {
    institution: ['ordinary', 'review', 'reader'],
    town: ['review', 'reader'],
    county: ['ordinary', 'review', 'reader'],
    prefecture: ['review', 'reader'],
    province: ['review', 'reader'],
  },
  'classes.edit': { institution: ['ordinary'] },
  'children.read': {
    institution: ['ordinary', 'review', 'reader'],
    town: ['review', 'reader'],
    county: ['ordinary', 'review', 'reader'],
    prefecture: ['review', 'reader'],
    province: ['review', 'reader'],
  },
  'children.edit': { institution: ['ordinary'] },
  /** Seeing a whole number: with a reason, on record, a few an hour. */
  'children.unmask': { institution: ['ordinary', 'review'], county: ['review'] },
  ...recordPermissions,
  'importing.use': { institution: ['ordinary'] },
  'importing.read': { institution: ['ordinary', 'review'] },
  /** Taking over the records of an earlier system, many institutions at once. */
  'importing.take-over': { county: ['ordinary'] },
  /** Takes a list of institutions in from a workbook. */
  'rosters.use': { county: ['ordinary'] },
  'registration.confirm': { institution: ['review'] },
  /** The central kindergarten's look before the county's, where the county has switched it on. */
  'registration.first-review': { town: ['review'] },
  'registration.review': { county: ['review'] },
  'registration.read': {
    institution: ['ordinary', 'review', 'reader'],
    town: ['review', 'reader'],
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
  /** What a case is: the county inside its county, else the superior that both counties have in common. */
  'duplicates.arbitrate': { county: ['review'], prefecture: ['review'], province: ['review'] },
  'duplicates.let-through': { county: ['review'] },
  /** Have the whole province compared again. */
  'duplicates.recheck': { province: ['review'] },
  'statistics.read': {
    institution: ['ordinary', 'review', 'reader'],
    ...departments('ordinary', 'review', 'reader', 'finance'),
  },
  /** Accounts of my office, and the first administrators of the level below (specification, article 18). */
  'accounts.read': {
    institution: ['system-administrator', 'review'],
    ...departments('system-administrator', 'security-administrator', 'audit-administrator', 'review'),
  },
  'accounts.manage': { institution: ['system-administrator'], ...departments('system-administrator') },
  /** Locks, second factors, lending, recovery below: the security administrator's. */
  'accounts.secure': departments('security-administrator'),
  /** The division of permissions of the level below, looked at and filed (bei'an). */
  'accounts.file-division': departments('security-administrator'),
  /** Leading group and commitment letter of an institution (Binhai measures, articles 12 and 19). */
  'accounts.lead': { institution: ['review'] },
  'accounts.file-leadership': { county: ['review'] },
  'audit.read': departments('audit-administrator'),
  'audit.export': departments('audit-administrator'),
  /** Whether the system runs as it should: figures of its own work, no record. */
  'audit.watch-sealing': departments('system-administrator', 'audit-administrator', 'support'),
  'jurisdictions.change-divisions': {
    county: ['system-administrator'],
    prefecture: ['system-administrator'],
    province: ['system-administrator'],
    ministry: ['system-administrator'],
  },
  /** What my jurisdiction lays down itself, within what the upper one leaves open. */
  'jurisdictions.set-policy': departments('review'),
  'announcements.write': departments('ordinary', 'review'),
  'announcements.follow': departments('ordinary', 'review'),
} as const satisfies Record<string, Holders>;

export type Permission = keyof typeof permissions;

/** Permissions that a department may give to one of its sections (preschool, vocational, planning, finance office). */
export const duties = [
  'institutions.review-basic',
  'institutions.confirm-finance',
  'institutions.confirm-enrolment',
  'admission.take-in',
  'admission.receive',
  'admission.review-public',
  'admission.review-private',
  'admission.assign-code',
  'registration.review',
  'importing.take-over',
  'jurisdictions.set-policy',
  'announcements.write',
  'accounts.file-leadership',
] as const satisfies readonly Permission[];

/** Whether a role at a level holds a permission. */
export const mayAtLevel = (permission: Permission, level: Level, role: Role): boolean => {
  const holders: Holders = permissions[permission];
  return holders[level]?.includes(role) ?? false;
};

/** Whether an account holds a permission: its role at its level, and the duties of its section. */
export const may = (permission: Permission, actor: Pick<Actor, 'level' | 'role' | 'duties'>): boolean =>
  mayAtLevel(permission, actor.level, actor.role) &&
  (actor.duties === null ||
    !(duties as readonly Permission[]).includes(permission) ||
    actor.duties.includes(permission));

/** Every permission that an account holds, in table order. */
export const permissionsOf = (actor: Pick<Actor, 'level' | 'role' | 'duties'>): Permission[] =>
  (Object.keys(permissions) as Permission[]).filter((permission) => may(permission, actor));
