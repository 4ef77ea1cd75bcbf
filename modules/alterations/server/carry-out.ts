import { type Decision, type Refusal, Refused } from '@xueqian/kernel/decision.ts';
import type { Database, Tx } from '@xueqian/platform/database.ts';
import type { Jobs } from '@xueqian/platform/jobs.ts';
import { makeMessages } from '@xueqian/platform/messages.ts';
import { forgetAccount } from '../../accounts/server/index.ts';
import { endOpenDeclarations } from '../../declarations/server/index.ts';
import { beginningOf, localDate, moveInstitution } from '../../jurisdictions/server/index.ts';
import { endOpenRounds } from '../../yearly-round/server/index.ts';
import { type AlterationPlan, targetsOf } from '../alteration.ts';
import { placeClasses } from '../class-moves.ts';
import en from '../messages/en.json' with { type: 'json' };
import zh from '../messages/zh-CN.json' with { type: 'json' };
import { decidePlan, type Seat, targetOf } from '../obstacles.ts';
import { type AlterationJob, alterationJob } from './alteration-job.ts';
import { findSituation, type PlaceNow, pathOfNewCounty } from './situation.ts';
import { type AlterationRow, codeIsTaken, findAlteration } from './store.ts';
import {
  copyClass,
  countByState,
  countersDiffer,
  countIn,
  holdInstitutions,
  listClasses,
  moveChildren,
  moveClasses,
} from './store-move.ts';
import {
  closeOffice,
  endOpenWork,
  listOpenAccounts,
  openOffice,
  replaceCode,
  saveBasicFields,
  saveCarriedOut,
  saveFailed,
  saveName,
  saveNature,
  saveStanding,
  saveTown,
} from './store-standing.ts';
import { fieldsNow } from './view.ts';

export type AlterationMeans = {
  readonly database: Database;
  readonly clock: () => Date;
  readonly jobs: Pick<Jobs, 'plan'>;
};

const messages = makeMessages({ 'zh-CN': { alterations: zh }, en: { alterations: en } });

const guard = <T>(decision: Decision<T>): T => {
  if (!decision.accepted) throw new Refused(decision.refusal.code, decision.refusal.facts);
  return decision.value;
};

type Work = {
  readonly tx: Tx;
  readonly entry: AlterationRow;
  readonly place: PlaceNow;
  readonly nameOf: ReadonlyMap<number, string>;
  readonly seats: readonly Seat[];
  readonly classIds: readonly number[];
  readonly now: Date;
  /** Accounts of which nothing remembered holds any more. */
  readonly accounts: number[];
};
type Figures = Record<string, number>;

const wordsOf = ({ entry, place, nameOf, now }: Work, targetId: number) => ({
  accountId: entry.reviewedById ?? entry.enteredById,
  now,
  fromTo: `${place.name} → ${nameOf.get(targetId) ?? ''}`,
});

const movedName = (from: string) => (name: string, count: number) =>
  count === 1
    ? messages('zh-CN', 'alterations:movedClass', { name, from })
    : messages('zh-CN', 'alterations:movedClassAgain', { name, from, count });

/** Whole classes with everybody in them; `classIds` null: all, and those without a class. */
const moveWhole = async (work: Work, targetId: number, classIds: readonly number[] | null): Promise<Figures> => {
  const { tx, place } = work;
  const coming = await listClasses(tx, place.id, classIds);
  const placed = guard(placeClasses(coming, await listClasses(tx, targetId, null), movedName(place.name)));
  await moveClasses(tx, targetId, placed);
  const children = await moveChildren(
    tx,
    { fromId: place.id, targetId, childIds: null, classIds },
    wordsOf(work, targetId),
  );
  return { movedClasses: placed.length, movedChildren: children };
};

/** Each live child of a closing institution to its target, into a class like the one it comes from. */
const moveEach = async (work: Work, plan: AlterationPlan & { kind: 'close' }): Promise<Figures> => {
  const { tx, place, seats } = work;
  const moved = { movedClasses: 0, movedChildren: 0 };
  for (const targetId of targetsOf(plan)) {
    const going = seats.filter((seat) => targetOf(plan, seat) === targetId);
    const classIds = [...new Set(going.flatMap(({ classId }) => classId ?? []))];
    const coming = classIds.length === 0 ? [] : await listClasses(tx, place.id, classIds);
    const placed = guard(placeClasses(coming, await listClasses(tx, targetId, null), movedName(place.name)));
    const words = wordsOf(work, targetId);
    const into = new Map<number | null, number | null>([[null, null]]);
    for (const each of placed) into.set(each.id, await copyClass(tx, targetId, each, words.accountId, words.now));
    for (const [classId, newId] of into) {
      const childIds = going.filter((seat) => seat.classId === classId).map(({ childId }) => childId);
      if (childIds.length > 0)
        moved.movedChildren += await moveChildren(
          tx,
          { fromId: place.id, targetId, childIds, classIds: null, classId: newId },
          words,
        );
    }
    moved.movedClasses += placed.length;
  }
  return moved;
};

