import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Database } from '@xueqian/platform/database.ts';
import type { Sealer } from '@xueqian/platform/sealing.ts';
import { commitStaged, prepareCommit, readClassIndexes } from '../../children/server/index.ts';
import { insertClasses } from '../../classes/server/index.ts';
import type { PreparedBatch } from '../../importing/server/index.ts';
import { takeOverInstitutions } from '../../institutions/server/index.ts';
import { approveSelection, confirmSelection } from '../../registration/server/index.ts';
import { saveBaselines } from '../../statistics/server/index.ts';
import type { CountyPlan } from '../plan.ts';

/** The people who take a county over: one enters, one confirms, one reviews; and the province's planning office. */
export type TakeOverPeople = {
  readonly enters: Actor;
  readonly confirms: Actor;
  readonly reviews: Actor;
  readonly plans: Actor;
};

export type TakeOverReport = {
  readonly institutions: number;
  readonly children: number;
  readonly numbered: number;
  readonly rejected: number;
};

/** Where a prepared batch comes from: a worker that makes, checks and seals rows of this county. */
export type BatchSource = (places: {
  readonly institutions: readonly (readonly [string, number])[];
  readonly classes: readonly (readonly [number, readonly (readonly [string, number])[]])[];
}) => AsyncIterable<PreparedBatch>;

const provinceOf = (countyCode: string): string => `${countyCode.slice(0, 2)}0000`;

/** Institutions, their classes and their statistics; what is there already stays. Gives institution ids by code. */
const takeOverFrame = async (
  database: Database,
  plan: CountyPlan,
  people: TakeOverPeople,
  year: number,
  now: Date,
): Promise<Map<string, number>> => {
  const place = {
    countyCode: plan.countyCode,
    prefectureCode: plan.prefectureCode,
    provinceCode: provinceOf(plan.countyCode),
  };
  const ids = await database.asActor(people.enters, async (tx) => {
    const taken = await takeOverInstitutions(
      tx,
      people.enters,
      place,
      plan.institutions.map((each) => ({
        code: each.code,
        name: each.name,
        kind: each.basic.kind,
        nature: each.basic.nature,
        townCode: each.basic.townCode,
        state: each.basicState,
        basic: each.basicState === 'empty' ? null : each.basic,
        reason: null,
      })),
      now,
    );
    const known = await readClassIndexes(tx, [...taken.values()]);
    const missing = plan.institutions.flatMap((each) => {
      const institutionId = taken.get(each.code) as number;
      return each.classes
        .filter((one) => !known.get(institutionId)?.has(one.code))
        .map((one) => ({ ...one, institutionId }));
    });
    await insertClasses(tx, people.enters.accountId, missing, now);
    return taken;
  });
  await database.asActor(people.plans, (tx) =>
    saveBaselines(
      tx,
      year,
      plan.institutions.map((each) => ({
        institutionId: ids.get(each.code) as number,
        children: each.statisticalChildren,
      })),
    ),
  );
  return ids;
};

/** Children of the county by institution: how many live files there are, and how many have numbers. */
const countByInstitution = (
  database: Database,
  actor: Actor,
): Promise<{ id: number; live: number; numbered: number }[]> =>
  database.asActor(actor, (tx) =>
    tx.rows(
      `select institution_id as id, entered + returned + confirmed + problem + numbered as live, numbered from statistics.institution_counters`,
    ),
  );

/**
 * Takes a county over through the system's own way: institutions, classes, statistics, children (checked, sealed, searched
 * for duplicates, entered), then confirmed and approved, so that each institution has as many numbers as planned. A county
 * that is complete is passed over; one that was interrupted goes on, since each step leaves alone what is there.
 */
export const takeOverCounty = async (
  database: Database,
  sealer: Sealer,
  plan: CountyPlan,
  people: TakeOverPeople,
  source: BatchSource,
  year: number,
  now: Date,
): Promise<TakeOverReport> => {
  const ids = await takeOverFrame(database, plan, people, year, now);
  const planned = new Map(plan.institutions.map((each) => [ids.get(each.code) as number, each]));
  const before = await countByInstitution(database, people.enters);
  const complete = before.every((row) => {
    const each = planned.get(row.id);
    return !each || row.live === each.numbered + each.entered;
  });
  let rejected = 0;
  let children = 0;
  if (!complete) {
    await database.asActor(people.enters, async (tx) => {
      await prepareCommit(tx);
      const classes = await readClassIndexes(tx, [...ids.values()]);
      const batches = source({
        institutions: [...ids],
        classes: [...classes].map(([id, index]) => [id, [...index]] as const),
      });
      for await (const batch of batches) {
        const outcome = await commitStaged(tx, people.enters, now, batch.copy, batch.staged);
        rejected += batch.read - batch.staged + outcome.refused.length;
        children += outcome.created;
      }
    });
  }
  const numbered = await database.asActor(people.reviews, async (tx) => {
    const waiting = await tx.rows<{ id: number; institutionId: number }>(
      `select id, institution_id as "institutionId" from (
         select c.id, c.institution_id, row_number() over (partition by c.institution_id order by c.id) as place, w.missing
         from unnest($1::bigint[], $2::int[]) as w (institution_id, missing)
         join children.children c on c.institution_id = w.institution_id and c.state in ('entered', 'confirmed')) q
       where place <= missing`,
      [
        [...planned.keys()],
        [...planned].map(([id, each]) => each.numbered - (before.find((row) => row.id === id)?.numbered ?? 0)),
      ],
    );
    const selection = { institutionIds: [...planned.keys()], classId: null, childIds: waiting.map((row) => row.id) };
    await confirmSelection(tx, people.confirms, now, selection);
    return (await approveSelection(tx, sealer, people.reviews, now, selection, 'J')).done;
  });
  return { institutions: ids.size, children, numbered, rejected };
};
