import type { Actor } from '@xueqian/kernel/actor.ts';
import { accept, type Decision, type Refusal, refuse } from '@xueqian/kernel/decision.ts';
import type { DueDate } from '@xueqian/kernel/due-date.ts';
import { may } from '@xueqian/kernel/permissions.ts';
import { nationalCalendar } from '@xueqian/kernel/working-calendar.ts';
import { deadlineFrom, type Period } from '../jurisdictions/policy-pack.ts';
import type { AdmissionAct, ApplicationState, HandledBy } from './application.ts';

export type Standing = {
  readonly state: ApplicationState;
  /** Null before it is handed in. */
  readonly handledBy: HandledBy | null;
  readonly revision: number;
  readonly nature: string | null;
  /** Account that handed it in. */
  readonly submittedBy: number | null;
};

type ActRefusal =
  | 'admission.not-at-this-step'
  | 'admission.public-elsewhere'
  | 'admission.private-elsewhere'
  | 'admission.not-your-step'
  | 'admission.decided-by-another-person'
  | 'admission.changed-meanwhile';
type Verdict = Decision<ApplicationState, Refusal<ActRefusal>>;

/**
 * Where each act leads from each state; what is not named cannot be done there. Where one office of the county handles
 * it, what is handed in has been received with it.
 */
const moves: Readonly<Record<ApplicationState, Partial<Record<AdmissionAct, ApplicationState>>>> = {
  draft: { enter: 'draft', submit: 'submitted', withdraw: 'withdrawn' },
  submitted: { receive: 'received', return: 'returned', withdraw: 'withdrawn' },
  received: { approve: 'approved', return: 'returned', withdraw: 'withdrawn' },
  approved: { code: 'coded', return: 'returned', withdraw: 'withdrawn' },
  coded: { 'hand-over': 'opened' },
  opened: { notify: 'notified' },
  notified: {},
  returned: { enter: 'returned', submit: 'submitted', withdraw: 'withdrawn' },
  withdrawn: {},
};

/** The state that an act leads to; null when it cannot be done there. */
export const nextState = (state: ApplicationState, act: AdmissionAct, way: HandledBy): ApplicationState | null => {
  const next = moves[state][act] ?? null;
  return next === 'submitted' && way === 'one-office' ? 'received' : next;
};

type Asker = Pick<Actor, 'accountId' | 'level' | 'role' | 'duties'>;

const reviewsNature = (actor: Asker, nature: string | null): boolean =>
  may('admission.review', actor) && may(nature === '1' ? 'admission.review-public' : 'admission.review-private', actor);

/** Whether an act is this person's at a state: whose word the step waits for. */
export const isMine = (
  actor: Asker,
  act: AdmissionAct,
  { state, nature }: Pick<Standing, 'state' | 'nature'>,
): boolean => {
  switch (act) {
    case 'enter':
    case 'submit':
    case 'withdraw':
      return may('admission.take-in', actor);
    case 'receive':
      return may('admission.receive', actor);
    case 'approve':
    case 'notify':
      return reviewsNature(actor, nature);
    case 'code':
      return may('admission.assign-code', actor);
    case 'hand-over':
      return may('admission.hand-over', actor);
    case 'return':
      if (state === 'submitted') return may('admission.receive', actor);
      return state === 'received' ? reviewsNature(actor, nature) : may('admission.assign-code', actor);
  }
};

const elsewhere = (actor: Asker, act: AdmissionAct, standing: Standing): Verdict => {
  const byNature = act === 'approve' || act === 'notify' || (act === 'return' && standing.state === 'received');
  if (!byNature || !may('admission.review', actor)) return refuse('admission.not-your-step');
  return refuse(standing.nature === '1' ? 'admission.public-elsewhere' : 'admission.private-elsewhere');
};

/**
 * Whether a person may do an act on an application as it stands, and where it leads. Nobody decides on what he handed in
 * himself; a decision names the revision that was looked at.
 */
export const decideAct = (
  standing: Standing,
  act: AdmissionAct,
  actor: Asker,
  seen: number,
  way: HandledBy = standing.handledBy ?? 'one-office',
): Verdict => {
  const next = nextState(standing.state, act, way);
  if (standing.revision !== seen) return refuse('admission.changed-meanwhile');
  if (next === null) return refuse('admission.not-at-this-step');
  if (!isMine(actor, act, standing)) return elsewhere(actor, act, standing);
  if (act === 'approve' && standing.submittedBy === actor.accountId)
    return refuse('admission.decided-by-another-person');
  return accept(next);
};

/** What this person may do with it now. */
export const actsOf = (standing: Standing, actor: Asker, acts: readonly AdmissionAct[]): AdmissionAct[] =>
  acts.filter((act) => decideAct(standing, act, actor, standing.revision).accepted);

/** The act that a state waits for; null where nobody has to act. */
export const waitsFor: Readonly<Record<ApplicationState, AdmissionAct | null>> = {
  draft: 'submit',
  submitted: 'receive',
  received: 'approve',
  approved: 'code',
  coded: 'hand-over',
  opened: 'notify',
  notified: null,
  returned: 'submit',
  withdrawn: null,
};

/** States at which a clock runs: it stands still while the applicant mends. */
const timed: readonly ApplicationState[] = ['submitted', 'received', 'approved', 'coded', 'opened'];

/** The day by which the next step must be done, from the day on which the state began. */
export const stepDueOn = (state: ApplicationState, since: string, period: Pick<Period, 'value' | 'unit'>): DueDate => {
  if (!timed.includes(state)) return null;
  const due = deadlineFrom(period, since, nationalCalendar);
  if (due === null) return null;
  return due.ok ? due.value : 'not-known';
};

/** Working days left until a day; below nothing when it is past; null when there is no such day. */
export const daysLeft = (dueOn: DueDate, today: string): number | null => {
  if (dueOn === null || dueOn === 'not-known') return null;
  const days =
    dueOn < today
      ? nationalCalendar.workingDaysBetween(dueOn, today)
      : nationalCalendar.workingDaysBetween(today, dueOn);
  if (!days.ok) return null;
  return dueOn < today ? -Math.max(1, days.value) : days.value;
};

/** Accounts of a new institution, as far as the hand-over asks. */
export type OpenedAccount = { readonly role: string; readonly personId: number | null };

/** Whether there is an ordinary and a review account, of two people (Binhai measures, article 12). */
export const hasBothAccounts = (accounts: readonly OpenedAccount[]): boolean =>
  accounts.some(
    (one) =>
      one.role === 'ordinary' &&
      accounts.some((other) => other.role === 'review' && other.personId !== null && other.personId !== one.personId),
  );
