import { type Actor, type Level, type Role, rolesAt } from '@xueqian/kernel/actor.ts';
import { accept, type Decision, type Refusal, refuse } from '@xueqian/kernel/decision.ts';

/** Where an office stands, as far as the rules ask. */
export type OfficePlace = {
  readonly kind: 'institution' | 'central-kindergarten' | 'department' | 'section' | 'support-unit';
  readonly level: Level;
  readonly scope: string;
  readonly countyCode: string | null;
  readonly prefectureCode: string | null;
  readonly provinceCode: string | null;
  readonly departmentId: number | null;
};

/** An office seen from an actor: its own, a section of its own, directly below, or anything else. */
export const relations = ['own', 'section', 'below', 'beyond'] as const;
export type Relation = (typeof relations)[number];

type Seat = Pick<Actor, 'level' | 'scope'>;

const isBelow = (seat: Seat, office: OfficePlace): boolean => {
  switch (seat.level) {
    case 'county':
      return (office.level === 'institution' || office.level === 'town') && office.countyCode === seat.scope;
    case 'prefecture':
      return office.level === 'county' && office.prefectureCode === seat.scope;
    case 'province':
      // A county directly below its province is its own prefecture (a municipality's district, Jiyuan).
      return (
        office.provinceCode === seat.scope &&
        (office.level === 'prefecture' ||
          (office.level === 'county' && (office.prefectureCode ?? office.scope) === office.scope))
      );
    case 'ministry':
      return office.level === 'province';
    case 'institution':
    case 'town':
      return false;
  }
};

export const relationOf = (seat: Seat, office: OfficePlace): Relation => {
  if (office.level === seat.level && office.scope === seat.scope)
    return office.departmentId === null ? 'own' : 'section';
  return office.departmentId === null && isBelow(seat, office) ? 'below' : 'beyond';
};

const administrators = ['system-administrator', 'security-administrator', 'audit-administrator'] as const;
export const isAdministrator = (role: Role): boolean => (administrators as readonly Role[]).includes(role);

/**
 * Roles that a system administrator may give at an office (specification of 2014, articles 18 and 19): those of its own
 * office; the first administrators below; at an institution the pair that enters and decides, whose narrower accounts
 * its own administrator makes; at a town its reviewers.
 */
export const rolesToGive = (seat: Seat, office: OfficePlace): readonly Role[] => {
  switch (relationOf(seat, office)) {
    case 'own':
      return seat.level === 'institution' ? ['teacher', 'finance', 'personnel', 'reader'] : rolesAt[office.level];
    case 'section':
      return office.kind === 'support-unit' ? ['support'] : ['ordinary', 'review', 'reader', 'finance'];
    case 'below':
      if (office.level === 'institution') return ['ordinary', 'review', 'system-administrator'];
      return office.level === 'town' ? rolesAt.town : administrators;
    case 'beyond':
      return [];
  }
};

export type HeldAccount = {
  readonly id: number;
  readonly personId: number | null;
  readonly role: Role;
  readonly office: OfficePlace;
  readonly isClosed: boolean;
  /** Whether anybody has ever signed in with it. */
  readonly wasUsed: boolean;
};

export type Doer = Pick<Actor, 'accountId' | 'level' | 'scope'> & { readonly personId: number | null };

type AccountRefusal =
  | 'administration.not-yourself'
  | 'administration.role-not-yours-to-give'
  | 'administration.account-closed'
  | 'administration.account-open'
  | 'administration.recover-through-superior'
  | 'administration.training-by-the-superior';

type Verdict = Decision<true, Refusal<AccountRefusal>>;

const isSelf = (doer: Doer, account: HeldAccount): boolean =>
  account.id === doer.accountId || (doer.personId !== null && doer.personId === account.personId);

/** Whether an administrator may change this account at all; nobody changes or removes his own rights. */
const decideTouch = (doer: Doer, account: HeldAccount): Verdict => {
  if (isSelf(doer, account)) return refuse('administration.not-yourself');
  if (!rolesToGive(doer, account.office).includes(account.role))
    return refuse('administration.role-not-yours-to-give', { role: account.role });
  return accept(true);
};

export const decideGive = (doer: Doer, office: OfficePlace, role: Role): Verdict =>
  rolesToGive(doer, office).includes(role) ? accept(true) : refuse('administration.role-not-yours-to-give', { role });

export const decideChange = (doer: Doer, account: HeldAccount, office: OfficePlace, role: Role): Verdict => {
  const touched = decideTouch(doer, account);
  if (!touched.accepted) return touched;
  if (account.isClosed) return refuse('administration.account-closed');
  return decideGive(doer, office, role);
};

export const decideClose = (doer: Doer, account: HeldAccount): Verdict => {
  const touched = decideTouch(doer, account);
  return touched.accepted && account.isClosed ? refuse('administration.account-closed') : touched;
};

export const decideReopen = (doer: Doer, account: HeldAccount): Verdict => {
  const touched = decideTouch(doer, account);
  return touched.accepted && !account.isClosed ? refuse('administration.account-open') : touched;
};

/**
 * A new one-time password. An administrator's account that has been used is recovered through the superior, with a check
 * of who asks (Henan letter of 2017, 4.2): otherwise one administrator could take the place of another.
 */
export const decideReset = (doer: Doer, account: HeldAccount): Verdict => {
  const touched = decideTouch(doer, account);
  if (!touched.accepted) return touched;
  if (account.isClosed) return refuse('administration.account-closed');
  if (isAdministrator(account.role) && account.wasUsed) return refuse('administration.recover-through-superior');
  return accept(true);
};

/**
 * A training is recorded by the superior; at the ministry by a colleague; of those who are no administrators by their own
 * department, too (specification of 2014, articles 10 and 22).
 */
export const decideTrain = (doer: Doer, account: HeldAccount): Verdict => {
  if (isSelf(doer, account)) return refuse('administration.not-yourself');
  const relation = relationOf(doer, account.office);
  const records =
    relation === 'below' || (relation !== 'beyond' && (doer.level === 'ministry' || !isAdministrator(account.role)));
  return records ? accept(true) : refuse('administration.training-by-the-superior');
};

/** Locks, seals, lendings: the security administrator's own department with its sections, and what is directly below. */
export const decideSecure = (doer: Doer, account: HeldAccount): Verdict => {
  if (isSelf(doer, account)) return refuse('administration.not-yourself');
  if (relationOf(doer, account.office) === 'beyond')
    return refuse('administration.role-not-yours-to-give', { role: account.role });
  return account.isClosed ? refuse('administration.account-closed') : accept(true);
};

/**
 * Who answers for a lost account: for an administrator's the level above (the ministry's own colleagues at the top, and
 * for an institution its county); for any other account whoever may reset it.
 */
export const mayRecover = (doer: Doer, account: HeldAccount): boolean => {
  if (isSelf(doer, account) || account.isClosed) return false;
  const relation = relationOf(doer, account.office);
  if (isAdministrator(account.role)) return relation === 'below' || (relation === 'own' && doer.level === 'ministry');
  return rolesToGive(doer, account.office).includes(account.role);
};
