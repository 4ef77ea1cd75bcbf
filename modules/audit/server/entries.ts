import type { Actor } from '@xueqian/kernel/actor.ts';
import { columns, type FieldsOf } from '@xueqian/platform/columns.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { EntryFilter } from '../contract.ts';

const rowColumns = columns('audit.entries', [
  'id',
  'at',
  'entry',
  'result',
  'refusal',
  'person_name',
  'login',
  'role',
  'level',
  'office_name',
  'subject',
  'address',
]);
const wholeColumns = columns('audit.entries', ['route', 'request_id', 'facts']);

export type EntryRow = FieldsOf<typeof rowColumns>;
export type Cursor = { readonly at: string; readonly id: number };

const scopeColumns = { county: 'county_code', prefecture: 'prefecture_code', province: 'province_code' } as const;

/**
 * The conditions of a filter. The jurisdiction stands here too, though the policy says the same: as an equality that the
 * index of the level begins with.
 */
export const conditionsOf = (
  actor: Pick<Actor, 'level' | 'scope'>,
  filter: EntryFilter,
  before: Cursor | null,
): { readonly sql: string; readonly values: unknown[] } => {
  const values: unknown[] = [];
  const parts: string[] = [];
  const add = (sql: (place: string) => string, value: unknown) => {
    if (value === undefined || value === '') return;
    values.push(value);
    parts.push(sql(`$${values.length}`));
  };
  const scope = scopeColumns[actor.level as keyof typeof scopeColumns];
  if (scope) add((place) => `e.${scope} = ${place}`, actor.scope);
  add((place) => `e.at >= ${place}::timestamptz`, filter.from);
  add((place) => `e.at < ${place}::timestamptz`, filter.to);
  add((place) => `e.entry = ${place}`, filter.entry);
  add((place) => `e.person_name = ${place}`, filter.person?.trim());
  add((place) => `e.login = ${place}`, filter.login?.trim());
  add((place) => `e.office_name = ${place}`, filter.office?.trim());
  add((place) => `e.subject = ${place}`, filter.subject);
  // Written out, so that the index of the refused serves it.
  if (filter.result) parts.push(`e.result = '${filter.result === 'refused' ? 'refused' : 'done'}'`);
  if (before) {
    values.push(before.at, before.id);
    parts.push(`(e.at, e.id) < ($${values.length - 1}::timestamptz, $${values.length}::bigint)`);
  }
  return { sql: parts.length > 0 ? parts.join(' and ') : 'true', values };
};

export const listPage = (
  tx: Tx,
  actor: Pick<Actor, 'level' | 'scope'>,
  filter: EntryFilter,
  before: Cursor | null,
  limit: number,
): Promise<EntryRow[]> => {
  const { sql, values } = conditionsOf(actor, filter, before);
  return tx.rows<EntryRow>(
    `select ${rowColumns.of('e')} from audit.entries e where ${sql} order by e.at desc, e.id desc limit ${Number(limit)}`,
    values,
  );
};

export type WholeEntry = EntryRow &
  FieldsOf<typeof wholeColumns> & {
    readonly blockNumber: number | null;
    readonly sealedAt: Date | null;
    readonly digest: Buffer | null;
  };

/** One entry with the block that holds it. Its instant leads to the month and the blocks that may. */
export const findEntry = (tx: Tx, id: number, at: string): Promise<WholeEntry | null> =>
  tx.find<WholeEntry>(
    `select ${rowColumns.of('e')}, ${wholeColumns.of('e')}, b.number as "blockNumber", b.sealed_at as "sealedAt", b.digest
     from audit.entries e left join lateral (select number, sealed_at, digest from audit.blocks k
       where k.last_at >= date_trunc('milliseconds', e.at) and k.first_at <= e.at and e.id = any (k.entry_ids) order by k.number limit 1) b on true
     where e.at >= date_trunc('milliseconds', $2::timestamptz) and e.at < date_trunc('milliseconds', $2::timestamptz) + interval '1 millisecond' and e.id = $1`,
    [id, at],
  );
