import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
import type { FormState, OpenAnswerRule } from './form.ts';

/** draft 填写中 · submitted 待审核 · returned 退回修改 · accepted 已通过 */
export const answerStates = ['draft', 'submitted', 'returned', 'accepted'] as const;
export type AnswerState = (typeof answerStates)[number];

export const isWithInstitution = (state: AnswerState): boolean => state === 'draft' || state === 'returned';

/** Whether an answer may still be written: the form is open, the answer is not with the department, and nobody wrote meanwhile. */
export const decideWrite = (form: FormState, state: AnswerState, isSameRevision: boolean): Decision<null> => {
  if (form !== 'open') return refuse('forms.closed');
  if (!isWithInstitution(state)) return refuse('forms.answer-with-department');
  return isSameRevision ? accept(null) : refuse('forms.answer-changed-meanwhile');
};

/** An answer of an older version goes in only where its maker lets it stay there. */
export const decideVersion = (mine: number, newest: number, rule: OpenAnswerRule): Decision<null> =>
  mine < newest && rule === 'must-move' ? refuse('forms.version-replaced', { newest }) : accept(null);

/** The department's word: on what was submitted and has not changed since it was looked at. */
export const decideOnAnswer = (
  state: AnswerState,
  isSameRevision: boolean,
  decision: 'accept' | 'return',
  reason: string | null,
): Decision<'accepted' | 'returned'> => {
  if (state !== 'submitted' || !isSameRevision) return refuse('forms.answer-changed-meanwhile');
  if (decision === 'return' && (reason ?? '').trim().length < 2) return refuse('forms.return-needs-reason');
  return accept(decision === 'accept' ? 'accepted' : 'returned');
};

/** Handed in after its day, or not handed in while the day is over. */
export const isLate = (dueOn: string | null, firstSubmittedOn: string | null, on: string): boolean =>
  dueOn !== null && (firstSubmittedOn ?? on) > dueOn;
