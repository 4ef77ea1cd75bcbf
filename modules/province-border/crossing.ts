import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
import { type DueDate, isKnownDay } from '@xueqian/kernel/due-date.ts';
import { isSaid } from '@xueqian/kernel/said.ts';
import type { ChildState } from '../children/child.ts';
import { isKeptUp } from '../children/rules.ts';

/** out 转出省: to another province · in 转入: from one. */
export const directions = ['out', 'in'] as const;
export type Direction = (typeof directions)[number];

/**
 * Out: draft 草稿 · submitted 待园长同意 · returned 已退回 · released 待县级核准 · sent 已出档待答复 · gone 已转出 · withdrawn 已撤回.
 * In: entered 已录入待办结 · accepted 已接收 · refused 未接收.
 */
export const crossingStates = [
  'draft',
  'submitted',
  'returned',
  'released',
  'sent',
  'gone',
  'withdrawn',
  'entered',
  'accepted',
  'refused',
] as const;
export type CrossingState = (typeof crossingStates)[number];

/** Of these nothing is to be done any more. */
export const hasEnded = (state: CrossingState): boolean =>
  state === 'gone' || state === 'withdrawn' || state === 'accepted' || state === 'refused';

/**
 * `come-back`: the other province did not take the child in; `go-unanswered`: gone, though no answer came; `stay`: the
 * file was sent and the child stays after all.
 */
export const crossingActs = [
  'submit',
  'release',
  'approve',
  'return',
  'withdraw',
  'fetch',
  'go',
  'come-back',
  'go-unanswered',
  'stay',
  'accept',
  'refuse',
] as const;
export type CrossingAct = (typeof crossingActs)[number];

const next: Readonly<Record<CrossingState, Readonly<Partial<Record<CrossingAct, CrossingState>>>>> = {
  draft: { submit: 'submitted', withdraw: 'withdrawn' },
  returned: { submit: 'submitted', withdraw: 'withdrawn' },
  submitted: { release: 'released', return: 'returned', withdraw: 'withdrawn' },
  released: { approve: 'sent', return: 'returned', withdraw: 'withdrawn' },
  sent: { fetch: 'sent', go: 'gone', 'come-back': 'returned', 'go-unanswered': 'gone', stay: 'withdrawn' },
  gone: {},
  withdrawn: {},
  entered: { accept: 'accepted', refuse: 'refused' },
  accepted: { fetch: 'accepted' },
  refused: { fetch: 'refused' },
};

const needReason: readonly CrossingAct[] = ['return', 'go-unanswered', 'stay', 'refuse', 'come-back'];

/** The state after an act. `needsCounty`: the rules in force let the county approve what the principal has released. */
export const decideAct = (
  state: CrossingState,
  act: CrossingAct,
  reason: string | null,
  needsCounty = true,
): Decision<CrossingState> => {
  const after = next[state][act];
  if (after === undefined) return refuse('province-border.changed-meanwhile');
  if (needReason.includes(act) && !isSaid(reason)) return refuse('province-border.needs-reason');
  return accept(act === 'release' && !needsCounty ? 'sent' : after);
};

/**
 * Whether a child may be let go: it is here with a number, or has left with one and its guardian comes back for the file;
 * and nothing else is under way (`departures.obstacles`). `goneTo`: where its file went since it left, full name.
 */
export const decideBegin = (child: {
  readonly state: ChildState;
  readonly obstacle: string | null;
  readonly goneTo: string | null;
}): Decision<null> => {
  if (child.state === 'left' && child.goneTo !== null)
    return refuse('province-border.gone-already', { to: child.goneTo });
  if (!isKeptUp(child.state) && child.state !== 'left')
    return refuse('province-border.child-not-here', { state: child.state });
  if (child.obstacle === 'crossing-open') return refuse('province-border.open-already');
  if (child.obstacle !== null) return refuse('province-border.something-open');
  return accept(null);
};

/** The other side stands in another province; division codes, six digits or more. */
export const decideDestination = (otherCode: string, provinceCode: string): Decision<null> =>
  otherCode.slice(0, 2) === provinceCode.slice(0, 2) ? refuse('province-border.same-province') : accept(null);

/** The guardian's application is on paper: one paper at least before it goes to the principal. */
export const decidePapers = (papers: number): Decision<null> =>
  papers === 0 ? refuse('province-border.needs-papers') : accept(null);

/** Without an answer a child is recorded as gone only when the other province's day is over; ISO dates. */
export const decideUnanswered = (dueOn: DueDate, today: string): Decision<null> => {
  if (dueOn === 'not-known') return refuse('province-border.day-not-known');
  return isKnownDay(dueOn) && today <= dueOn ? refuse('province-border.answer-may-come', { dueOn }) : accept(null);
};

/** The day of going: that of the admission over there, as far as it lies between the child's admission here and today. */
export const dayOfGoing = (admittedThereOn: string, admittedHereOn: string, today: string): string => {
  if (admittedThereOn > today) return today;
  return admittedThereOn < admittedHereOn ? admittedHereOn : admittedThereOn;
};

/**
 * What becomes of a file that came: its child is entered, or, where it is here with its number already (it had gone and
 * came back), the file joins its own. Who had left is first taken back or asked for, so that its number goes on.
 */
export const decideTakeIn = (
  holder: {
    readonly institutionId: number;
    readonly state: ChildState;
  } | null,
  institutionId: number,
): Decision<'enter' | 'join'> => {
  if (holder === null || holder.state === 'deleted') return accept('enter');
  if (holder.institutionId !== institutionId) return refuse('province-border.is-in-the-province');
  if (isKeptUp(holder.state)) return accept('join');
  return refuse(holder.state === 'left' ? 'province-border.was-here' : 'province-border.is-here');
};

/** A file that was taken in is answered with yes once the child has its number here. */
export const decideAcceptance = (state: ChildState | null): Decision<null> =>
  state === 'numbered' || state === 'suspended' ? accept(null) : refuse('province-border.no-number-yet');
