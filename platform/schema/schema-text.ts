import type { Catalog, Column, Grant, Policy, Routine, Schema, Table } from './catalog.ts';

const nameOf = (table: Table): string => `${table.schema}.${table.name}`;

const columnText = (column: Column): string =>
  [
    column.name,
    column.type,
    column.collation === null ? '' : `collate ${column.collation}`,
    column.identity === '' ? '' : `generated ${column.identity === 'a' ? 'always' : 'by default'} as identity`,
    column.generated === '' ? '' : `generated always as (${column.default}) stored`,
    column.default === null || column.generated !== '' ? '' : `default ${column.default}`,
    column.notNull && column.identity === '' ? 'not null' : '',
  ]
    .filter((part) => part !== '')
    .join(' ');

const tableText = (table: Table): string => {
  if (table.partitionOf !== null) {
    return `create table ${nameOf(table)} partition of ${table.partitionOf} ${table.partitionBound};`;
  }
  const lines = [
    ...table.columns.map(columnText),
    ...table.constraints
      .filter(({ kind }) => kind !== 'f')
      .map(({ name, definition }) => `constraint ${name} ${definition}`),
  ];
  const options = table.options === null ? '' : ` with (${table.options.join(', ')})`;
  const partition = table.partitionKey === null ? '' : ` partition by ${table.partitionKey}`;
  const body = `create table ${nameOf(table)} (\n  ${lines.join(',\n  ')}\n)${partition}${options};`;
  return [body, ...table.indexes.map((index) => `${index};`)].join('\n');
};

const foreignKeysText = (table: Table): string[] =>
  table.partitionOf !== null
    ? []
    : table.constraints
        .filter(({ kind }) => kind === 'f')
        .map(({ name, definition }) => `alter table ${nameOf(table)}\n  add constraint ${name} ${definition};`);

const policyText = (table: Table, policy: Policy): string =>
  [
    `create policy ${policy.name} on ${nameOf(table)}${policy.permissive ? '' : ' as restrictive'} for ${policy.command} to ${policy.roles.join(', ')}`,
    policy.using === null ? '' : `  using ${bracketed(policy.using)}`,
    policy.check === null ? '' : `  with check ${bracketed(policy.check)}`,
  ]
    .filter((part) => part !== '')
    .join('\n')
    .concat(';');

const bracketed = (expression: string): string => (expression.startsWith('(') ? expression : `(${expression})`);

/** Rights in as few lines as say them: roles with the same rights together. */
const grantsText = (object: string, grants: readonly Grant[]): string[] => {
  const byRole = new Map<string, Map<string, string[]>>();
  for (const { grantee, privilege, column } of grants) {
    const rights = byRole.get(grantee) ?? new Map<string, string[]>();
    byRole.set(grantee, rights);
    const columns = rights.get(privilege) ?? [];
    rights.set(privilege, column === null ? columns : [...columns, column]);
  }
  const rolesByRight = new Map<string, string[]>();
  for (const [role, rights] of [...byRole].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const [privilege, columns] of rights) {
      const right = columns.length === 0 ? privilege : `${privilege} (${columns.join(', ')})`;
      rolesByRight.set(right, [...(rolesByRight.get(right) ?? []), role]);
    }
  }
  return [...rolesByRight]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([right, roles]) => `grant ${right} on ${object}\n  to ${roles.join(', ')};`);
};

const accessText = (table: Table): string =>
  [
    `-- ${nameOf(table)}`,
    ...(table.rowSecurity ? [`alter table ${nameOf(table)} enable row level security;`] : []),
    ...(table.forced ? [`alter table ${nameOf(table)} force row level security;`] : []),
    ...table.policies.map((policy) => policyText(table, policy)),
    ...grantsText(nameOf(table), table.grants),
  ].join('\n');

const routineText = (routine: Routine): string =>
  [
    `${routine.definition.trimEnd()};`,
    ...(routine.public ? [] : [`revoke all on function ${routine.signature} from public;`]),
    ...grantsText(`function ${routine.signature}`, routine.grants),
  ].join('\n');

const schemaText = (schema: Schema): string =>
  [`create schema ${schema.name};`, ...grantsText(`schema ${schema.name}`, schema.grants)].join('\n');

const part = (title: string, texts: readonly string[]): string =>
  texts.length === 0 ? '' : `-- ${title}\n\n${texts.join('\n\n')}\n`;

/** The whole schema as SQL that an empty database takes: made to be read and compared, never to be applied. */
export const schemaSqlOf = ({ schemas, tables, routines }: Catalog): string => {
  const ordered = [
    ...tables.filter((table) => table.partitionOf === null),
    ...tables.filter((table) => table.partitionOf !== null),
  ];
  return [
    '-- The migrated database, read from its catalogues. Made by `npm run generate`; do not edit: write a migration.\n',
    'set check_function_bodies = off;\n',
    part('Schemas', schemas.map(schemaText)),
    part('Tables', ordered.map(tableText)),
    part('Foreign keys', ordered.flatMap(foreignKeysText)),
    part('Functions', routines.map(routineText)),
    part(
      'Triggers',
      ordered.flatMap((table) => table.triggers.map((trigger) => `${trigger};`)),
    ),
    part('Row security and rights', ordered.map(accessText)),
  ]
    .filter((text) => text !== '')
    .join('\n');
};
