import type { Tx } from '@xueqian/platform/database.ts';

/** A column that holds the code of a division, as the catalog of the database knows it. */
export type PlaceColumn = {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
  /** All columns of its table. */
  readonly beside: readonly string[];
};

/**
 * How a column follows a change of the tree. `institution`: it says what its institution says; `code`: the heir of the
 * code; `path`: the county, prefecture or province of a row without an institution; `office`: with accounts and
 * offices; `stays`: what was true then; `source`: institutions themselves.
 */
export type FollowRule =
  | { readonly how: 'institution'; readonly by: string; readonly part: Part }
  | { readonly how: 'code' | 'path' | 'office' | 'stays' | 'source' };
export type Part = 'county_code' | 'prefecture_code' | 'province_code' | 'town_code';

/** Tables whose codes are history, or belong to the tree itself, each with its reason. */
const staying: Readonly<Record<string, string>> = {
  'registration.serials': 'numbers keep the code under which they were given',
  'jurisdictions.divisions': 'the register itself',
  'jurisdictions.carried_out_changes': 'history',
  'jurisdictions.division_changes': 'history: the office that drafted it, as it stood',
  'jurisdictions.institution_moves': 'history: from where to where',
  'jurisdictions.policy_settings': 'history: the heir of a new code gets a version of its own',
  'jurisdictions.pack_assignments': 'history: the heir of a new code gets an assignment of its own',
};

const pattern = /^(?:([a-z_]+)_)?(county|prefecture|province|town)(?:_code)?$/;

/** How a column follows, or null for one that nobody has thought of: a test then fails. */
export const followRuleOf = ({ schema, table, column, beside }: PlaceColumn): FollowRule | null => {
  const name = `${schema}.${table}`;
  if (name in staying || schema === 'audit') return { how: 'stays' };
  if (name === 'institutions.institutions') return { how: 'source' };
  if (name === 'accounts.offices' || name === 'accounts.accounts') return { how: 'office' };
  const [, prefix, unit] = pattern.exec(column) ?? [];
  if (unit !== undefined) {
    const by = prefix === undefined ? 'institution_id' : `${prefix}_institution_id`;
    if (beside.includes(by)) return { how: 'institution', by, part: `${unit}_code` as Part };
    return prefix === undefined ? { how: 'path' } : null;
  }
  if (/^(?:[a-z_]+_)?division_code$/.test(column)) return { how: 'code' };
  // A scope beside its level: rows addressed to an office.
  if (column === 'scope' && beside.includes('level')) return { how: 'code' };
  return null;
};

/** Every column of our schemas that is called after a division: a table added later is in it without being written here. */
export const listPlaceColumns = (tx: Tx): Promise<PlaceColumn[]> =>
  tx.rows<PlaceColumn>(
    `select n.nspname as schema, c.relname as table, a.attname as column,
       (select array_agg(b.attname::text) from pg_attribute b where b.attrelid = c.oid and b.attnum > 0 and not b.attisdropped) as beside
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped and n.nspname !~ '^(pg_|information_schema|pgboss|platform)'
       and a.attname ~ '(^|_)(county|prefecture|province|town|division|area)(_codes?)?$|^scopes?$'
     order by 1, 2, a.attnum`,
  );

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const fullName = ({ schema, table }: PlaceColumn): string => `${quoted(schema)}.${quoted(table)}`;

type Step = { readonly table: string; readonly run: (tx: Tx) => Promise<number> };

const byInstitution = (
  columns: readonly { column: PlaceColumn; rule: FollowRule & { how: 'institution' } }[],
): Step => {
  const [first] = columns as [(typeof columns)[0], ...typeof columns];
  const table = fullName(first.column);
  const set = columns.map(({ column, rule }) => `${quoted(column.column)} = i.${rule.part}`).join(', ');
  const differs = columns
    .map(({ column, rule }) => `t.${quoted(column.column)} is distinct from i.${rule.part}`)
    .join(' or ');
  return {
    table,
    run: (tx) =>
      tx.run(
        `update ${table} t set ${set} from institutions.institutions i
         where t.${quoted(first.rule.by)} = i.id and i.id in (select id from pg_temp.moving_institutions) and (${differs})`,
      ),
  };
};

