import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
import { isSaid } from '@xueqian/kernel/said.ts';

/**
 * What an institution asks for about one child's file: recovery 信息恢复, cancellation 注销学籍, deferral 缓学留园 and its
 * end before the time 终止缓学.
 */
export const petitionKinds = ['recovery', 'cancellation', 'deferral', 'deferral-end'] as const;
export type PetitionKind = (typeof petitionKinds)[number];

/** draft 草稿 · submitted 待园长确认 · confirmed 待县级审核 · returned 已退回 · approved 已通过 · withdrawn 已撤回 */
export const petitionStates = ['draft', 'submitted', 'confirmed', 'returned', 'approved', 'withdrawn'] as const;
export type PetitionState = (typeof petitionStates)[number];

export const petitionActs = ['edit', 'submit', 'confirm', 'approve', 'return', 'withdraw'] as const;
export type PetitionAct = (typeof petitionActs)[number];

const next: Readonly<Record<PetitionState, Readonly<Partial<Record<PetitionAct, PetitionState>>>>> = {
  draft: { edit: 'draft', submit: 'submitted', withdraw: 'withdrawn' },
  returned: { edit: 'draft', submit: 'submitted', withdraw: 'withdrawn' },
  submitted: { confirm: 'confirmed', return: 'returned', withdraw: 'withdrawn' },
  confirmed: { approve: 'approved', return: 'returned', withdraw: 'withdrawn' },
  approved: {},
  withdrawn: {},
};

/** The state after an act; a return says why. */
export const decideAct = (state: PetitionState, act: PetitionAct, reason: string | null): Decision<PetitionState> => {
  const after = next[state][act];
  if (after === undefined) return refuse('petitions.changed-meanwhile');
  if (act === 'return' && !isSaid(reason)) return refuse('petitions.needs-reason');
  return accept(after);
};
