import type { ChildState } from '../children/child.ts';
import type { ClassType } from '../classes/class-plan.ts';

/** Graduation (July), promotion (August) and intake (September) of many children at once (specification of 2014, article 13). */
export const roundKinds = ['promotion', 'graduation', 'intake'] as const;
export type RoundKind = (typeof roundKinds)[number];
export const roundStates = ['proposed', 'withdrawn', 'running', 'done', 'failed', 'undone'] as const;
export type RoundState = (typeof roundStates)[number];

/** What an exception may say of a child; `stays`: it is left out of the round. */
export const exceptionWays = ['repeats', 'skips', 'other-class', 'stays'] as const;
export type ExceptionWay = (typeof exceptionWays)[number];
export const moveWays = ['promoted', 'repeats', 'skips', 'other-class', 'graduated', 'placed', 'stays'] as const;
export type MoveWay = (typeof moveWays)[number];

/** Why a child stays where it is; the words say who can move what stands in the way. */
export const stayCodes = [
  'suspended',
  'no-number',
  'duplicate-open',
  'transfer-open',
  'key-change-open',
  'under-way',
  'final-class',
  'school-age',
  'deferred',
  'not-of-age',
  'no-class-of-age',
  'exception',
] as const;
export type StayCode = (typeof stayCodes)[number];

export type Target = { readonly name: string; readonly type: ClassType };
export type Exception = {
  readonly childId: number;
  readonly how: ExceptionWay;
  /** Name of a class of the plan; null: none. */
  readonly to: string | null;
  readonly reason: string | null;
};

/** `classes[].to`: name of the class in which the children go on; null: by age, or out of the kindergarten. */
export type RoundPlan = {
  /** Day of graduation, ISO; null in the other rounds. */
  readonly on: string | null;
  readonly classes: readonly { readonly classId: number; readonly to: string | null }[];
  /** Classes of the new school year; made where there is none of that name. */
  readonly targets: readonly Target[];
  readonly exceptions: readonly Exception[];
};

export type RoundClass = {
  readonly id: number;
  readonly name: string;
  readonly type: ClassType;
  readonly schoolYear: number;
  readonly capacity: number | null;
  readonly children: number;
};

export type RoundChild = {
  readonly id: number;
  readonly name: string;
  readonly sex: string;
  readonly birthOn: string;
  readonly state: ChildState;
  readonly classId: number | null;
  /** What is under way about it, a code of `departures.obstacles`. */
  readonly obstacle: string | null;
  /** Whether its school entry of the round's year is deferred (缓学留园): it stays where the others graduate. */
  readonly isDeferred: boolean;
};

export type Move = {
  readonly childId: number;
  readonly how: MoveWay;
  readonly to: string | null;
  readonly stayCode: StayCode | null;
  readonly reason: string | null;
};
