import type { Tx } from '@xueqian/platform/database.ts';
import { lineCells } from '../trail-line.ts';
import type { BlockHeader } from './chain.ts';

const columnOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** An entry as its text cells: instants to the microsecond in UTC, objects as the database writes them. */
export const cellsSql = (alias: string): string =>
  `array[${lineCells
    .map((name) =>
      name === 'at'
        ? `to_char(${alias}.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
        : `coalesce(${alias}.${columnOf(name)}::text, '')`,
    )
    .join(', ')}]`;

export type EntryCells = { readonly id: number; readonly at: Date; readonly cells: string[] };

export type Block = BlockHeader & {
  readonly entryIds: readonly number[];
  readonly leaves: Buffer;
  readonly digest: Buffer;
  readonly signature: Buffer;
};

const blockColumns = `b.number, b.era, b.snapshot::text as snapshot, b.entries, b.first_at as "firstAt", b.last_at as "lastAt",
  b.sealed_at as "sealedAt", b.entry_ids as "entryIds", b.leaves, b.root, b.previous, b.digest, b.signature`;

type BlockRow = Omit<Block, 'entryIds'> & { readonly entryIds: readonly (string | number)[] };
const toBlock = (row: BlockRow): Block => ({ ...row, entryIds: row.entryIds.map(Number) });

export const findLastBlock = async (tx: Tx): Promise<Block | null> => {
  const row = await tx.find<BlockRow>(`select ${blockColumns} from audit.blocks b order by number desc limit 1`);
  return row && toBlock(row);
};

/** Blocks after a number, in their order. */
export const listBlocks = async (tx: Tx, after: number, limit: number): Promise<Block[]> =>
  (
    await tx.rows<BlockRow>(`select ${blockColumns} from audit.blocks b where number > $1 order by number limit $2`, [
      after,
      limit,
    ])
  ).map(toBlock);

/** The blocks that hold any of these entries, in their order. Each entry's instant lies within its block's. */
export const listBlocksOf = async (tx: Tx, ids: readonly number[], from: string, to: string): Promise<Block[]> =>
  (
    await tx.rows<BlockRow>(
      `select ${blockColumns} from audit.blocks b
       where b.last_at >= date_trunc('milliseconds', $2::timestamptz) and b.first_at <= $3::timestamptz and b.entry_ids && $1::bigint[] order by number`,
      [ids, from, to],
    )
  ).map(toBlock);

export const insertBlock = (tx: Tx, block: Block): Promise<number> =>
  tx.run(
    `insert into audit.blocks (number, era, snapshot, entries, first_at, last_at, sealed_at, entry_ids, leaves, root, previous, digest, signature)
     values ($1, $2, $3::pg_snapshot, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      block.number,
      block.era,
      block.snapshot,
      block.entries,
      block.firstAt,
      block.lastAt,
      block.sealedAt,
      block.entryIds,
      block.leaves,
      block.root,
      block.previous,
      block.digest,
      block.signature,
    ],
  );

/**
 * The condition for entries that became visible between two snapshots of one era ($1 the era, $2 the earlier snapshot or
 * null, $3 the later). What a transaction writes is in exactly one such interval, however late it commits, and what a
 * rolled-back one took of the sequence is in none.
 */
export const betweenSnapshots = (alias: string): string =>
  `${alias}.era = $1 and ($2::pg_snapshot is null or (${alias}.tx >= pg_snapshot_xmin($2::pg_snapshot) and not pg_visible_in_snapshot(${alias}.tx, $2::pg_snapshot)))
   and ${alias}.tx < pg_snapshot_xmax($3::pg_snapshot) and pg_visible_in_snapshot(${alias}.tx, $3::pg_snapshot)`;

export type Retirement = {
  readonly before: Date;
  readonly entries: number;
  readonly keptIds: readonly number[];
  readonly retiredAt: Date;
  readonly signature: Buffer;
};

export const listRetirements = async (tx: Tx): Promise<Retirement[]> =>
  (
    await tx.rows<Retirement>(
      `select before, entries, kept_ids as "keptIds", retired_at as "retiredAt", signature from audit.retirements order by before`,
    )
  ).map((row) => ({ ...row, keptIds: row.keptIds.map(Number) }));
