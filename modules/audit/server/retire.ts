import type { Database, Tx } from '@xueqian/platform/database.ts';
import { retireBefore } from '../trail-line.ts';
import { digestOfWords, signDigest, type TrailKey } from './chain.ts';
import { trailLock } from './seal.ts';
import { findLastBlock, type Retirement } from './store.ts';

/** The words of a retirement that are signed. */
export const retirementWords = (one: Omit<Retirement, 'signature'>): string[] => [
  'retirement',
  one.before.toISOString(),
  String(one.entries),
  one.retiredAt.toISOString(),
  one.keptIds.join(','),
];

/** Months of the running year ahead, so that no entry waits for its partition. */
export const prepareMonths = (tx: Tx, now: Date, ahead = 2): Promise<unknown> =>
  tx.rows(
    `select audit.prepare_month((date_trunc('month', $1::timestamptz at time zone 'UTC') + make_interval(months => m))::date) from generate_series(0, $2::int) m`,
    [now, ahead],
  );

/**
 * Takes away the entries whose time is over (whole months, `months` kept besides the running one; never fewer than the
 * law's six). Their digests stay in the blocks, so that an old export can still be proved and nothing else can be taken
 * away under this name: the instant and the entries of mixed blocks that stay are signed. Gives how many went.
 */
export const retireEntries = (
  means: { readonly database: Database; readonly key: TrailKey },
  now: Date,
  months: number,
): Promise<number> =>
  means.database.asOwner(async (tx) => {
    if (!(await tx.one<{ mine: boolean }>(trailLock)).mine) return 0;
    const before = retireBefore(now, months);
    const last = await findLastBlock(tx);
    const { entries, unsealed } = await tx.one<{ entries: number; unsealed: number }>(
      `select count(*)::int as entries, count(*) filter (where e.era > $2 or (e.era = $2 and not pg_visible_in_snapshot(e.tx, $3::pg_snapshot)))::int as unsealed
       from audit.entries e where e.at < $1`,
      [before, last?.era ?? 0, last?.snapshot ?? null],
    );
    // What is not under seal yet stays until it is.
    if (entries === 0 || unsealed > 0) return 0;
    const kept = await tx.rows<{ id: number }>(
      `select e.id from audit.blocks b, unnest(b.entry_ids) as held (id) join audit.entries e on e.id = held.id and e.at >= $1
       where b.first_at < $1 and b.last_at >= $1 and e.at <= b.last_at + interval '1 millisecond' order by e.id`,
      [before],
    );
    const retirement = { before, entries, keptIds: kept.map((row) => row.id), retiredAt: now };
    await tx.run(
      'insert into audit.retirements (before, entries, kept_ids, retired_at, signature) values ($1, $2, $3, $4, $5)',
      [before, entries, retirement.keptIds, now, signDigest(means.key, digestOfWords(retirementWords(retirement)))],
    );
    const partitions = await tx.rows<{ name: string }>(
      `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
       where i.inhparent = 'audit.entries'::regclass and c.relname ~ '^entries_[0-9]{6}$' and c.relname < 'entries_' || to_char($1::timestamptz at time zone 'UTC', 'YYYYMM')`,
      [before],
    );
    for (const { name } of partitions) await tx.run(`drop table audit.${name}`);
    await tx.run("set local audit.retiring = 'on'");
    await tx.run('delete from audit.entries where at < $1', [before]);
    await tx.run(
      `insert into audit.entries (at, entry, route, facts) values ($1, 'audit.retired', 'audit.retire', $2)`,
      [now, { before: before.toISOString(), entries }],
    );
    return entries;
  });
