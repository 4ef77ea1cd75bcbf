import type { Level } from '@xueqian/kernel/actor.ts';
import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
import { type DueDate, isKnownDay } from '@xueqian/kernel/due-date.ts';
import type { ChildState } from '../children/child.ts';
import { isPresent } from '../children/life.ts';
import type { CaseKind } from './case-compare.ts';

/**
 * What a case can be found to be. transfer: the child moves, the file that came later is given up and the transfer applied
 * for. two-children: never asked again. one-child: the file that came later goes into the other one.
 */
export const caseDecisions = ['transfer', 'two-children', 'one-child'] as const;
export type CaseDecision = (typeof caseDecisions)[number];

/** Days in which a merger can be taken back. */
export const undoDays = 30;

export type Arbiter = 'county' | 'prefecture' | 'province';

type Sides = {
  readonly laterCounty: string;
  readonly earlierCounty: string;
  readonly laterPrefecture: string;
  readonly earlierPrefecture: string;
};

/** Who decides a case (specification of 2014, article 26): the county inside its county, else the superior that both have in common. */
export const arbiterOf = (sides: Sides): Arbiter => {
  if (sides.laterCounty === sides.earlierCounty) return 'county';
  return sides.laterPrefecture === sides.earlierPrefecture ? 'prefecture' : 'province';
};

/** Offices that can decide, the lowest first. */
const arbiters: readonly Level[] = ['county', 'prefecture', 'province'] satisfies readonly Arbiter[];

type Code =
  | 'duplicates.not-yours-to-decide'
  | 'duplicates.answers-awaited'
  | 'duplicates.closed'
  | 'duplicates.number-belongs-to-one'
  | 'duplicates.later-has-number'
  | 'duplicates.file-ended';
type Decided = Decision<null, { readonly code: Code; readonly facts: Record<string, string> }>;
const no = (code: Code): Decided => refuse(code, {}) as Decided;

/** A day that is known has passed. */
export const isOver = (dueOn: DueDate, on: string): boolean => isKnownDay(dueOn) && dueOn < on;

/** A side as its clock knows it: whether it has answered, and by when it has to. */
export type Heard = { readonly answered: boolean; readonly dueOn: DueDate };

/**
 * Whether an office decides a case on a day. The arbiter, or an office above it once the arbiter's day has passed; neither
 * before both sides have answered or let their days pass: nobody is judged unheard, and nobody who sleeps holds the other up.
 * The offices asked about stand above both sides.
 */
export const decideWhoDecides = (
  level: Level,
  arbiter: Arbiter,
  clocks: { readonly decisionDueOn: DueDate; readonly sides: readonly Heard[] },
  on: string,
): Decided => {
  const above = arbiters.indexOf(level) - arbiters.indexOf(arbiter);
  if (!arbiters.includes(level) || above < 0 || (above > 0 && !isOver(clocks.decisionDueOn, on)))
    return no('duplicates.not-yours-to-decide');
  const isAwaited = clocks.sides.some(({ answered, dueOn }) => !answered && !isOver(dueOn, on));
  return isAwaited ? no('duplicates.answers-awaited') : accept(null);
};

export type Disputed = {
  readonly kind: CaseKind;
  readonly state: 'open' | 'closed';
  readonly laterState: ChildState;
  readonly earlierState: ChildState;
};

/** May the case be found to be this? */
export const decideArbitration = (disputed: Disputed, decision: CaseDecision): Decided => {
  if (disputed.state === 'closed') return no('duplicates.closed');
  // One number is one person's: the side whose number is wrong corrects it.
  if (decision === 'two-children')
    return disputed.kind === '101' ? no('duplicates.number-belongs-to-one') : accept(null);
  if (!isPresent[disputed.laterState] || !isPresent[disputed.earlierState]) return no('duplicates.file-ended');
  const hasNumber = disputed.laterState === 'numbered' || disputed.laterState === 'suspended';
  return decision === 'transfer' && hasNumber ? no('duplicates.later-has-number') : accept(null);
};
