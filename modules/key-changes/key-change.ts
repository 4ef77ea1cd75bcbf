import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
import type { ChildField, ChildState } from '../children/child.ts';
import { columnsOfNationals } from '../children/nationality.ts';
import { keyFields } from '../children/rules.ts';

/**
 * States of an application for a change of key information (关键信息变更): draft 草稿 · submitted 待园长核实 · verified 待县级审核 ·
 * returned 已退回 · completed 已变更 · refused 不予变更 · withdrawn 已撤回.
 */
export const keyChangeStates = [
  'draft',
  'submitted',
  'verified',
  'returned',
  'completed',
  'refused',
  'withdrawn',
] as const;
export type KeyChangeState = (typeof keyChangeStates)[number];

export const openKeyChangeStates = [
  'draft',
  'submitted',
  'verified',
  'returned',
] as const satisfies readonly KeyChangeState[];

export const keyChangeActs = ['edit', 'submit', 'verify', 'approve', 'return', 'refuse', 'withdraw'] as const;
export type KeyChangeAct = (typeof keyChangeActs)[number];

/** Who acts: the institution's ordinary account, its principal, its county. */
export type KeyChangeSide = 'clerk' | 'principal' | 'county';

type Code =
  | 'key-changes.changed-meanwhile'
  | 'key-changes.not-your-part'
  | 'key-changes.entered-by-yourself'
  | 'key-changes.papers-missing'
  | 'key-changes.still-on-its-way'
  | 'key-changes.child-is-gone'
  | 'key-changes.duplicate-open'
  | 'key-changes.transfer-open'
  | 'key-changes.crossing-open'
  | 'key-changes.already-open'
  | 'key-changes.nothing-changed'
  | 'key-changes.day-out-of-range'
  | 'key-changes.only-with-nationality';
type Decided<T> = Decision<T, { readonly code: Code; readonly facts: Record<string, string> }>;
const no = (code: Code, facts: Record<string, string> = {}): Decided<never> => refuse(code, facts) as Decided<never>;

/** From which state each act goes, and which side may do it there. */
const ways: Readonly<Record<KeyChangeAct, Readonly<Partial<Record<KeyChangeState, KeyChangeSide>>>>> = {
  edit: { draft: 'clerk', returned: 'clerk' },
  submit: { draft: 'clerk', returned: 'clerk' },
  verify: { submitted: 'principal' },
  approve: { verified: 'county' },
  return: { submitted: 'principal', verified: 'county' },
  refuse: { submitted: 'principal', verified: 'county' },
  // The guardian takes the application back, wherever it lies.
  withdraw: { draft: 'clerk', submitted: 'clerk', verified: 'clerk', returned: 'clerk' },
};

/** Whose turn it is; null: nobody's. */
export const turnOf = (state: KeyChangeState): KeyChangeSide | null => {
  if (state === 'draft' || state === 'returned') return 'clerk';
  if (state === 'submitted') return 'principal';
  return state === 'verified' ? 'county' : null;
};

/** Where an act leads, or why it may not be done. `needsCounty`: the rules in force let the county approve. */
export const decideKeyChange = (
  application: {
    readonly state: KeyChangeState;
    /** Whether the actor entered it himself. */
    readonly isOwn: boolean;
    readonly papers: number;
  },
  act: KeyChangeAct,
  side: KeyChangeSide | null,
  needsCounty: boolean,
): Decided<KeyChangeState> => {
  const { state } = application;
  const by = ways[act][state];
  if (by === undefined) return no('key-changes.changed-meanwhile', { state });
  if (by !== side) return no('key-changes.not-your-part');
  if (act === 'verify' && application.isOwn) return no('key-changes.entered-by-yourself');
  // Proof is compulsory (specification of 2014, article 27(2)): from the hand-over on there is some.
  if ((act === 'submit' || act === 'verify' || act === 'approve') && application.papers === 0)
    return no('key-changes.papers-missing');
  switch (act) {
    case 'edit':
      return accept(state);
    case 'submit':
      return accept('submitted');
    case 'verify':
      return accept(needsCounty ? 'verified' : 'completed');
    case 'approve':
      return accept('completed');
    case 'return':
      return accept('returned');
    case 'refuse':
      return accept('refused');
    case 'withdraw':
      return accept('withdrawn');
  }
};

