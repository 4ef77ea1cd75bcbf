import { type AlterationKind, type AlterationPlan, alterationPlan } from './alteration.ts';

/** An institution chosen in the form. */
export type Chosen = {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly countyName: string;
};

/** What the form holds while it is filled in; each kind reads its own fields of it. */
export type AlterationDraft = {
  readonly kind: AlterationKind | null;
  readonly effectiveOn: string;
  readonly reason: string;
  readonly name: string;
  readonly countyCode: string | null;
  readonly townCode: string | null;
  readonly address: string;
  readonly institutionKind: string;
  readonly nature: string;
  readonly target: Chosen | null;
  readonly classIds: readonly number[];
  /** By class, 0 for children without one. */
  readonly targetOfClass: Readonly<Record<number, Chosen>>;
};

/** The form of an institution as it stands. */
export const emptyDraft = (place: {
  readonly townCode: string | null;
  readonly address: string | null;
  readonly kind: string;
  readonly nature: string | null;
}): AlterationDraft => ({
  ...{ kind: null, effectiveOn: '', reason: '', name: '' },
  ...{
    countyCode: null,
    townCode: place.townCode,
    address: place.address ?? '',
    institutionKind: place.kind,
    nature: place.nature ?? '1',
  },
  ...{ target: null, classIds: [], targetOfClass: {} },
});

/** The form as it was saved; `chosen` knows the institutions that the plan names. */
export const draftOf = (
  empty: AlterationDraft,
  saved: { readonly effectiveOn: string; readonly reason: string; readonly plan: AlterationPlan },
  chosen: ReadonlyMap<number, Chosen>,
): AlterationDraft => {
  const { effectiveOn, reason, plan } = saved;
  const draft = { ...empty, effectiveOn, reason, kind: plan.kind };
  if (plan.kind === 'rename') return { ...draft, name: plan.name };
  if (plan.kind === 'address') return { ...draft, townCode: plan.townCode, address: plan.address };
  if (plan.kind === 'region')
    return { ...draft, countyCode: plan.countyCode, townCode: plan.townCode, address: plan.address };
  if (plan.kind === 'nature') return { ...draft, institutionKind: plan.institutionKind, nature: plan.nature };
  if (plan.kind === 'merge') return { ...draft, target: chosen.get(plan.targetId) ?? null };
  if (plan.kind === 'split') return { ...draft, target: chosen.get(plan.targetId) ?? null, classIds: plan.classIds };
  if (plan.kind !== 'close') return draft;
  const lines = plan.transfers.flatMap(({ classId, childId, targetId }) => {
    const one = chosen.get(targetId);
    return childId !== null || one === undefined ? [] : [[classId ?? 0, one] as const];
  });
  return { ...draft, targetOfClass: Object.fromEntries(lines) };
};

/** The plan that the form says; null while something is missing. */
export const planOf = (draft: AlterationDraft): AlterationPlan | null => {
  const { kind, target, classIds, targetOfClass, name, countyCode, townCode, address, institutionKind, nature } = draft;
  const targetId = target?.id;
  const transfers = Object.entries(targetOfClass).map(([classId, one]) => ({
    ...{ classId: Number(classId) === 0 ? null : Number(classId), childId: null, targetId: one.id },
  }));
  const read = alterationPlan.safeParse({
    ...{ kind, name, countyCode, townCode, address, institutionKind, nature, targetId, classIds, transfers },
  });
  return read.success ? read.data : null;
};