/**
 * Runs a statement; where two rows of one unit would meet (the heir has a row of its own), the heir's stands, and the
 * row of the ended code stays as it is.
 */
const whereNoneMeet = async (tx: Tx, sql: string, without: string): Promise<number> => {
  await tx.run('savepoint before_heirs');
  try {
    return await tx.run(sql);
  } catch (error) {
    if ((error as { code?: string }).code !== '23505') throw error;
    await tx.run('rollback to savepoint before_heirs');
    return tx.run(`${sql} and ${without}`);
  }
};

const byCode = (column: PlaceColumn): Step => ({
  table: fullName(column),
  run: (tx) =>
    whereNoneMeet(
      tx,
      `update ${fullName(column)} t set ${quoted(column.column)} = h.heir from pg_temp.moving_codes h
       where t.${quoted(column.column)} = h.code and h.heir is not null`,
      'false',
    ),
});

/** Rows without an institution: their lowest unit decides on the ones above it. */
const byPath = (columns: readonly PlaceColumn[]): Step => {
  const [first] = columns as [PlaceColumn, ...PlaceColumn[]];
  const table = fullName(first);
  const has = (name: string): boolean => columns.some((column) => column.column === name);
  const places = ['town_code', 'county_code', 'prefecture_code', 'province_code'].filter(has);
  const own = `coalesce(${places.map((name) => `t.${name}`).join(', ')})`;
  const set = places
    .map((name) => {
      const now = name === 'town_code' ? 'coalesce(p.heir, p.code)' : `p.${name}`;
      return `${name} = case when t.${name} is null then null else coalesce(${now}, t.${name}) end`;
    })
    .join(', ');
  return {
    table,
    run: (tx) =>
      whereNoneMeet(
        tx,
        `update ${table} t set ${set} from pg_temp.moving_codes p where ${own} = p.code`,
        'p.heir is null',
      ),
  };
};

/**
 * The steps by which the data follow, one a table and kind of rule. They read `pg_temp.moving_institutions` (id) and
 * `pg_temp.moving_codes` (code, heir, county_code, prefecture_code, province_code).
 */
export const stepsToFollow = (columns: readonly PlaceColumn[]): Step[] => {
  const groups = new Map<string, { column: PlaceColumn; rule: FollowRule }[]>();
  for (const column of columns) {
    const rule = followRuleOf(column);
    if (!rule) throw new Error(`nobody said how ${column.schema}.${column.table}.${column.column} follows the tree`);
    const key = `${column.schema}.${column.table} ${rule.how} ${'by' in rule ? rule.by : ''}`;
    groups.set(key, [...(groups.get(key) ?? []), { column, rule }]);
  }
  const steps: Step[] = [];
  for (const group of groups.values()) {
    const own = group.map((each) => each.column);
    const followers = group.flatMap(({ column, rule }) => (rule.how === 'institution' ? [{ column, rule }] : []));
    if (followers.length > 0) steps.push(byInstitution(followers));
    else if (group[0]?.rule.how === 'path') steps.push(byPath(own));
    else if (group[0]?.rule.how === 'code') steps.push(...own.map(byCode));
  }
  return steps;
};

/** Rows that name a moved institution and do not stand where it stands, by table: nothing when all followed. */
export const listStragglers = async (tx: Tx, columns: readonly PlaceColumn[]): Promise<string[]> => {
  const found: string[] = [];
  for (const column of columns) {
    const rule = followRuleOf(column);
    if (rule?.how !== 'institution') continue;
    const rows = await tx.rows(
      `select 1 from ${fullName(column)} t join institutions.institutions i on i.id = t.${quoted(rule.by)}
       where i.id in (select id from pg_temp.moving_institutions) and t.${quoted(column.column)} is distinct from i.${rule.part} limit 1`,
    );
    if (rows.length > 0) found.push(`${column.schema}.${column.table}.${column.column}`);
  }
  return found;
};
