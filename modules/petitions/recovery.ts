import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
import type { ChildState } from '../children/child.ts';
import { type RecordedAction, replay } from '../children/life.ts';
import type { Standing } from '../institutions/institution.ts';

/** States of a file that a recovery (信息恢复) brings back from. Graduation is undone where it was made. */
export const recoverableStates = ['deleted', 'left', 'cancelled'] as const satisfies readonly ChildState[];
export type RecoverableState = (typeof recoverableStates)[number];

const recoverable: readonly ChildState[] = recoverableStates;
export const isRecoverable = (state: ChildState): state is RecoverableState => recoverable.includes(state);

/** Which file of the province holds what this one would claim again. */
export const claimHolders = ['nobody', 'here', 'numbered-elsewhere', 'elsewhere'] as const;
export type ClaimHolder = (typeof claimHolders)[number];

export type LostFile = {
  /** Null: the file is with another institution by now. */
  readonly state: ChildState | null;
  /** Whether the institution may still take the leaving back by itself. */
  readonly mayBeUndone: boolean;
  readonly claim: ClaimHolder;
  /** Code of what is under way about the child (`departures.obstacles`); null: nothing. */
  readonly obstacle: string | null;
  /** Of the institution that it comes back to. */
  readonly standing: Standing;
};

const ofClaim = {
  here: 'petitions.entered-again-here',
  'numbered-elsewhere': 'petitions.numbered-elsewhere',
  elsewhere: 'petitions.entered-elsewhere',
} as const satisfies Record<Exclude<ClaimHolder, 'nobody'>, string>;

/** May the file come back? Asked when it is applied for and again when it is approved: much may have happened between. */
export const decideRecovery = (file: LostFile): Decision<RecoverableState> => {
  if (file.state === null) return refuse('petitions.is-elsewhere');
  if (!isRecoverable(file.state)) return refuse('petitions.not-gone', { state: file.state });
  if (file.standing === 'closed') return refuse('petitions.institution-closed');
  if (file.state === 'left' && file.mayBeUndone) return refuse('petitions.may-be-undone');
  if (file.claim !== 'nobody') return refuse(ofClaim[file.claim]);
  if (file.obstacle !== null) return refuse('petitions.something-open');
  return accept(file.state);
};

const wentBy: Readonly<Record<RecoverableState, string>> = { deleted: 'deleted', left: 'left', cancelled: 'cancelled' };

/**
 * The state that a file comes back to: the one it had before it went, as its actions tell. A file that was deleted is
 * confirmed and reviewed anew, whatever it had come to; null where the history does not tell.
 */
export const restoredState = (gone: RecoverableState, actions: readonly RecordedAction[]): ChildState | null => {
  // A child that left may be said to have gone elsewhere afterwards: what counts is the word by which it went from here.
  const at = actions.findLastIndex(
    ({ action }, index) => action === wentBy[gone] && replay(actions.slice(0, index)).state !== gone,
  );
  if (at < 0) return null;
  const { state } = replay(actions.slice(0, at));
  if (gone === 'deleted') return state === 'returned' ? 'returned' : 'entered';
  return state === 'numbered' || state === 'suspended' ? state : null;
};
