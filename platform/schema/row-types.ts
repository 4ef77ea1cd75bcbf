import type { Catalog, Column, Table } from './catalog.ts';

/** As `database.ts` has the driver read them. */
const typeScriptTypes: Readonly<Record<string, string>> = {
  bigint: 'number',
  integer: 'number',
  smallint: 'number',
  numeric: 'number',
  'double precision': 'number',
  boolean: 'boolean',
  text: 'string',
  uuid: 'string',
  date: 'string',
  'timestamp with time zone': 'Date',
  bytea: 'Buffer',
  jsonb: 'unknown',
  xid8: 'string',
  pg_snapshot: 'string',
};

/** The words that a check `column in ('a', 'b')` allows. */
const wordsOf = (table: Table, column: Column): string[] | null => {
  for (const { kind, definition } of table.constraints) {
    if (kind !== 'c') continue;
    const [, name, words = ''] = /^CHECK \(\(+(\w+) = ANY \(ARRAY\[(.*?)\]\)\)+$/.exec(definition) ?? [];
    if (name === column.name) return [...words.matchAll(/'([^']*)'::text/g)].map(([, word = '']) => word);
  }
  return null;
};

const typeOf = (table: Table, column: Column): string => {
  const type = typeScriptTypes[column.type.replace(/\[\]$/, '')];
  if (type === undefined) throw new Error(`${table.schema}.${table.name}.${column.name}: no type for ${column.type}`);
  const words = wordsOf(table, column);
  const one = words === null ? type : words.map((word) => `'${word}'`).join(' | ');
  const whole = column.type.endsWith('[]') ? `readonly ${words === null ? one : `(${one})`}[]` : one;
  return column.notNull || whole === 'unknown' ? whole : `${whole} | null`;
};

/** Row types of every table, as the driver gives them. */
export const rowTypesOf = ({ tables }: Catalog): string => {
  const texts = tables
    .filter((table) => table.partitionOf === null)
    .map((table) => {
      const columns = table.columns.map((column) => `    readonly ${column.name}: ${typeOf(table, column)};`);
      return `  readonly '${table.schema}.${table.name}': {\n${columns.join('\n')}\n  };`;
    });
  return [
    '// Rows of the migrated database. Made by `npm run generate`; do not edit: write a migration.',
    '',
    'export type Tables = {',
    ...texts,
    '};',
    '',
  ].join('\n');
};
