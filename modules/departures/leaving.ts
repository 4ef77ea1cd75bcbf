import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
import type { ChildState } from '../children/child.ts';
import { isPresent } from '../children/life.ts';
import { isKeptUp } from '../children/rules.ts';

/** How a child leaves (离园): moved away 迁走, withdrawn 退园, abroad 出境, other. */
export const leavingWays = ['moved-away', 'withdrawn', 'abroad', 'other'] as const;
export type LeavingWay = (typeof leavingWays)[number];

/** Code table leave_type: 3 left, 5 abroad. */
export const endKindOf = { 'moved-away': '3', withdrawn: '3', abroad: '5', other: '3' } as const satisfies Record<
  LeavingWay,
  string
>;

/** What is under way about a child and has to end first (departures.obstacles). */
export const obstacles = [
  'duplicate-open',
  'transfer-open',
  'key-change-open',
  'deferral-open',
  'crossing-open',
] as const;
export type Obstacle = (typeof obstacles)[number];

const refusalOf = {
  'duplicate-open': 'departures.duplicate-open',
  'transfer-open': 'departures.transfer-open',
  'key-change-open': 'departures.key-change-open',
  'deferral-open': 'departures.deferral-open',
  'crossing-open': 'departures.crossing-open',
} as const satisfies Record<Obstacle, string>;

export type Leaver = {
  readonly state: ChildState;
  readonly admittedOn: string;
  readonly obstacle: Obstacle | null;
};

/** May the child leave on this day (ISO dates)? Only a file with a number leaves; another is deleted or finished first. */
export const decideLeaving = (child: Leaver, leftOn: string, today: string): Decision<null> => {
  if (!isPresent[child.state]) return refuse('departures.not-here', { state: child.state });
  if (!isKeptUp(child.state)) return refuse('departures.no-number', { state: child.state });
  if (leftOn > today) return refuse('departures.in-the-future', { today });
  if (leftOn < child.admittedOn) return refuse('departures.before-admission', { admittedOn: child.admittedOn });
  if (child.obstacle !== null) return refuse(refusalOf[child.obstacle]);
  return accept(null);
};

/** Days in which the institution itself may take a leaving back; later the county decides on a recovery. */
export const undoDays = 7;

const day = 86_400_000;

/** Until when the institution may take back what it recorded at an instant. */
export const undoUntil = (recordedAt: Date): Date => new Date(recordedAt.getTime() + undoDays * day);

export type Undoable = {
  readonly recordedAt: Date;
  readonly isUndone: boolean;
  /** State of the file now; null: the file is elsewhere. */
  readonly state: ChildState | null;
};

/** May the institution take the leaving back? Within its time, and unless the child has gone on meanwhile. */
export const decideUndo = ({ recordedAt, isUndone, state }: Undoable, now: Date): Decision<null> => {
  if (isUndone) return refuse('departures.already-undone');
  if (state !== 'left') return refuse('departures.gone-on');
  if (now > undoUntil(recordedAt)) return refuse('departures.undo-too-late', { days: undoDays });
  return accept(null);
};

/** Longest rest in days: a school year. */
export const longestRest = 366;

/** May the child rest from a day until another? The rest has begun, and has an end within a year. */
export const decideSuspension = (
  child: { readonly state: ChildState; readonly admittedOn: string },
  { fromOn, untilOn }: { readonly fromOn: string; readonly untilOn: string },
  today: string,
): Decision<null> => {
  if (!isPresent[child.state]) return refuse('departures.not-here', { state: child.state });
  if (child.state === 'suspended') return refuse('departures.rests-already');
  if (child.state !== 'numbered') return refuse('departures.no-number', { state: child.state });
  if (fromOn > today) return refuse('departures.in-the-future', { today });
  if (fromOn < child.admittedOn) return refuse('departures.before-admission', { admittedOn: child.admittedOn });
  if (untilOn <= fromOn) return refuse('departures.rest-ends-before-it-begins');
  if ((Date.parse(untilOn) - Date.parse(fromOn)) / day > longestRest) return refuse('departures.rest-too-long');
  return accept(null);
};

/** May a resting child come back on a day? */
export const decideResumption = (
  child: { readonly state: ChildState; readonly fromOn: string | null },
  resumedOn: string,
  today: string,
): Decision<null> => {
  if (child.state !== 'suspended' || child.fromOn === null) return refuse('departures.does-not-rest');
  if (resumedOn > today) return refuse('departures.in-the-future', { today });
  if (resumedOn < child.fromOn) return refuse('departures.before-the-rest', { fromOn: child.fromOn });
  return accept(null);
};
