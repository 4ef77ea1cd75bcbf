import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
import type { ChildState } from '../children/child.ts';

/**
 * States of a transfer (转园), code table transfer_state: asked 提交申请 · released 调转同意 · accepted 接收园已接收，待县级核准 ·
 * completed 完成调转 · refused 驳回 · withdrawn 撤销.
 */
export const transferStates = ['asked', 'released', 'accepted', 'completed', 'refused', 'withdrawn'] as const;
export type TransferState = (typeof transferStates)[number];

export const openTransferStates = ['asked', 'released', 'accepted'] as const satisfies readonly TransferState[];

/** What can be done to one; `release-over`: by the office above, when the sending institution let its day pass. */
export const transferActs = ['release', 'release-over', 'accept', 'approve', 'refuse', 'withdraw'] as const;
export type TransferAct = (typeof transferActs)[number];

/** Who acts: the institution that lets go, the one that takes in, the county of the one that takes in, an office above both. */
export type TransferSide = 'sender' | 'receiver' | 'receiving-county' | 'above';

type Code =
  | 'transfers.changed-meanwhile'
  | 'transfers.not-your-part'
  | 'transfers.not-late-yet'
  | 'transfers.child-has-no-number'
  | 'transfers.child-is-gone'
  | 'transfers.child-is-here'
  | 'transfers.already-moving'
  | 'transfers.key-change-open'
  | 'transfers.papers-missing'
  | 'transfers.papers-before-it-goes'
  | 'transfers.day-out-of-range';
type Decided<T> = Decision<T, { readonly code: Code; readonly facts: Record<string, string> }>;
const no = (code: Code, facts: Record<string, string> = {}): Decided<never> => refuse(code, facts) as Decided<never>;

/** From which state each act goes, for which side; whoever is not named may not. */
const ways: Readonly<
  Record<TransferAct, { readonly from: readonly TransferState[]; readonly by: readonly TransferSide[] }>
> = {
  release: { from: ['asked'], by: ['sender'] },
  'release-over': { from: ['asked'], by: ['above'] },
  accept: { from: ['released'], by: ['receiver'] },
  approve: { from: ['accepted'], by: ['receiving-county'] },
  refuse: { from: ['asked', 'released', 'accepted'], by: ['sender', 'receiver', 'receiving-county'] },
  withdraw: { from: ['asked', 'released'], by: ['sender', 'receiver'] },
};

/** Refusing is for the side whose turn it is; withdrawing for the side that began. */
const turnOf: Readonly<Record<TransferState, TransferSide | null>> = {
  asked: 'sender',
  released: 'receiver',
  accepted: 'receiving-county',
  completed: null,
  refused: null,
  withdrawn: null,
};

/** Drawn up by the sending institution and not let go yet: the other side knows nothing of it. */
export const isDrawnUp = (transfer: {
  readonly state: TransferState;
  readonly startedBy: 'receiver' | 'sender';
}): boolean => transfer.state === 'asked' && transfer.startedBy === 'sender';

/** Where an act leads, or why it may not be done. `needsCounty`: the rules in force let the county approve (2025 Measures). */
export const decideTransfer = (
  transfer: {
    readonly state: TransferState;
    readonly startedBy: 'receiver' | 'sender';
    /** Whether the day of whoever has to act is over. */
    readonly isLate: boolean;
  },
  act: TransferAct,
  side: TransferSide,
  needsCounty: boolean,
): Decided<TransferState> => {
  const way = ways[act];
  if (!way.from.includes(transfer.state)) return no('transfers.changed-meanwhile', { state: transfer.state });
  if (!way.by.includes(side)) return no('transfers.not-your-part');
  // Who drew it up lets go of it, or withdraws it; nobody waits for an answer.
  if (isDrawnUp(transfer) && (act === 'refuse' || act === 'release-over')) return no('transfers.not-your-part');
  if (act === 'refuse') return turnOf[transfer.state] === side ? accept('refused') : no('transfers.not-your-part');
  if (act === 'withdraw') return transfer.startedBy === side ? accept('withdrawn') : no('transfers.not-your-part');
  if (act === 'release-over') return transfer.isLate ? accept('released') : no('transfers.not-late-yet');
  if (act === 'release') return accept('released');
  if (act === 'accept') return accept(needsCounty ? 'accepted' : 'completed');
  return accept('completed');
};

/** The guardian's application in writing, where the rules in force on a side ask for it (Binhai measures, article 16): its own papers count. */
export const decidePapers = (areNeeded: boolean, papers: number): Decided<null> =>
  areNeeded && papers === 0 ? no('transfers.papers-missing') : accept(null);

/** An offer goes at once, unless the rules ask for papers that it cannot have yet: then it is drawn up first. */
export const decideOffer = (arePapersNeeded: boolean, isDraft: boolean): Decided<null> =>
  arePapersNeeded && !isDraft ? no('transfers.papers-before-it-goes') : accept(null);

/** What a transfer of this child would meet; the file as the receiving side's question found it. */
export const decideBegin = (
  child: {
    readonly state: ChildState;
    readonly institutionId: number;
    /** Whether the institution that has its file has closed, and the file still holds the child's claim. */
    readonly isOfClosed: boolean;
    readonly isMoving: boolean;
    /** Whether a change of its key information is under way. */
    readonly isChangingKey: boolean;
  },
  receiverId: number,
): Decided<null> => {
  const comesBack = child.state === 'cancelled' && child.isOfClosed;
  if (child.isMoving) return no('transfers.already-moving');
  if (
    child.state === 'graduated' ||
    child.state === 'in-primary' ||
    (child.state === 'cancelled' && !comesBack) ||
    child.state === 'merged' ||
    child.state === 'deleted'
  )
    return no('transfers.child-is-gone', { state: child.state });
  if (!comesBack && child.state !== 'numbered' && child.state !== 'suspended' && child.state !== 'left')
    return no('transfers.child-has-no-number', { state: child.state });
  if (child.institutionId === receiverId) return no('transfers.child-is-here');
  if (child.isChangingKey) return no('transfers.key-change-open');
  return accept(null);
};

/**
 * Whether a transfer brings a file back that was cancelled: its county decides that, whatever the rules in force leave to
 * the institutions, and looks at papers.
 */
export const comesBackFrom = (fileState: ChildState | null): boolean => fileState === 'cancelled';

/** The day of admission at the receiving institution: not in the future, not before it was asked for by more than a year. */
export const decideAdmission = (admittedOn: string, askedOn: string, today: string): Decided<null> => {
  const earliest = `${Number(askedOn.slice(0, 4)) - 1}${askedOn.slice(4)}`;
  return admittedOn > today || admittedOn < earliest ? no('transfers.day-out-of-range', { today }) : accept(null);
};
