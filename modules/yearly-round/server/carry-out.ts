import type { Actor } from '@xueqian/kernel/actor.ts';
import { guard, Refused } from '@xueqian/kernel/decision.ts';
import type { Database, Tx } from '@xueqian/platform/database.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import type { JobKind } from '@xueqian/platform/jobs.ts';
import { askedJob } from '../../accounts/server/index.ts';
import { limitOf, sizeLimitOf } from '../../classes/class-plan.ts';
import { makeClass } from '../../classes/server/index.ts';
import { planMoves } from '../moves.ts';
import type { Move, RoundChild, RoundClass } from '../round.ts';
import { decideInWindow } from '../window.ts';
import { type RoundJob, roundJob } from './jobs.ts';
import { classesOf, getMineLocked } from './propose.ts';
import { readWindow } from './rules-of.ts';
import {
  findRound,
  findRoundLocked,
  listChildren,
  listClasses,
  type RoundRow,
  saveConfirmed,
  saveDone,
  saveFailed,
} from './store.ts';
import { saveMoves } from './store-moves.ts';

export type RoundMeans = { readonly database: Database; readonly clock: () => Date };

export type Worked = {
  readonly classes: readonly RoundClass[];
  readonly children: readonly RoundChild[];
  readonly moves: readonly Move[];
};

/** What the plan of a round means for the children that are there now. */
export const workOut = async (
  tx: Tx,
  { institutionId, kind, year, plan }: Pick<RoundRow, 'institutionId' | 'kind' | 'year' | 'plan'>,
  locked = false,
): Promise<Worked> => {
  const children = await listChildren(tx, { institutionId, classIds: classesOf(kind, plan), year }, locked);
  const classes = await listClasses(tx, institutionId);
  return { classes, children, moves: planMoves(kind, year, plan, classes, children) };
};

export const countsOf = (moves: readonly Move[]) => {
  const stayed = moves.filter((move) => move.how === 'stays').length;
  return { moved: moves.length - stayed, stayed };
};

/**
 * The principal's word. The plan was drawn up by another person, as with every file: a whole institution's children
 * change at once. What was looked at is what is confirmed; the work itself is a job.
 */
export const confirm = async (
  call: Call,
  roundId: number,
  revision: number,
  expected: { readonly moved: number; readonly stayed: number },
): Promise<void> => {
  const { tx, actor, now } = call;
  const round = await getMineLocked(call, roundId, revision);
  if (round.state !== 'proposed') throw new Refused('yearly-round.not-waiting', { state: round.state });
  if (round.proposedById === actor.accountId) throw new Refused('yearly-round.by-the-same-person');
  const { window, today } = await readWindow(tx, actor.divisionCode, round.kind, now, round.year);
  guard(decideInWindow(round.kind, window, today));
  const { on } = round.plan;
  if (on !== null && (on < window.opensOn || on > today))
    throw new Refused('yearly-round.day-outside', { on, opensOn: window.opensOn, today });
  const counts = countsOf((await workOut(tx, round)).moves);
  if (counts.moved !== expected.moved || counts.stayed !== expected.stayed)
    throw new Refused('yearly-round.children-changed', { ...counts });
  if (counts.moved === 0) throw new Refused('yearly-round.nobody-moves');
  await saveConfirmed(tx, roundId, actor, now);
  await call.services.jobs.plan(tx, roundJob, { roundId, accountId: actor.accountId } satisfies RoundJob);
  call.note(`round ${roundId}`, { kind: round.kind, ...counts });
};

/** The classes of the plan, those that are missing made: teacher kept, and the size where it was another than the usual. */
const makeTargets = async (tx: Tx, actor: Actor, round: RoundRow, { classes, moves }: Worked, now: Date) => {
  const ids = new Map<string, number>();
  const made: number[] = [];
  const teachers = new Map(
    (
      await tx.rows<{ id: number; teacherName: string | null }>(
        'select id, teacher_name as "teacherName" from classes.classes where institution_id = $1',
        [round.institutionId],
      )
    ).map(({ id, teacherName }) => [id, teacherName]),
  );
  const wanted = new Set(moves.map(({ to }) => to));
  for (const target of round.plan.targets) {
    const there = classes.find((each) => each.schoolYear === round.year && each.name === target.name);
    if (there && there.type !== target.type)
      throw new Refused('yearly-round.class-is-of-another-kind', { name: target.name });
    if (there) ids.set(target.name, there.id);
    // A class of the plan that nobody comes into is made for an intake only: children come into it later.
    if (there || (!wanted.has(target.name) && round.kind !== 'intake')) continue;
    const from = classes.find(({ id }) =>
      round.plan.classes.some(({ classId, to }) => classId === id && to === target.name),
    );
    const isUsual = !from || limitOf(from) === sizeLimitOf(from.type);
    const entry = {
      institutionId: round.institutionId,
      ...target,
      schoolYear: round.year,
      capacity: isUsual ? null : from.capacity,
      teacherName: (from && teachers.get(from.id)) ?? null,
    };
    const { id } = await makeClass(tx, actor, entry, now);
    ids.set(target.name, id);
    made.push(id);
  }
  return { ids, made };
};

/**
 * Carries a confirmed round out in one transaction, all or nothing. Done again after a crash it finds the round as it
 * was, or done. Children that went meanwhile are not among them; what has come to stand in somebody's way keeps him.
 */
export const carryOut = async (means: RoundMeans, actor: Actor, roundId: number): Promise<void> => {
  const { database, clock } = means;
  try {
    await database.asActor(actor, async (tx) => {
      const round = await findRoundLocked(tx, roundId);
      if (round?.state !== 'running') return;
      const now = clock();
      const worked = await workOut(tx, round, true);
      const counts = countsOf(worked.moves);
      if (counts.moved === 0) throw new Refused('yearly-round.nobody-moves');
      const { ids, made } = await makeTargets(tx, actor, round, worked, now);
      const placed = worked.moves.map((move) => ({
        ...move,
        toClassId: move.to === null ? null : (ids.get(move.to) ?? null),
      }));
      await saveMoves(tx, roundId, placed, round.plan.on, actor, now);
      await saveDone(tx, roundId, { ...counts, madeClassIds: made }, now);
    });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await database.asActor(actor, (tx) => saveFailed(tx, roundId, error.refusal));
  }
};

/** Rounds worked on at a time: each is one institution's, so that one counts its children while the database writes another's. */
export const roundLanes = 2;

/** After the last attempt: whoever confirmed it is not left waiting. */
export const giveUpRound = async ({ database }: RoundMeans, actor: Actor, roundId: number): Promise<void> => {
  await database.asActor(actor, (tx) => saveFailed(tx, roundId, { code: 'yearly-round.broke-down', facts: {} }));
};

/** The job of a confirmed round, done in the name of who confirmed it; with nobody left to do it, a new plan is drawn up. */
export const makeRoundKind = (means: RoundMeans): JobKind<RoundJob> =>
  askedJob(means.database, {
    name: roundJob,
    permission: 'yearly-round.confirm',
    find: (tx, { roundId }) => findRound(tx, roundId),
    work: (actor, { roundId }) => carryOut(means, actor, roundId),
    giveUp: (actor, { roundId }) => giveUpRound(means, actor, roundId),
    stop: (tx, { roundId }) => saveFailed(tx, roundId, { code: 'yearly-round.confirmer-gone', facts: {} }),
    lanes: roundLanes,
  });
