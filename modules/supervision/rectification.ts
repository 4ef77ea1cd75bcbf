import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
import { isSaid } from '@xueqian/kernel/said.ts';

/** The six violations for which a notice is issued (Binhai measures, article 21, items 1 to 6). */
export const violations = ['false-file', 'late-file', 'late-change', 'late-leaving', 'leaked', 'other'] as const;
export type Violation = (typeof violations)[number];

/** issued 待整改 · answered 待复核 · returned 退回重改 · accepted 已办结 */
export const rectificationStates = ['issued', 'answered', 'returned', 'accepted'] as const;
export type RectificationState = (typeof rectificationStates)[number];

/** Whether a notice may ask for something by a day: that day or later, within a year. */
export const decideIssue = (dueOn: string, on: string, latest: string): Decision<null> => {
  if (dueOn < on) return refuse('supervision.rectification-due-in-the-past');
  return dueOn > latest ? refuse('supervision.rectification-due-too-late', { latest }) : accept(null);
};

/** An answer goes to a notice that waits for one, or came back. */
export const decideAnswer = (state: RectificationState): Decision<null> =>
  state === 'issued' || state === 'returned' ? accept(null) : refuse('supervision.rectification-changed-meanwhile');

/** The county's word on an answer: accepted, or sent back with a reason. */
export const decideOnAnswer = (
  state: RectificationState,
  decision: 'accept' | 'return',
  reason: string | null,
): Decision<'accepted' | 'returned'> => {
  if (state !== 'answered') return refuse('supervision.rectification-changed-meanwhile');
  if (decision === 'return' && !isSaid(reason)) return refuse('supervision.rectification-return-needs-reason');
  return accept(decision === 'accept' ? 'accepted' : 'returned');
};

/** Whether a notice is overdue: open after its day. */
export const isOverdue = (state: RectificationState, dueOn: string, on: string): boolean =>
  (state === 'issued' || state === 'returned') && dueOn < on;
