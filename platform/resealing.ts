import type { Database, Tx } from './database.ts';
import type { FileStore } from './files.ts';
import type { Keys } from './key-file.ts';
import { makeSealer } from './sealing.ts';

/** The job that seals everything again under the current key. */
export const resealJob = 'platform.reseal';

/**
 * A place that holds sealed values. Found in the catalogue: every `bytea` column whose name ends in `_sealed`, so that a
 * new column is in the next rotation without being written anywhere.
 */
export type SealedPlace = {
  /** Schema and table. */
  readonly table: string;
  readonly key: readonly string[];
  readonly columns: readonly string[];
};

/**
 * Columns of jsonb in which single texts are sealed, as `sealed:` and base64: values of rows that an import refused,
 * numbers of an institution's staff.
 */
export const markedPlaces = [
  { table: 'importing.row_results', key: ['import_id', 'row_number'], column: 'problems' },
  { table: 'importing.imports', key: ['id'], column: 'corrections' },
  { table: 'institutions.section_versions', key: ['institution_id', 'section', 'period', 'version'], column: 'fields' },
] as const;
export const sealedMark = 'sealed:';
const markPattern = /"sealed:([A-Za-z0-9+/]+=*)"/g;

export const listSealedPlaces = (tx: Tx): Promise<SealedPlace[]> =>
  tx.rows<SealedPlace>(
    `select format('%I.%I', n.nspname, c.relname) as table,
       array(select k.attname::text from pg_index i join pg_attribute k on k.attrelid = c.oid and k.attnum = any (i.indkey)
         where i.indrelid = c.oid and i.indisprimary order by array_position(i.indkey::int2[], k.attnum)) as key,
       array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
     where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema', 'pgboss') and n.nspname not like 'pg\\_%'
       and a.attname like '%\\_sealed' and a.atttypid = 'bytea'::regtype
     group by c.oid, n.nspname, c.relname order by 1`,
  );

const settingOf = (table: string, keyId: number): string => `resealed:${keyId}:${table}`;

type Position = { readonly after: readonly unknown[] | null; readonly done: boolean };

const readPosition = async (tx: Tx, setting: string): Promise<Position> => {
  const row = await tx.find<{ value: string }>('select value from platform.settings where key = $1', [setting]);
  return row ? (JSON.parse(row.value) as Position) : { after: null, done: false };
};
const savePosition = (tx: Tx, setting: string, position: Position): Promise<number> =>
  tx.run(
    'insert into platform.settings (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value',
    [setting, JSON.stringify(position)],
  );

type Change = {
  readonly key: readonly string[];
  readonly column: string;
  readonly before: unknown;
  readonly now: unknown;
};

/** Writes each change only over the value it was made from: whoever wrote meanwhile has sealed under the new key already. */
const write = async (
  tx: Tx,
  place: SealedPlace,
  changes: readonly Change[],
  type: 'bytea' | 'jsonb',
): Promise<void> => {
  for (const column of new Set(changes.map((change) => change.column))) {
    const mine = changes.filter((change) => change.column === column);
    const keys = place.key.map((_name, at) => mine.map((change) => change.key[at]));
    const same = place.key.map((name, at) => `t.${name}::text = k.k${at}`).join(' and ');
    await tx.run(
      `update ${place.table} t set ${column} = k.now from unnest(${place.key.map((_name, at) => `$${at + 3}::text[]`).join(', ')}, $1::${type}[], $2::${type}[]) k (${place.key.map((_name, at) => `k${at}`).join(', ')}, before, now)
       where ${same} and t.${column} = k.before`,
      [mine.map((change) => change.before), mine.map((change) => change.now), ...keys],
    );
  }
};

export type ResealMeans = {
  readonly database: Database;
  readonly keys: Keys;
  readonly files: FileStore;
  /** Rows looked at in one step; 1000 when left out. */
  readonly rowsAStep?: number;
  /** Said after each step: a test acts between two of them. */
  readonly onStep?: (table: string) => Promise<void> | void;
};