/** The institution ends: its work, its office and its accounts; its code stays with it for ever. */
const close = async (work: Work, successor: number | null): Promise<Figures> => {
  const { tx, entry, place, now, accounts } = work;
  await saveStanding(tx, place.id, 'closed', successor);
  const reason = messages('zh-CN', 'alterations:endedWith');
  const ended = await endOpenWork(tx, place.id, reason, entry.reviewedById, localDate(now), now);
  const endedDeclarations = await endOpenDeclarations(tx, place.id, reason);
  const endedRounds = await endOpenRounds(tx, place.id);
  accounts.push(...(await closeOffice(tx, place.id, now)));
  return { ...ended, endedDeclarations, endedRounds, closedAccounts: accounts.length };
};

const follow = async (work: Work, plan: AlterationPlan): Promise<Figures> => {
  const { tx, entry, place, seats, classIds, now, accounts } = work;
  const by = { enteredBy: entry.enteredById, reviewedBy: entry.reviewedById, now };
  switch (plan.kind) {
    case 'rename':
      accounts.push(...(await saveName(tx, place.id, plan.name)));
      await saveBasicFields(tx, place.id, { name: plan.name }, by);
      return {};
    case 'address':
      await saveTown(tx, place.id, plan.townCode);
      await saveBasicFields(tx, place.id, { townCode: plan.townCode, address: plan.address }, by);
      return {};
    case 'region': {
      const path = await pathOfNewCounty(tx, plan.countyCode, localDate(now));
      if (path === null) throw new Refused('alterations.county-is-no-other');
      const to = { countyCode: path.county, prefectureCode: path.prefecture, provinceCode: path.province };
      await moveInstitution(tx, { id: place.id, ...to, townCode: plan.townCode }, localDate(now));
      await saveBasicFields(tx, place.id, { townCode: plan.townCode, address: plan.address }, by);
      accounts.push(...(await listOpenAccounts(tx, place.id)));
      return { movedChildren: seats.length, movedClasses: classIds.length };
    }
    case 'nature':
      if (entry.newCode !== null && (await codeIsTaken(tx, entry.newCode)))
        throw new Refused('alterations.code-taken', { code: entry.newCode });
      await saveNature(tx, place.id, plan.institutionKind, plan.nature);
      await saveBasicFields(tx, place.id, { kind: plan.institutionKind, nature: plan.nature }, by);
      if (entry.newCode !== null) await replaceCode(tx, place.id, entry.newCode, localDate(now));
      return {};
    case 'suspend':
      await saveStanding(tx, place.id, 'suspended', null);
      return {};
    case 'reopen':
      await saveStanding(tx, place.id, 'operating', null);
      accounts.push(...(await openOffice(tx, place.id)));
      return { openedAccounts: accounts.length };
    case 'split':
      return moveWhole(work, plan.targetId, plan.classIds);
    case 'merge':
      return { ...(await moveWhole(work, plan.targetId, null)), ...(await close(work, plan.targetId)) };
    case 'close':
      return { ...(await moveEach(work, plan)), ...(await close(work, null)) };
  }
};

const carryOutIn = async (tx: Tx, entry: AlterationRow, now: Date): Promise<number[]> => {
  // The functions of the preview look at one county: that of the institution.
  await tx.run(`select set_config('app.level', 'county', true), set_config('app.scope', $1, true)`, [entry.countyCode]);
  const held = [entry.institutionId, ...targetsOf(entry.plan)];
  await holdInstitutions(tx, held);
  const situation = await findSituation(tx, entry.institutionId, entry.plan, localDate(now));
  if (!situation) throw new Refused('institutions.not-found');
  guard(decidePlan(entry.plan, situation));
  const { place, targets, seats, classIds } = situation;
  const before = await countByState(tx, held);
  const nameOf = new Map(targets.map(({ id, name }) => [id, name]));
  const work: Work = { tx, entry, place, nameOf, seats, classIds, now, accounts: [] };
  const outcome = await follow(work, entry.plan);
  if (JSON.stringify(await countByState(tx, held)) !== JSON.stringify(before))
    throw new Error('children were lost or won');
  if (entry.plan.kind === 'merge' && (await countIn(tx, place.id)) > 0) throw new Error('children were left behind');
  if (await countersDiffer(tx, held)) throw new Error('the counters no longer agree');
  await saveCarriedOut(tx, entry.id, fieldsNow(entry.plan, place), outcome, now);
  return work.accounts;
};

/**
 * Carries an approved alteration out, in one transaction of the owner: everything or nothing. Before its day it is planned
 * again; once carried out it does nothing; what no longer holds is told and not tried again.
 */
export const carryOutAlteration = async (means: AlterationMeans, { alterationId }: AlterationJob): Promise<void> => {
  const now = means.clock();
  try {
    const accounts = await means.database.asOwner(async (tx) => {
      const entry = await findAlteration(tx, alterationId, true);
      if (entry?.state !== 'approved') return [];
      if (entry.effectiveOn > localDate(now)) {
        const job: AlterationJob = { alterationId };
        await means.jobs.plan(tx, alterationJob, job, beginningOf(entry.effectiveOn));
        return [];
      }
      return carryOutIn(tx, entry, now);
    });
    for (const id of accounts) forgetAccount(id);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await means.database.asOwner((tx) => saveFailed(tx, alterationId, error.refusal));
  }
};

/** Says at the end of all attempts that it failed; nothing of it was kept. */
export const giveUpAlteration = async (means: AlterationMeans, { alterationId }: AlterationJob): Promise<void> => {
  const refusal: Refusal = { code: 'alterations.broke-off', facts: {} };
  await means.database.asOwner((tx) => saveFailed(tx, alterationId, refusal));
};
