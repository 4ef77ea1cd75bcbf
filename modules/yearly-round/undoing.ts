import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
import type { ChildState } from '../children/child.ts';
import type { MoveWay, RoundState } from './round.ts';

/** May the round be taken back? While its window is open (asked apart), and once. */
export const decideUndo = (state: RoundState): Decision<null> => {
  if (state === 'undone') return refuse('yearly-round.already-undone');
  if (state !== 'done') return refuse('yearly-round.not-done', { state });
  return accept(null);
};

/** Why a child is left where it is when its round is taken back. */
export const keptCodes = ['gone-on', 'changed-since', 'class-gone'] as const;
export type KeptCode = (typeof keptCodes)[number];

export type MovedChild = {
  readonly how: MoveWay;
  /** Version of the file after the move. */
  readonly version: number;
  /** Whether there was a class before, and whether it is there still. */
  readonly cameFromClass: boolean;
  readonly fromClassExists: boolean;
  /** The file now; null: it is elsewhere. */
  readonly now: { readonly state: ChildState; readonly version: number } | null;
};

/** Whether a child goes back: only one that nobody has touched since. */
export const keptBy = (child: MovedChild): KeptCode | null => {
  const state: ChildState = child.how === 'graduated' ? 'graduated' : 'numbered';
  if (child.now === null || child.now.state !== state) return 'gone-on';
  if (child.now.version !== child.version) return 'changed-since';
  return child.cameFromClass && !child.fromClassExists ? 'class-gone' : null;
};