/** One table, step by step, each in a transaction of its own with its place kept: a killed job goes on where it was. */
const resealTable = async (
  { database, keys, onStep, rowsAStep: step = 1000 }: ResealMeans,
  place: SealedPlace,
  type: 'bytea' | 'jsonb',
): Promise<void> => {
  const { current } = keys;
  const sealer = makeSealer(current, keys.older);
  const setting = settingOf(type === 'jsonb' ? `${place.table}.${place.columns[0]}` : place.table, current.id);
  const order = place.key.join(', ');
  const again = (value: unknown): unknown =>
    type === 'bytea'
      ? sealer.underCurrentKey(value as Buffer)
      : (value as string).replaceAll(
          markPattern,
          (_whole, text: string) =>
            `"${sealedMark}${sealer.underCurrentKey(Buffer.from(text, 'base64')).toString('base64')}"`,
        );
  const differs = (before: unknown, now: unknown): boolean =>
    type === 'bytea' ? !(before as Buffer).equals(now as Buffer) : before !== now;
  for (let finished = false; !finished; ) {
    finished = await database.asOwner(async (tx) => {
      const { after, done } = await readPosition(tx, setting);
      if (done) return true;
      const from = after ? `where (${order}) > (${after.map((_each, at) => `$${at + 1}`).join(', ')})` : '';
      const rows = await tx.rows<Record<string, unknown>>(
        `select ${place.key.map((name, at) => `${name}::text as k${at}`).join(', ')}, ${place.columns.map((name) => (type === 'jsonb' ? `${name}::text as ${name}` : name)).join(', ')}
         from ${place.table} ${from} order by ${order} limit ${step}`,
        after ?? [],
      );
      const changes = rows.flatMap((row) =>
        place.columns.flatMap((column): Change[] => {
          const before = row[column];
          if (before === null || before === undefined) return [];
          const now = again(before);
          if (!differs(before, now)) return [];
          return [{ key: place.key.map((_name, at) => row[`k${at}`] as string), column, before, now }];
        }),
      );
      await write(tx, place, changes, type);
      const last = rows.at(-1);
      const position = { after: last ? place.key.map((_name, at) => last[`k${at}`]) : after, done: rows.length < step };
      await savePosition(tx, setting, position);
      return position.done;
    });
    await onStep?.(place.table);
  }
};

const markedPlace = ({ table, key, column }: (typeof markedPlaces)[number]): SealedPlace => ({
  table,
  key,
  columns: [column],
});

/** Seals everything again under the current key, while the service goes on. Digests and IVs stay: nothing else changes. */
export const resealAll = async (means: ResealMeans): Promise<void> => {
  const places = await means.database.asOwner(listSealedPlaces);
  for (const place of places) await resealTable(means, place, 'bytea');
  for (const place of markedPlaces) await resealTable(means, markedPlace(place), 'jsonb');
  await means.files.resealAll();
};

/** Forgets how far a resealing came, so that the next one looks at every row again. */
export const beginAnew = (database: Database): Promise<number> =>
  database.asOwner((tx) => tx.run(`delete from platform.settings where key like 'resealed:%'`));

export type SealedCount = { readonly where: string; readonly keyId: number; readonly count: number };

/** What is sealed under which key, by column; files are counted as `files`. */
export const countByKey = async (database: Database, files: FileStore): Promise<SealedCount[]> => {
  const counts = await database.asOwner(async (tx) => {
    const counted: SealedCount[] = [];
    for (const { table, columns } of await listSealedPlaces(tx))
      for (const column of columns)
        counted.push(
          ...(await tx.rows<SealedCount>(
            `select '${table}.${column}' as where, get_byte(${column}, 0) as "keyId", count(*) as count from ${table} where ${column} is not null group by 2 order by 2`,
          )),
        );
    for (const { table, column } of markedPlaces)
      counted.push(
        ...(await tx.rows<SealedCount>(
          `select '${table}.${column}' as where, get_byte(decode(left(m[1], 4), 'base64'), 0) as "keyId", count(*) as count
           from ${table}, regexp_matches(${column}::text, '"sealed:([A-Za-z0-9+/]+=*)"', 'g') m group by 2 order by 2`,
        )),
      );
    return counted;
  });
  for (const [keyId, count] of await files.countByKey()) counts.push({ where: 'files', keyId, count });
  return counts;
};
