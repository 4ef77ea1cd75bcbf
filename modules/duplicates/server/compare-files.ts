import type { Database, Tx } from '@xueqian/platform/database.ts';
import type { Sealer } from '@xueqian/platform/sealing.ts';
import { type ComparedFile, findNewKeys, listCompared, nameKnowledge, saveKeys } from '../../children/server/index.ts';
import { compareChildren } from '../likeness.ts';
import { setCaseClocks } from './case-clocks.ts';
import {
  closeUnfounded,
  findEnd,
  listCandidates,
  listNext,
  lockRecheck,
  openPossible,
  saveFinished,
  saveStep,
  takeToCompare,
} from './compare-store.ts';

export type CompareMeans = {
  readonly database: Pick<Database, 'asOwner'>;
  readonly sealer: Sealer;
  readonly clock: () => Date;
};

/** Files compared in one transaction: short, so that nobody who writes waits for it. */
const filesAStep = 500;

/** Who came first: a file with a number before one without, else in the order of entry. */
const inOrder = (one: ComparedFile, other: ComparedFile): { later: ComparedFile; earlier: ComparedFile } => {
  const [first, second] = one.id < other.id ? [one, other] : [other, one];
  const turns = first.state !== 'numbered' && second.state === 'numbered';
  return turns ? { later: first, earlier: second } : { later: second, earlier: first };
};

/**
 * Compares these files with all others that share a key: opens a case for each pair that is to be asked about, closes
 * those that their values no longer bear out. Said again for the same files it changes nothing.
 */
export const compareFiles = async (
  tx: Tx,
  sealer: Sealer,
  ids: readonly number[],
  now: Date,
): Promise<{ opened: number; closed: number }> => {
  const files = new Map((await listCompared(tx, sealer, ids)).map((file) => [file.id, file]));
  const stale = [...files.values()].map((file) => findNewKeys(file, sealer)).filter((keys) => keys !== null);
  if (stale.length > 0) await saveKeys(tx, stale);
  const candidates = await listCandidates(tx, [...files.keys()]);
  const others = [...new Set(candidates.map((each) => each.otherId))].filter((id) => !files.has(id));
  for (const file of await listCompared(tx, sealer, others)) files.set(file.id, file);
  const pairs = new Map<string, { later: number; earlier: number; reasons: readonly string[] }>();
  for (const { childId, otherId } of candidates) {
    const [one, other] = [files.get(childId), files.get(otherId)];
    if (!one || !other) continue;
    const { verdict, reasons } = compareChildren(one, other, nameKnowledge);
    if (verdict === 'none') continue;
    const { later, earlier } = inOrder(one, other);
    pairs.set(`${later.id}|${earlier.id}`, { later: later.id, earlier: earlier.id, reasons });
  }
  const found = [...pairs.values()];
  const closed = await closeUnfounded(tx, ids, found, now);
  return { opened: await openPossible(tx, found, now), closed };
};

/** Compares what is new or changed until nothing is left; gives how many files it looked at. */
export const compareNew = async (
  { database, sealer, clock }: CompareMeans,
  stopping?: AbortSignal,
): Promise<number> => {
  for (let compared = 0; ; ) {
    if (stopping?.aborted) return compared;
    const taken = await database.asOwner(async (tx) => {
      const ids = await takeToCompare(tx, filesAStep);
      if (ids.length > 0) await compareFiles(tx, sealer, ids, clock());
      return ids.length;
    });
    if (taken === 0) {
      // Cases that were opened by now, by this pass or by the entry of a file, get their clocks.
      await setCaseClocks({ database, clock }, stopping);
      return compared;
    }
    compared += taken;
  }
};

/** The job that compares a whole province again, and what it is told. */
export const recheckJob = 'duplicates.recheck';
export type RecheckJob = { readonly recheckId: number };

/** One step after another, each with its place kept: a killed job goes on where it was. */
export const recheck = async (
  { database, sealer, clock }: CompareMeans,
  { recheckId }: RecheckJob,
  step = filesAStep,
): Promise<void> => {
  for (let finished = false; !finished; ) {
    finished = await database.asOwner(async (tx) => {
      const asked = await lockRecheck(tx, recheckId);
      if (!asked || asked.finishedAt !== null) return true;
      const end = await findEnd(tx, asked.afterId, step);
      if (end === null) {
        await saveFinished(tx, recheckId, clock());
        return true;
      }
      const ids = await listNext(tx, asked, step);
      const { opened } = ids.length > 0 ? await compareFiles(tx, sealer, ids, clock()) : { opened: 0 };
      await saveStep(tx, recheckId, end, ids.length, opened);
      return false;
    });
  }
};
