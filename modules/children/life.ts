import type { ChildState } from './child.ts';

/**
 * The life of a child's file (SPEC). The file is in one state; every change of it is an action on record, with person,
 * office, time and, where one was asked for, documents. What follows must hold always; beside it, where it is kept:
 *
 * 1. A file is in the state that its actions lead to. (`replay`; `npm run history:verify`)
 * 2. A claim (identity number, or name with sex and birth date) is held by one file of the province at most. (unique index `child_claim_held_once`)
 * 3. A number belongs to one child for ever, a child has one number at a time. (primary key `number_once_for_ever`, unique index `number_one_a_child`)
 * 4. A child is enrolled in one institution at most: the open enrolment is the file itself. (one row a child)
 * 5. Whatever a value was, it can be read afterwards; what an institution keeps of a child that went is recorded with its going. (trigger `keep_former_file`)
 * 6. Children in are children out: what leaves one institution's counters stands in another's or in past enrolments. (triggers `count_children`, `keep_former_file`)
 * 7. Who went sits in no class and has a day and a kind. (`child_that_went_has_a_day`, `child_that_went_has_no_class`)
 * 8. Nobody confirms what he entered. (`child_confirmed_by_another_person`)
 */
export const childActions = [
  'entered',
  'edited',
  'confirmed',
  'first-reviewed',
  'first-review-taken-over',
  'returned-by-principal',
  'returned-by-town',
  'returned-by-county',
  'approved',
  'numbered',
  'case-opened',
  'case-closed',
  'case-decided',
  'claim-received',
  'deleted',
  'moved',
  'class-changed',
  'promoted',
  'graduated',
  'key-changed',
  'number-changed',
  'transfer-asked',
  'transfer-released',
  'transferred',
  'left',
  'cancelled',
  'suspended',
  'resumed',
  'deferred',
  'in-primary',
  'restored',
  'undone',
  'merged',
  'unmerged',
  'guardian-confirmed',
] as const;
export type ChildAction = (typeof childActions)[number];

/** `same`: the state stays; `as recorded`: the action itself says to which state it led back (`facts.state`). */
const leadsTo: Readonly<Record<ChildAction, ChildState | 'same' | 'as recorded'>> = {
  entered: 'entered',
  edited: 'same',
  confirmed: 'confirmed',
  'first-reviewed': 'same',
  'first-review-taken-over': 'same',
  'returned-by-principal': 'returned',
  'returned-by-town': 'returned',
  'returned-by-county': 'returned',
  approved: 'same',
  numbered: 'numbered',
  'case-opened': 'problem',
  'case-closed': 'entered',
  'case-decided': 'same',
  'claim-received': 'entered',
  deleted: 'deleted',
  moved: 'same',
  'class-changed': 'same',
  promoted: 'same',
  graduated: 'graduated',
  'key-changed': 'same',
  'number-changed': 'same',
  'transfer-asked': 'same',
  'transfer-released': 'same',
  transferred: 'numbered',
  left: 'left',
  cancelled: 'cancelled',
  suspended: 'suspended',
  resumed: 'numbered',
  deferred: 'same',
  'in-primary': 'in-primary',
  restored: 'as recorded',
  undone: 'as recorded',
  merged: 'merged',
  unmerged: 'as recorded',
  'guardian-confirmed': 'same',
};

/** An action on record, in the order of the record. `facts.state`: where it led back to; `facts.to`: the institution the child came to. */
export type RecordedAction = {
  readonly action: string;
  readonly facts: Readonly<Record<string, unknown>> | null;
};

/** What the actions of a file lead to. */
export type Replayed = {
  readonly state: ChildState | null;
  /** The institution in which it was last put by a move or a transfer; null: the one that entered it. */
  readonly institutionId: number | null;
};

const isKnown = (action: string): action is ChildAction => action in leadsTo;

/**
 * The state of a file as its history tells it. An action that is not known leads nowhere: the state is null, and the
 * comparison fails.
 */
export const replay = (actions: readonly RecordedAction[]): Replayed => {
  let state: ChildState | null = null;
  let institutionId: number | null = null;
  for (const { action, facts } of actions) {
    const next = isKnown(action) ? leadsTo[action] : 'as recorded';
    if ((action === 'moved' || action === 'transferred') && typeof facts?.['to'] === 'number')
      institutionId = facts['to'];
    if (next === 'as recorded') state = isKnown(action) ? ((facts?.['state'] as ChildState | undefined) ?? null) : null;
    else if (next !== 'same') state = next;
    // A correction sends what was returned on its way again.
    else if (action === 'edited' && state === 'returned') state = 'entered';
  }
  return { state, institutionId };
};

/** Whether a file in this state is of a child that is at its institution now. */
export const isPresent: Readonly<Record<ChildState, boolean>> = {
  entered: true,
  returned: true,
  confirmed: true,
  problem: true,
  numbered: true,
  suspended: true,
  deleted: false,
  left: false,
  graduated: false,
  'in-primary': false,
  cancelled: false,
  merged: false,
};

export const goneStates = (Object.keys(isPresent) as ChildState[]).filter((state) => !isPresent[state]);
