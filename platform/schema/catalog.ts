import type { Tx } from '../database.ts';

export type Column = {
  readonly name: string;
  readonly type: string;
  readonly collation: string | null;
  readonly notNull: boolean;
  readonly identity: '' | 'a' | 'd';
  readonly generated: '' | 's';
  readonly default: string | null;
};

export type Constraint = { readonly name: string; readonly kind: string; readonly definition: string };

/** A right of one role: on the whole (column null) or on one column. */
export type Grant = { readonly grantee: string; readonly privilege: string; readonly column: string | null };

export type Policy = {
  readonly name: string;
  readonly command: string;
  readonly permissive: boolean;
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly check: string | null;
};

export type Table = {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  readonly kind: 'r' | 'p';
  readonly options: readonly string[] | null;
  readonly partitionKey: string | null;
  readonly partitionOf: string | null;
  readonly partitionBound: string | null;
  readonly rowSecurity: boolean;
  readonly forced: boolean;
  readonly columns: readonly Column[];
  readonly constraints: readonly Constraint[];
  readonly indexes: readonly string[];
  readonly triggers: readonly string[];
  readonly policies: readonly Policy[];
  readonly grants: readonly Grant[];
};

export type Routine = {
  readonly schema: string;
  readonly signature: string;
  readonly definition: string;
  readonly public: boolean;
  readonly grants: readonly Grant[];
};

export type Schema = { readonly name: string; readonly grants: readonly Grant[] };

export type Catalog = {
  readonly schemas: readonly Schema[];
  readonly tables: readonly Table[];
  readonly routines: readonly Routine[];
};

/** Schemas of PostgreSQL itself, and of the queue, which keeps its own tables up to date. */
const foreign = `n.nspname ~ '^pg_' or n.nspname in ('information_schema', 'public', 'pgboss')`;

const grantsOf = (acl: string, owner: string, column = 'null::text'): string =>
  `select case when x.grantee = 0 then 'public' else x.grantee::regrole::text end as grantee, lower(x.privilege_type) as privilege, ${column} as "column"
   from aclexplode(${acl}) x where x.grantee <> ${owner}`;

const list = (query: string, order: string): string =>
  `coalesce((select json_agg(q order by ${order}) from (${query}) q), '[]')`;

const tableSql = `
  select c.oid::int, n.nspname as schema, c.relname as name, c.relkind as kind, c.reloptions as options,
    c.relrowsecurity as "rowSecurity", c.relforcerowsecurity as forced,
    case c.relkind when 'p' then pg_get_partkeydef(c.oid) end as "partitionKey",
    case when c.relispartition then (select i.inhparent::regclass::text from pg_inherits i where i.inhrelid = c.oid) end as "partitionOf",
    case when c.relispartition then pg_get_expr(c.relpartbound, c.oid) end as "partitionBound",
    ${list(
      `select a.attnum, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as "notNull", a.attidentity as identity,
         a.attgenerated as generated, pg_get_expr(d.adbin, d.adrelid) as "default",
         (select quote_ident(l.collname) from pg_collation l join pg_type t on t.oid = a.atttypid where l.oid = a.attcollation and l.oid <> t.typcollation) as collation
       from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped`,
      'q.attnum',
    )} as columns,
    ${list(
      `select k.conname as name, k.contype as kind, pg_get_constraintdef(k.oid) as definition from pg_constraint k
       where k.conrelid = c.oid and k.contype in ('c', 'p', 'u', 'f', 'x') and k.conislocal`,
      `array_position(array['p', 'u', 'x', 'c', 'f'], q.kind::text), q.name collate "C"`,
    )} as constraints,
    array(select pg_get_indexdef(i.indexrelid) from pg_index i join pg_class x on x.oid = i.indexrelid
      where i.indrelid = c.oid and not x.relispartition and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
      order by x.relname collate "C") as indexes,
    array(select pg_get_triggerdef(t.oid) from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal and t.tgparentid = 0 order by t.tgname collate "C") as triggers,
    ${list(
      `select p.polname as name, case p.polcmd when '*' then 'all' when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' else 'delete' end as command,
         p.polpermissive as permissive, pg_get_expr(p.polqual, p.polrelid) as "using", pg_get_expr(p.polwithcheck, p.polrelid) as "check",
         array(select case when r = 0 then 'public' else r::regrole::text end from unnest(p.polroles) r order by 1) as roles
       from pg_policy p where p.polrelid = c.oid`,
      'q.name collate "C"',
    )} as policies,
    ${list(
      `select 0 as position, g.* from (${grantsOf('c.relacl', 'c.relowner')}) g
       union all select a.attnum, g.* from pg_attribute a cross join lateral (${grantsOf('a.attacl', 'c.relowner', 'a.attname::text')}) g where a.attrelid = c.oid`,
      'q.position, q.grantee collate "C", q.privilege collate "C"',
    )} as grants
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where not (${foreign}) and c.relkind in ('r', 'p') order by n.nspname collate "C", c.relname collate "C"`;

const routineSql = `
  select n.nspname as schema, p.oid::regprocedure::text as signature, pg_get_functiondef(p.oid) as definition,
    p.proacl is null or exists (select from aclexplode(p.proacl) x where x.grantee = 0) as public,
    ${list(`select * from (${grantsOf('p.proacl', 'p.proowner')}) g where g.grantee <> 'public'`, 'q.grantee collate "C"')} as grants
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace where not (${foreign}) order by p.oid::regprocedure::text collate "C"`;

const schemaSql = `
  select n.nspname as name, ${list(grantsOf('n.nspacl', 'n.nspowner'), 'q.privilege collate "C", q.grantee collate "C"')} as grants
  from pg_namespace n where not (${foreign}) order by n.nspname collate "C"`;

/** What the catalogue reader does not know; a dump that left it out would say that nothing had changed. */
const unknownSql = `
  select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where not (${foreign}) and c.relkind not in ('r', 'p', 'i', 'I', 't')
    and not (c.relkind = 'S' and exists (select from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype = 'i'))
  union all
  select t.typname from pg_type t join pg_namespace n on n.oid = t.typnamespace
  where not (${foreign}) and t.typtype not in ('c') and t.typcategory <> 'A'
  union all
  select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace where not (${foreign}) and p.prokind not in ('f', 'p')
  union all
  select e.extname from pg_extension e where e.extname <> 'plpgsql'`;

/** Reads the catalogues of the database. Names are always given with their schema. */
export const readCatalog = async (tx: Tx): Promise<Catalog> => {
  await tx.run('set local search_path = pg_catalog');
  const unknown = await tx.rows<{ name: string }>(unknownSql);
  if (unknown.length > 0) {
    throw new Error(`the dump knows no objects like ${unknown.map((row) => row.name).join(', ')}: teach it to`);
  }
  return {
    schemas: await tx.rows<Schema>(schemaSql),
    tables: await tx.rows<Table>(tableSql),
    routines: await tx.rows<Routine>(routineSql),
  };
};
