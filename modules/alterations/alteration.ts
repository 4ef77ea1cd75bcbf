import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
import { z } from 'zod';

/**
 * Changes of being of an institution (rules for the codes of schools, 2011; the measures of 2025 on merger and closure):
 * a new name, address, county, type or ownership; resting, opening again, closing; merging into another, giving classes away.
 */
export const alterationKinds = [
  'rename',
  'address',
  'region',
  'nature',
  'suspend',
  'reopen',
  'close',
  'merge',
  'split',
] as const;
export type AlterationKind = (typeof alterationKinds)[number];

/**
 * draft 草稿 · submitted 待园长确认 · confirmed 待县级审核 · released 县级同意迁出、待共同的上级批准 · returned 退回 · approved 已批准、待执行 · carried-out 已执行 ·
 * refused 不予批准 · withdrawn 已撤回 · failed 未能执行
 */
export const alterationStates = [
  'draft',
  'submitted',
  'confirmed',
  'released',
  'returned',
  'approved',
  'carried-out',
  'refused',
  'withdrawn',
  'failed',
] as const;
export type AlterationState = (typeof alterationStates)[number];

/** The superior that the county and the new county of an institution have in common. */
export const aboveLevels = ['prefecture', 'province'] as const;
export type AboveLevel = (typeof aboveLevels)[number];

/** Who drew it up: the institution, whose principal confirms it; or the county for it. */
export const drafters = ['institution', 'county'] as const;
export type Drafter = (typeof drafters)[number];

const id = z.number().int().positive();

/** Children of a class, or one child apart from its class, and the institution to which they go. */
const transfer = z.object({ classId: id.nullable(), childId: id.nullable(), targetId: id });
export type Transfer = z.infer<typeof transfer>;

/** What is to be different, by kind. */
export const alterationPlan = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rename'), name: z.string().trim().min(2).max(60) }),
  z.object({
    kind: z.literal('address'),
    townCode: z
      .string()
      .regex(/^[0-9A-Z]{12}$/)
      .nullable(),
    address: z.string().trim().min(2).max(120),
  }),
  z.object({
    kind: z.literal('region'),
    /** As institutions bear it: six characters, twelve for a self-defined one. */
    countyCode: z.string().regex(/^([0-9]{6}|[0-9A-Z]{12})$/),
    townCode: z
      .string()
      .regex(/^[0-9A-Z]{12}$/)
      .nullable(),
    address: z.string().trim().min(2).max(120),
  }),
  z.object({
    kind: z.literal('nature'),
    institutionKind: z.enum(['111', '112', '119']),
    nature: z.enum(['1', '2', '3', '4']),
  }),
  z.object({ kind: z.literal('suspend') }),
  z.object({ kind: z.literal('reopen') }),
  z.object({ kind: z.literal('close'), transfers: z.array(transfer).max(2000) }),
  z.object({ kind: z.literal('merge'), targetId: id }),
  z.object({ kind: z.literal('split'), targetId: id, classIds: z.array(id).min(1).max(100) }),
]);
export type AlterationPlan = z.infer<typeof alterationPlan>;

/** Every institution that a plan sends children to. */
export const targetsOf = (plan: AlterationPlan): readonly number[] => {
  if (plan.kind === 'merge' || plan.kind === 'split') return [plan.targetId];
  return plan.kind === 'close' ? [...new Set(plan.transfers.map(({ targetId }) => targetId))] : [];
};

export const alterationActs = ['edit', 'submit', 'confirm', 'approve', 'return', 'refuse', 'withdraw'] as const;
export type AlterationAct = (typeof alterationActs)[number];

const toCounty = { submit: 'confirmed', edit: 'draft', withdraw: 'withdrawn' } as const;
const toPrincipal = { submit: 'submitted', edit: 'draft', withdraw: 'withdrawn' } as const;
type Standing = { readonly state: AlterationState; readonly drafter: Drafter; readonly kind: AlterationKind };
const next: Readonly<
  Record<
    AlterationState,
    (by: Drafter, kind: AlterationKind) => Readonly<Partial<Record<AlterationAct, AlterationState>>>
  >
> = {
  draft: (by) => (by === 'county' ? toCounty : toPrincipal),
  returned: (by) => (by === 'county' ? toCounty : toPrincipal),
  submitted: () => ({ confirm: 'confirmed', return: 'returned', withdraw: 'withdrawn' }),
  confirmed: (_, kind) => ({
    approve: kind === 'region' ? 'released' : 'approved',
    return: 'returned',
    refuse: 'refused',
    withdraw: 'withdrawn',
  }),
  released: () => ({ approve: 'approved', return: 'returned', refuse: 'refused', withdraw: 'withdrawn' }),
  // Until its day nothing has changed yet.
  approved: () => ({ withdraw: 'withdrawn' }),
  'carried-out': () => ({}),
  refused: () => ({}),
  withdrawn: () => ({}),
  failed: () => ({}),
};

/** The state after an act; a return or a refusal says why. */
export const decideAct = (
  { state, drafter, kind }: Standing,
  act: AlterationAct,
  reason: string | null,
): Decision<AlterationState> => {
  const after = next[state](drafter, kind)[act];
  if (after === undefined) return refuse('alterations.changed-meanwhile');
  if ((act === 'return' || act === 'refuse') && (reason ?? '').trim().length < 2)
    return refuse('alterations.needs-reason');
  return accept(after);
};

/** Whose decision a state waits for: the county's; of one that goes across counties, then the superior's of both. */
export const decidesNow = (state: AlterationState, aboveLevel: AboveLevel | null): 'county' | AboveLevel | null =>
  state === 'confirmed' ? 'county' : state === 'released' ? aboveLevel : null;

/** The day of an alteration: that day or later, within a year. */
export const decideDay = (on: string, today: string, latest: string): Decision<null> => {
  if (on < today) return refuse('alterations.day-is-past', { on: today });
  return on > latest ? refuse('alterations.day-too-late', { latest }) : accept(null);
};

/**
 * What becomes of the institution's code (rules of 2011): a new name or place keeps it, a type of another class gets a
 * new one and the old one is retired, closing and merging retire it, opening again gives the old one back.
 */
export const codeAfter = (plan: AlterationPlan, kindNow: string): 'kept' | 'retired' | 'replaced' => {
  if (plan.kind === 'close' || plan.kind === 'merge') return 'retired';
  return plan.kind === 'nature' && (plan.institutionKind === '119') !== (kindNow === '119') ? 'replaced' : 'kept';
};