/** What an application can name: key information, and what belongs to a nationality. */
export const applicationFields = [
  ...keyFields,
  'nationality',
  'overseas',
  ...(columnsOfNationals as ReadonlySet<OfNationals>),
] as const;
type OfNationals =
  | 'ethnicity'
  | 'birthPlace'
  | 'nativePlace'
  | 'hukouNature'
  | 'hukouSubtype'
  | 'hukouPlace'
  | 'onlyChild'
  | 'leftBehind'
  | 'migrantWorker';
export type ApplicationField = (typeof applicationFields)[number] & ChildField;
export type ApplicationValues = Readonly<Record<ApplicationField, string | boolean | null>>;

/** The fields that differ, in the order of the form. */
export const changedFieldsOf = (before: ApplicationValues, after: ApplicationValues): readonly ApplicationField[] =>
  applicationFields.filter((field) => (before[field] ?? null) !== (after[field] ?? null));

const isKeyField = (field: string): boolean => (keyFields as readonly string[]).includes(field);

/** Is there something to apply for? What is no key information is changed in the form, unless it follows a new nationality. */
export const decideChange = (
  before: ApplicationValues,
  after: ApplicationValues,
): Decided<readonly ApplicationField[]> => {
  const changed = changedFieldsOf(before, after);
  if (!changed.some(isKeyField)) return no('key-changes.nothing-changed');
  if (changed.some((field) => !isKeyField(field)) && !changed.includes('nationality'))
    return no('key-changes.only-with-nationality');
  return accept(changed);
};

/** A deferral that is being asked for is none: it is not about who the child is. */
export type Obstacle = 'duplicate-open' | 'transfer-open' | 'key-change-open' | 'deferral-open' | 'crossing-open';

/** Of a file on its way to a number the fields are changed in its form. */
const isOnItsWay: Readonly<Partial<Record<ChildState, true>>> = {
  entered: true,
  returned: true,
  confirmed: true,
  problem: true,
};

/**
 * May an application begin, or go on? `settlesDuplicate`: it gives up what a problem case is about, the identity number
 * or the name with sex and birth date: the side whose number is wrong corrects it (domain 8.3); any other change waits
 * for the end of the case.
 */
export const decideBegin = (
  child: { readonly state: ChildState; readonly obstacles: readonly Obstacle[] },
  settlesDuplicate: boolean,
): Decided<null> => {
  if (isOnItsWay[child.state]) return no('key-changes.still-on-its-way', { state: child.state });
  if (child.state !== 'numbered' && child.state !== 'suspended')
    return no('key-changes.child-is-gone', { state: child.state });
  if (child.obstacles.includes('key-change-open')) return no('key-changes.already-open');
  if (child.obstacles.includes('transfer-open')) return no('key-changes.transfer-open');
  if (child.obstacles.includes('crossing-open')) return no('key-changes.crossing-open');
  if (child.obstacles.includes('duplicate-open') && !settlesDuplicate) return no('key-changes.duplicate-open');
  return accept(null);
};

/** The day of the guardian's application: not in the future, not more than a year ago. */
export const decideApplied = (appliedOn: string, today: string): Decided<null> => {
  const earliest = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`;
  return appliedOn > today || appliedOn < earliest ? no('key-changes.day-out-of-range', { today }) : accept(null);
};

/** Code of the resident identity card: the number of a citizen makes the student number (specification of 2014, article 26(2)). */
const residentCard = '1';

/**
 * Whether the student number is made anew: a resident number came, or the one it is made of was wrong. Else it stays for
 * life, whatever the document is now.
 */
export const isRenumbered = (
  before: { readonly numberKind: string | null } & Pick<ApplicationValues, 'identityType' | 'identityNumber'>,
  after: Pick<ApplicationValues, 'identityType' | 'identityNumber'>,
): boolean =>
  after.identityType === residentCard &&
  after.identityNumber !== null &&
  (before.numberKind !== 'G' || before.identityNumber !== after.identityNumber);
