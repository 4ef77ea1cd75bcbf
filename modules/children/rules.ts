import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
import type { ChildState } from './child.ts';

type Code = 'children.not-editable' | 'children.not-deletable' | 'children.key-fields-need-application';
type Decided = Decision<null, { readonly code: Code; readonly facts: Record<string, string> }>;

const inTheHandsOfTheInstitution: Record<ChildState, boolean> = {
  entered: true,
  returned: true,
  confirmed: false,
  problem: true,
  numbered: false,
  deleted: false,
  suspended: false,
  left: false,
  graduated: false,
  'in-primary': false,
  cancelled: false,
  merged: false,
};

/** Whether the file has a number and its child is here: all but key information is kept up by the institution. */
export const isKeptUp = (state: ChildState): boolean => state === 'numbered' || state === 'suspended';

/** May the institution change the file now? Not while the county has it, and not once the child is gone. */
export const decideEdit = (state: ChildState): Decided =>
  inTheHandsOfTheInstitution[state] || isKeptUp(state)
    ? accept(null)
    : (refuse('children.not-editable', { state }) as Decided);

/** What identifies a child (关键信息: specification of 2014, article 27(2)): changed on the guardian's application only, once there is a number. */
export const keyFields = ['name', 'sex', 'birthOn', 'identityType', 'identityNumber'] as const;

type KeyFields = Readonly<Record<(typeof keyFields)[number], string | boolean | null | undefined>>;

/** May this be changed in the form? Of a file with a number, everything but key information. */
export const decideEditOf = (state: ChildState, before: KeyFields, after: KeyFields): Decided => {
  const may = decideEdit(state);
  if (!may.accepted || !isKeptUp(state)) return may;
  return keyFields.every((field) => (before[field] ?? null) === (after[field] ?? null))
    ? accept(null)
    : (refuse('children.key-fields-need-application', { state }) as Decided);
};

/** May the institution delete the file? Only what was never numbered and isn't before the county. */
export const decideDelete = (state: ChildState): Decided =>
  inTheHandsOfTheInstitution[state] ? accept(null) : (refuse('children.not-deletable', { state }) as Decided);

const nextActorOf: Record<ChildState, 'ordinary' | 'principal' | 'county' | 'none'> = {
  entered: 'principal',
  returned: 'ordinary',
  confirmed: 'county',
  problem: 'ordinary',
  numbered: 'none',
  deleted: 'none',
  suspended: 'none',
  left: 'none',
  graduated: 'none',
  'in-primary': 'none',
  cancelled: 'none',
  merged: 'none',
};

/** What a file says of the town's first review: the town's last day (ISO date), null where none was asked; and its end. */
export type FirstReviewed = {
  readonly state: ChildState;
  readonly firstReviewDueOn: string | null;
  readonly firstReviewedAt: Date | string | null;
};

/** Whether the central kindergarten of the town has still to look at a file. */
export const lacksFirstReview = ({ state, firstReviewDueOn, firstReviewedAt }: FirstReviewed): boolean =>
  state === 'confirmed' && firstReviewDueOn !== null && firstReviewedAt === null;

/** Whether its time for that is over: the county may then take the file over. */
export const isFirstReviewLate = (file: FirstReviewed, today: string): boolean =>
  lacksFirstReview(file) && file.firstReviewDueOn !== null && file.firstReviewDueOn < today;

/** Who has to act next on a file. */
export const nextActorOn = (
  file: FirstReviewed,
  today: string,
): 'ordinary' | 'principal' | 'town' | 'county' | 'none' =>
  lacksFirstReview(file) && !isFirstReviewLate(file, today) ? 'town' : nextActorOf[file.state];
