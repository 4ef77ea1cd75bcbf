import type { Actor } from '@xueqian/kernel/actor.ts';
import { may } from '@xueqian/kernel/permissions.ts';
import type { OutputOf } from '@xueqian/kernel/route.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { listPapers } from '../../attachments/server/index.ts';
import { findDue } from '../../deadlines/server/index.ts';
import { currentRegister } from '../../jurisdictions/server/index.ts';
import { type AlterationAct, type AlterationPlan, codeAfter, decideAct, decidesNow, targetsOf } from '../alteration.ts';
import type { readAlteration } from '../contract.ts';
import { decidePlan, type Situation, targetOf } from '../obstacles.ts';
import { findNeighbours, findSituation, type PlaceNow } from './situation.ts';
import type { AlterationRow } from './store.ts';

type View = OutputOf<typeof readAlteration>;

/** The key under which the clock of a review runs. */
export const reviewTask = ({ id, institutionId }: Pick<AlterationRow, 'id' | 'institutionId'>) =>
  ({ institutionId, kind: 'alteration-review', subject: String(id) }) as const;

export const rowView = (row: AlterationRow) => ({
  id: row.id,
  institutionId: row.institutionId,
  institutionName: row.institutionName,
  kind: row.kind,
  state: row.state,
  drafter: row.drafter,
  effectiveOn: row.effectiveOn,
  enteredAt: row.enteredAt.toISOString(),
});

const personOf = (name: string | null, at: Date | null) =>
  at === null ? null : { name: name ?? '', at: at.toISOString() };

/** The fields that a plan touches, as they stand in an institution. */
export const fieldsNow = (plan: AlterationPlan, place: PlaceNow): Record<string, string | null> => {
  if (plan.kind === 'rename') return { name: place.name };
  if (plan.kind === 'address') return { townCode: place.townCode, address: place.address };
  if (plan.kind === 'region') return { countyCode: place.countyCode, townCode: place.townCode, address: place.address };
  if (plan.kind === 'nature') return { kind: place.kind, nature: place.nature, code: place.code };
  return { standing: place.standing, code: place.code };
};

const becomes = (plan: AlterationPlan, newCode: string | null): Record<string, string | null> => {
  if (plan.kind === 'rename') return { name: plan.name };
  if (plan.kind === 'address') return { townCode: plan.townCode, address: plan.address };
  if (plan.kind === 'region') return { countyCode: plan.countyCode, townCode: plan.townCode, address: plan.address };
  if (plan.kind === 'nature')
    return { kind: plan.institutionKind, nature: plan.nature, ...(newCode === null ? {} : { code: newCode }) };
  if (plan.kind === 'split') return {};
  return { standing: plan.kind === 'reopen' ? 'operating' : plan.kind === 'suspend' ? 'suspended' : 'closed' };
};

const placeFields = ['countyCode', 'townCode'];

/** Fields that change; places by their whole names. */
const differencesOf = async (
  tx: Tx,
  row: AlterationRow,
  place: PlaceNow | null,
  on: string,
): Promise<View['differences']> => {
  const was = row.was ?? (place === null ? {} : fieldsNow(row.plan, place));
  const register = await currentRegister(tx);
  const wordOf = (field: string, value: string | null): string | null =>
    value !== null && placeFields.includes(field) ? (register.fullNameOf(value, on) ?? value) : value;
  return Object.entries(becomes(row.plan, row.newCode)).flatMap(([field, value]) =>
    was[field] === value ? [] : [{ field, was: wordOf(field, was[field] ?? null), becomes: wordOf(field, value) }],
  );
};

const effectsOf = (row: AlterationRow, situation: Situation): NonNullable<View['effects']> => {
  const decision = decidePlan(row.plan, situation);
  const { isCentral: _, ...figures } = situation.figures;
  const moved = situation.seats.filter((seat) => targetOf(row.plan, seat) !== null);
  const all = row.plan.kind === 'merge' ? situation.classIds.length : 0;
  return {
    figures,
    movedChildren: moved.length,
    movedClasses: row.plan.kind === 'split' ? row.plan.classIds.length : all,
    code: codeAfter(row.plan, situation.place.kind),
    obstacle: decision.accepted ? null : decision.refusal,
  };
};

/** One alteration as the asker may see it on a day. */
export const viewOf = async (tx: Tx, row: AlterationRow, actor: Actor, on: string): Promise<View> => {
  const isPlanned = !['carried-out', 'refused', 'withdrawn', 'failed'].includes(row.state);
  const isMine = actor.level !== 'institution' || actor.institutionId === row.institutionId;
  const situation = isPlanned && isMine ? await findSituation(tx, row.institutionId, row.plan, on) : null;
  const targetIds = targetsOf(row.plan);
  const near = actor.level === 'institution' || actor.level === 'county';
  const neighbours = targetIds.length === 0 || !near ? [] : await findNeighbours(tx, targetIds);
  const papers = await listPapers(tx, 'alteration', row.id);
  const due = row.state === 'confirmed' ? await findDue(tx, reviewTask(row)) : null;
  const can = (act: AlterationAct): boolean => decideAct(row, act, 'any').accepted;
  const drewUp = actor.level === row.drafter && isMine && may('alterations.apply', actor);
  return {
    ...rowView(row),
    institutionCode: row.institutionCode,
    revision: row.revision,
    reason: row.reason,
    plan: row.plan,
    differences: await differencesOf(tx, row, situation?.place ?? null, on),
    targets: neighbours.map(({ id, code, name }) => ({
      ...{ id, code, name },
      children: situation === null ? null : situation.seats.filter((seat) => targetOf(row.plan, seat) === id).length,
    })),
    effects: situation === null ? null : effectsOf(row, situation),
    outcome: row.outcome,
    failure: row.failure === null ? null : { code: row.failure.code, facts: { ...row.failure.facts } },
    newCode: row.newCode,
    entered: personOf(row.enteredBy, row.enteredAt),
    confirmed: personOf(row.confirmedBy, row.confirmedAt),
    reviewed: personOf(row.reviewedBy, row.reviewedAt),
    reviewOffice: row.reviewOffice,
    above: personOf(row.aboveBy, row.aboveAt),
    aboveOffice: row.aboveOffice,
    note: row.note,
    carriedOutAt: row.carriedOutAt?.toISOString() ?? null,
    dueOn: due,
    papers: papers.map(({ id, fileName, bytes, addedBy, addedAt }) => ({
      ...{ id, fileName, bytes, addedBy },
      addedAt: addedAt.toISOString(),
    })),
    may: {
      edit: drewUp && can('submit'),
      withdraw: drewUp && can('withdraw'),
      confirm: isMine && may('alterations.confirm', actor) && can('confirm'),
      review: may('alterations.review', actor) && decidesNow(row.state, row.aboveLevel) === actor.level,
    },
  };
};
