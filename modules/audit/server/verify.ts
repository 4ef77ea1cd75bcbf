import type { KeyObject } from 'node:crypto';
import type { Database, Tx } from '@xueqian/platform/database.ts';
import { blockDigest, digestLength, digestOfWords, isSigned, leafOf, leavesOf, noPrevious, rootOf } from './chain.ts';
import { retirementWords } from './retire.ts';
import { type Head, readEra } from './seal.ts';
import {
  type Block,
  betweenSnapshots,
  cellsSql,
  type EntryCells,
  listBlocks,
  listRetirements,
  type Retirement,
} from './store.ts';

/**
 * What is wrong: an entry that was altered, removed, inserted or stands twice; a block that is missing, was altered or
 * does not follow the one before it; a signature that is not ours; an end that was cut off; a retirement not ours.
 */
export const findingKinds = [
  'altered',
  'removed',
  'inserted',
  'block-missing',
  'block-altered',
  'not-chained',
  'not-signed',
  'cut-off',
  'retirement-not-signed',
] as const;
export type Finding = {
  readonly kind: (typeof findingKinds)[number];
  readonly block: number | null;
  readonly entry: number | null;
};

export type Verified = {
  readonly blocks: number;
  readonly entries: number;
  readonly retired: number;
  /** Entries of the last seconds, not yet under seal. */
  readonly unsealed: number;
  readonly findings: readonly Finding[];
};

/** Blocks read at once, and entries that are checked in one question. */
const pageBlocks = 200;
const batchEntries = 20_000;

const mayBeGone = (block: Block, id: number, retirements: readonly Retirement[]): boolean =>
  retirements.some((one) => block.lastAt < one.before || (block.firstAt < one.before && !one.keptIds.includes(id)));

/** The block by itself and after the one before it: header, tree, chain, signature. */
const checkBlock = (block: Block, previous: Block | null, key: KeyObject): Finding[] => {
  const found: Finding[] = [];
  const say = (kind: Finding['kind']) => found.push({ kind, block: block.number, entry: null });
  const whole =
    block.leaves.length === block.entries * digestLength &&
    block.entryIds.length === block.entries &&
    rootOf(leavesOf(block.leaves)).equals(block.root) &&
    blockDigest(block).equals(block.digest);
  if (!whole) say('block-altered');
  if (block.number !== (previous?.number ?? 0) + 1) say('block-missing');
  else if (!block.previous.equals(previous?.digest ?? noPrevious)) say('not-chained');
  if (!isSigned(key, block.digest, block.signature)) say('not-signed');
  return found;
};

type Range = {
  /** Snapshot of the round before, in the same era. */
  readonly since: string | null;
  /** Within a round of several blocks: ids after, and up to. */
  readonly after: number | null;
  readonly upTo: number | null;
};

/** The entries of consecutive blocks against the digests of the blocks. */
const checkEntries = async (
  tx: Tx,
  blocks: readonly Block[],
  { since, after, upTo }: Range,
  retirements: readonly Retirement[],
): Promise<{ found: Finding[]; retired: number }> => {
  const last = blocks.at(-1) as Block;
  const rows = await tx.rows<EntryCells>(
    `select e.id, e.at, ${cellsSql('e')} as cells from audit.entries e
     where ${betweenSnapshots('e')} and ($4::bigint is null or e.id > $4) and ($5::bigint is null or e.id <= $5)`,
    [last.era, since, last.snapshot, after, upTo],
  );
  const found: Finding[] = [];
  const there = new Map<number, Buffer>();
  for (const row of rows) {
    if (there.has(row.id)) found.push({ kind: 'inserted', block: null, entry: row.id });
    else there.set(row.id, leafOf(row.cells));
  }
  let retired = 0;
  for (const block of blocks) {
    leavesOf(block.leaves).forEach((leaf, position) => {
      const id = block.entryIds[position] ?? 0;
      const actual = there.get(id);
      there.delete(id);
      if (actual === undefined) {
        if (mayBeGone(block, id, retirements)) retired += 1;
        else found.push({ kind: 'removed', block: block.number, entry: id });
      } else if (!actual.equals(leaf)) found.push({ kind: 'altered', block: block.number, entry: id });
    });
  }
  for (const id of there.keys()) found.push({ kind: 'inserted', block: null, entry: id });
  return { found, retired };
};

const isSameRound = (one: Block | null | undefined, other: Block | null | undefined): boolean =>
  one?.era === other?.era && one?.snapshot === other?.snapshot;

