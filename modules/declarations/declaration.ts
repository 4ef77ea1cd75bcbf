import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
import { addMonths } from '@xueqian/kernel/iso-date.ts';
import { isSaid } from '@xueqian/kernel/said.ts';
import type { Standing } from '../institutions/institution.ts';
import { type Demands, type Handling, nationalKinds } from './kind.ts';

/**
 * draft 草稿 · submitted 待园长提交 · confirmed 待县级办理 · returned 退回 · accepted 审核通过 · acknowledged 已阅知 ·
 * refused 不予通过 · withdrawn 已撤回
 */
export const declarationStates = [
  'draft',
  'submitted',
  'confirmed',
  'returned',
  'accepted',
  'acknowledged',
  'refused',
  'withdrawn',
] as const;
export type DeclarationState = (typeof declarationStates)[number];

export const declarationActs = [
  'edit',
  'submit',
  'confirm',
  'accept',
  'acknowledge',
  'return',
  'refuse',
  'withdraw',
] as const;
export type DeclarationAct = (typeof declarationActs)[number];

const next: Readonly<Record<DeclarationState, Readonly<Partial<Record<DeclarationAct, DeclarationState>>>>> = {
  draft: { edit: 'draft', submit: 'submitted', withdraw: 'withdrawn' },
  returned: { edit: 'draft', submit: 'submitted', withdraw: 'withdrawn' },
  submitted: { confirm: 'confirmed', return: 'returned', withdraw: 'withdrawn' },
  confirmed: {
    accept: 'accepted',
    acknowledge: 'acknowledged',
    return: 'returned',
    refuse: 'refused',
    withdraw: 'withdrawn',
  },
  accepted: {},
  acknowledged: {},
  refused: {},
  withdrawn: {},
};

const ofHandling: Readonly<Partial<Record<DeclarationAct, Handling>>> = {
  accept: 'review',
  refuse: 'review',
  acknowledge: 'acknowledge',
};

/** The state after an act; a return or a refusal says why, and what is only taken note of is not decided on. */
export const decideAct = (
  state: DeclarationState,
  handling: Handling,
  act: DeclarationAct,
  reason: string | null,
): Decision<DeclarationState> => {
  const after = next[state][act];
  if (after === undefined) return refuse('declarations.changed-meanwhile');
  if ((ofHandling[act] ?? handling) !== handling)
    return refuse(handling === 'review' ? 'declarations.is-reviewed' : 'declarations.is-acknowledged');
  if ((act === 'return' || act === 'refuse') && !isSaid(reason)) return refuse('declarations.needs-reason');
  return accept(after);
};

/** The day of what is declared: within five years back, and a year ahead where it is known before it happens. */
export const decideDay = (on: string, today: string): Decision<null> => {
  const [earliest, latest] = [addMonths(today, -60), addMonths(today, 12)];
  return on < earliest || on > latest ? refuse('declarations.day-out-of-range', { earliest, latest }) : accept(null);
};

/** Whether a kind may be declared by an institution: not where it has a way of its own, and not by one that has ended. */
export const decideDeclaring = (nationalCode: string | null, standing: Standing): Decision<null> => {
  if (standing === 'closed') return refuse('declarations.institution-closed');
  if (nationalCode === null) return accept(null);
  const kind = nationalKinds.find(nationalCode);
  if (kind === null) return refuse('declarations.kind-not-found');
  return kind.way === null ? accept(null) : refuse('declarations.has-its-own-way');
};

/** Whether it may go on its way: the papers that its kind asks for are there. */
export const decidePapers = ({ needsPapers }: Demands, papers: number): Decision<null> =>
  needsPapers && papers === 0 ? refuse('declarations.needs-papers') : accept(null);

/** What an institution that has ended declared can be finished, and no longer be sent back to it. */
export const decideReturnTo = (standing: Standing, act: DeclarationAct): Decision<null> =>
  act === 'return' && standing === 'closed' ? refuse('declarations.nobody-to-mend') : accept(null);
