import type { Tables } from './tables.generated.ts';

export type TableName = keyof Tables;

/** `birth_on` in SQL is `birthOn` in the program. */
type Camel<S extends string> = S extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : S;

type Fields<T extends TableName, C extends keyof Tables[T]> = { [K in C as Camel<K & string>]: Tables[T][K] };

export type Columns<T extends TableName, C extends keyof Tables[T]> = {
  readonly table: T;
  readonly names: readonly C[];
  /** The select list: each column of the alias, under its name in the program. */
  of(alias: string): string;
};

/** The fields that a select list gives. */
export type FieldsOf<L> = L extends Columns<infer T, infer C> ? Fields<T, C> : never;

const camel = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/**
 * Columns of one table for a select list. Names and types come from the migrated database (tables.generated.ts), so
 * that a renamed column fails the compiler here and not in a query at night.
 */
export const columns = <T extends TableName, C extends keyof Tables[T] & string>(
  table: T,
  names: readonly C[],
): Columns<T, C> => ({
  table,
  names,
  of: (alias) =>
    names.map((name) => `${alias}.${name}${camel(name) === name ? '' : ` as "${camel(name)}"`}`).join(', '),
});
