import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
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

type Code =
  | 'duplicates.closed'
  | 'duplicates.number-belongs-to-one'
  | 'duplicates.later-has-number'
  | 'duplicates.file-ended';
type Decided = Decision<null, { readonly code: Code; readonly facts: Record<string, string> }>;
const no = (code: Code): Decided => refuse(code, {}) as Decided;

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
