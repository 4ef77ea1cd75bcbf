import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Database, Tx } from '@xueqian/platform/database.ts';
import { blockDigest, leafOf, noPrevious, rootOf, signDigest, type TrailKey } from './chain.ts';
import { type Block, betweenSnapshots, cellsSql, type EntryCells, findLastBlock, insertBlock } from './store.ts';

export type SealMeans = {
  readonly database: Database;
  readonly key: TrailKey;
  /** Remembers the last block outside the database, so that a cut-off end of the chain is noticed. */
  readonly headFile: string;
};

/** Where the head is remembered, beside what else the system keeps outside the database. */
export const trailHeadFile = (varFolder: string): string => path.join(varFolder, 'trail-head.json');

/** Number and digest (hexadecimal) of the last block that was sealed. */
export type Head = { readonly number: number; readonly digest: string };

/** Entries of a block at the most; a rush, or what waited while no server ran, becomes several. */
const mostEntries = 5000;

/** The lock of whoever seals or retires: one at a time, in all processes. */
export const trailLock = 'select pg_try_advisory_xact_lock(7719, 1) as mine';

const eraKey = 'trail-era';

export const readEra = async (tx: Tx): Promise<number> =>
  Number(
    (await tx.find<{ value: string }>('select value from platform.settings where key = $1', [eraKey]))?.value ?? 1,
  );

/** Seals what became visible between the last block's snapshot and this one. Gives the last block. */
const sealUpTo = async (
  tx: Tx,
  key: TrailKey,
  era: number,
  snapshot: string,
  before: Block | null,
  now: Date,
): Promise<Block | null> => {
  let last = before;
  const since = before?.era === era ? before.snapshot : null;
  // A cursor takes no parameters of its own statement kind; the values are a number and the server's own snapshots.
  const quoted = (text: string | null) => (text === null ? 'null' : `'${text.replaceAll(/[^0-9:,]/g, '')}'`);
  const condition = betweenSnapshots('e')
    .replaceAll('$1', String(era))
    .replaceAll('$2', quoted(since))
    .replaceAll('$3', quoted(snapshot));
  await tx.run(
    `declare unsealed no scroll cursor for select e.id, e.at, ${cellsSql('e')} as cells from audit.entries e where ${condition} order by e.id`,
  );
  for (;;) {
    const entries = await tx.rows<EntryCells>(`fetch ${mostEntries} from unsealed`);
    if (entries.length === 0) break;
    const leaves = entries.map((entry) => leafOf(entry.cells));
    const instants = entries.map((entry) => entry.at.getTime());
    const header = {
      number: (last?.number ?? 0) + 1,
      era,
      snapshot,
      entries: entries.length,
      firstAt: new Date(instants.reduce((one, other) => Math.min(one, other))),
      lastAt: new Date(instants.reduce((one, other) => Math.max(one, other))),
      sealedAt: now,
      root: rootOf(leaves),
      previous: last?.digest ?? noPrevious,
    };
    const digest = blockDigest(header);
    last = {
      ...header,
      entryIds: entries.map((entry) => entry.id),
      leaves: Buffer.concat(leaves),
      digest,
      signature: signDigest(key, digest),
    };
    await insertBlock(tx, last);
  }
  await tx.run('close unsealed');
  return last;
};

/** After a restore from a dump the server counts its transactions anew: what is left is sealed, and an era begins. */
const beginEra = async (tx: Tx, key: TrailKey, last: Block, now: Date): Promise<number> => {
  const { end } = await tx.one<{ end: string | null }>(
    'select max((tx::text)::numeric + 1)::text as end from audit.entries where era = $1',
    [last.era],
  );
  if (end) await sealUpTo(tx, key, last.era, `${end}:${end}:`, last, now);
  const era = last.era + 1;
  await tx.run(`alter table audit.entries alter column era set default ${era}`);
  await tx.run(
    'insert into platform.settings (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value',
    [eraKey, String(era)],
  );
  return era;
};

export const readHead = async (file: string): Promise<Head | null> => {
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as Head);
};

/** Written after the block is committed: killed in between, it names an earlier block, which the chain still holds. */
const writeHead = async (file: string, head: Head): Promise<void> => {
  await writeFile(`${file}.new`, JSON.stringify(head), { mode: 0o600 });
  await rename(`${file}.new`, file);
};

/**
 * Chains the entries that were committed since the last block: by the server's snapshots, so that a transaction that
 * commits late is in a later block, and a rolled-back one in none. Writing waits for nobody. Gives the number of new
 * entries under seal; null when another process is at it.
 */
export const sealTrail = async ({ database, key, headFile }: SealMeans, now: Date): Promise<number | null> => {
  const sealed = await database.asOwner(async (tx) => {
    if (!(await tx.one<{ mine: boolean }>(trailLock)).mine) return null;
    let last = await findLastBlock(tx);
    const from = last?.number ?? 0;
    let era = await readEra(tx);
    const { snapshot, began } = await tx.one<{ snapshot: string; began: boolean }>(
      `select pg_current_snapshot()::text as snapshot, coalesce(pg_snapshot_xmax(pg_current_snapshot()) < pg_snapshot_xmax($1::pg_snapshot), false) as began`,
      [last?.era === era ? last.snapshot : null],
    );
    if (began && last) {
      era = await beginEra(tx, key, last, now);
      last = await findLastBlock(tx);
    }
    last = await sealUpTo(tx, key, era, snapshot, last, now);
    if (!last || last.number === from) return { head: null, entries: 0 };
    const { entries } = await tx.one<{ entries: number }>(
      'select sum(entries)::int as entries from audit.blocks where number > $1',
      [from],
    );
    return { head: { number: last.number, digest: last.digest.toString('hex') }, entries };
  });
  if (sealed?.head) await writeHead(headFile, sealed.head);
  return sealed === null ? null : sealed.entries;
};
