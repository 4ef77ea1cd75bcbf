import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
import type { ChildState } from '../children/child.ts';
import { type FirstReviewed, isFirstReviewLate, lacksFirstReview } from '../children/rules.ts';

type Code =
  | 'registration.not-waiting'
  | 'registration.entered-by-yourself'
  | 'registration.institution-not-reviewed'
  | 'registration.at-first-review'
  | 'registration.first-review-not-asked'
  | 'registration.first-review-done'
  | 'registration.may-be-another'
  | 'registration.problem-open';

type Decided = Decision<null, { readonly code: Code; readonly facts: Record<string, string> }>;

const yes = (): Decided => accept(null);
const no = (code: Code, facts: Record<string, string> = {}): Decided => refuse(code, facts) as Decided;

/** What is numbered, gone or given up waits for nobody on the way to a number. */
const afterRegistration = {
  numbered: () => no('registration.not-waiting', { state: 'numbered' }),
  deleted: () => no('registration.not-waiting', { state: 'deleted' }),
  suspended: () => no('registration.not-waiting', { state: 'suspended' }),
  left: () => no('registration.not-waiting', { state: 'left' }),
  graduated: () => no('registration.not-waiting', { state: 'graduated' }),
  'in-primary': () => no('registration.not-waiting', { state: 'in-primary' }),
  cancelled: () => no('registration.not-waiting', { state: 'cancelled' }),
  merged: () => no('registration.not-waiting', { state: 'merged' }),
} as const;

/** Which state a command of the usual way waits for; every state is written, so that a new one can't be forgotten. */
const whileWaitingForPrincipal: Record<ChildState, (enteredBy: number, actor: number) => Decided> = {
  entered: (enteredBy, actor) => (enteredBy === actor ? no('registration.entered-by-yourself') : yes()),
  returned: () => no('registration.not-waiting', { state: 'returned' }),
  confirmed: () => no('registration.not-waiting', { state: 'confirmed' }),
  problem: () => no('registration.problem-open'),
  ...afterRegistration,
};

/** May this account confirm the child (园长确认)? Whoever entered can't confirm (Henan letter, section 4.1: real names, each his own part). */
export const decideConfirm = (child: { state: ChildState; enteredBy: number }, accountId: number): Decided =>
  whileWaitingForPrincipal[child.state](child.enteredBy, accountId);

/** May the principal return it? The same children, and nobody's own entry matters. */
export const decideReturnToEntry = (child: { state: ChildState }): Decided =>
  whileWaitingForPrincipal[child.state](-1, -2);

const whileWaitingForCounty: Record<ChildState, () => Decided> = {
  entered: () => no('registration.not-waiting', { state: 'entered' }),
  returned: () => no('registration.not-waiting', { state: 'returned' }),
  confirmed: () => yes(),
  problem: () => no('registration.problem-open'),
  ...afterRegistration,
};

/** A file as the county or the town finds it on a day. */
export type Awaiting = FirstReviewed & { readonly today: string };

/** The county decides once the town has looked, or once the town's time is over (Henan letter, 3.1). */
const beforeTheCounty = (file: Awaiting): Decided => {
  const waiting = whileWaitingForCounty[file.state]();
  if (!waiting.accepted) return waiting;
  return lacksFirstReview(file) && !isFirstReviewLate(file, file.today)
    ? no('registration.at-first-review', { dueOn: file.firstReviewDueOn ?? '' })
    : yes();
};

/** May the county return it? */
export const decideReturnToInstitution = (file: Awaiting): Decided => beforeTheCounty(file);

/**
 * May the county approve it? Only children of institutions whose basic section it approved get a number (annex 2, note 2);
 * and who may be another child that was entered before, only when that was answered or the county lets it through.
 */
export const decideApprove = (file: Awaiting & { institutionReviewed: boolean; mayBeAnother: boolean }): Decided => {
  const waiting = beforeTheCounty(file);
  if (!waiting.accepted) return waiting;
  if (file.mayBeAnother) return no('registration.may-be-another');
  return file.institutionReviewed ? yes() : no('registration.institution-not-reviewed');
};

/**
 * May the town's central kindergarten pass or return it? Only what waits for it, also after its last day while the
 * county has not acted; and never a person on what he entered or confirmed himself.
 */
export const decideFirstReview = (
  file: FirstReviewed & { enteredBy: number; confirmedBy: number | null },
  accountId: number,
): Decided => {
  const waiting = whileWaitingForCounty[file.state]();
  if (!waiting.accepted) return waiting;
  if (file.firstReviewDueOn === null) return no('registration.first-review-not-asked');
  if (!lacksFirstReview(file)) return no('registration.first-review-done');
  return file.enteredBy === accountId || file.confirmedBy === accountId
    ? no('registration.entered-by-yourself')
    : yes();
};