/** Entries that stand outside every round and are not of the last seconds: with a forged transaction or era. */
const findStrangers = async (tx: Tx, ends: ReadonlyMap<number, string>, era: number): Promise<Finding[]> => {
  const rows = await tx.rows<{ id: number }>(
    `select e.id from audit.entries e left join unnest($1::int[], $2::pg_snapshot[]) as ended (era, snapshot) on ended.era = e.era
     where (e.era = $3 and e.tx >= pg_snapshot_xmax(pg_current_snapshot()))
       or (e.era <> $3 and (ended.era is null or not pg_visible_in_snapshot(e.tx, ended.snapshot))) limit 1000`,
    [[...ends.keys()], [...ends.values()], era],
  );
  return rows.map((row) => ({ kind: 'inserted', block: null, entry: row.id }));
};

/**
 * Walks the whole chain and every entry under seal. Reads one snapshot of the database, so that work going on beside it
 * raises no alarm. `head` is what was remembered outside the database.
 */
export const verifyTrail = (
  means: { readonly database: Database; readonly key: KeyObject; readonly head: Head | null },
  progress: (entries: number) => void = () => {},
): Promise<Verified> =>
  means.database.asOwner(async (tx) => {
    await tx.run('set transaction isolation level repeatable read');
    const retirements = await listRetirements(tx);
    const findings: Finding[] = retirements
      .filter((one) => !isSigned(means.key, digestOfWords(retirementWords(one)), one.signature))
      .map(() => ({ kind: 'retirement-not-signed', block: null, entry: null }));
    const sure = findings.length === 0 ? retirements : [];
    const ends = new Map<number, string>();
    let [blocks, entries, retired] = [0, 0, 0];
    let previous: Block | null = null;
    let roundBefore: Block | null = null;
    let group: Block[] = [];
    let headSeen = means.head === null;

    const check = async (batch: readonly Block[], after: number | null, upTo: number | null) => {
      const since = roundBefore?.era === batch[0]?.era ? (roundBefore?.snapshot ?? null) : null;
      const checked = await checkEntries(tx, batch, { since, after, upTo }, sure);
      findings.push(...checked.found);
      retired += checked.retired;
      entries += batch.reduce((sum, block) => sum + block.entries, 0);
      progress(entries);
    };
    const flush = async () => {
      if (group.length === 0) return;
      await check(group, null, null);
      roundBefore = group.at(-1) ?? roundBefore;
      group = [];
    };

    let page = await listBlocks(tx, 0, pageBlocks);
    while (page.length > 0) {
      const next: Block[] = page.length < pageBlocks ? [] : await listBlocks(tx, page.at(-1)?.number ?? 0, pageBlocks);
      for (const [at, block] of page.entries()) {
        const following = page[at + 1] ?? next[0];
        findings.push(...checkBlock(block, previous, means.key));
        if (block.number === means.head?.number && block.digest.toString('hex') === means.head.digest) headSeen = true;
        const [continues, goesOn] = [isSameRound(block, previous), following && isSameRound(block, following)];
        if (group.at(-1) && group.at(-1)?.era !== block.era) await flush();
        if (continues || goesOn) {
          await flush();
          await check(
            [block],
            continues ? (previous?.entryIds.at(-1) ?? null) : null,
            goesOn ? (block.entryIds.at(-1) ?? null) : null,
          );
          if (!goesOn) roundBefore = block;
        } else {
          group.push(block);
          if (group.reduce((sum, each) => sum + each.entries, 0) >= batchEntries) await flush();
        }
        ends.set(block.era, block.snapshot);
        blocks += 1;
        previous = block;
      }
      page = next;
    }
    await flush();
    if (!headSeen) findings.push({ kind: 'cut-off', block: means.head?.number ?? null, entry: null });
    const era = await readEra(tx);
    findings.push(...(await findStrangers(tx, ends, era)));
    const { unsealed } = await tx.one<{ unsealed: number }>(
      `select count(*)::int as unsealed from audit.entries e where e.era = $1 and e.tx < pg_snapshot_xmax(pg_current_snapshot())
         and ($2::pg_snapshot is null or (e.tx >= pg_snapshot_xmin($2::pg_snapshot) and not pg_visible_in_snapshot(e.tx, $2::pg_snapshot)))`,
      [era, ends.get(era) ?? null],
    );
    return { blocks, entries, retired, unsealed, findings };
  });
