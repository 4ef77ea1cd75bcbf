import pg from 'pg';

/** Eighteen characters of an identity number with a date in it; eleven digits of a mobile telephone. */
const identityNumber = /(?<!\d)\d{6}(?:18|19|20)\d{2}(?:0\d|1[0-2])[0-3]\d\d{3}[\dXx](?!\d)/g;
const telephone = /(?<!\d)1[3-9]\d{9}(?!\d)/g;

/** A text without identity numbers and telephones: what goes to a log. */
export const withoutNumbers = (text: string): string =>
  text.replaceAll(identityNumber, '******************').replaceAll(telephone, '***********');

/**
 * What a log may know of a fault. A database error repeats the row it stumbled over in its message and detail: of these only
 * the code, the names of table and constraint, and the place in our own code remain.
 */
export const faultOf = (error: unknown): Record<string, unknown> => {
  if (!(error instanceof Error)) return { kind: typeof error };
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const stack = places.slice(0, 12).join('\n');
  if (error instanceof pg.DatabaseError) {
    const { code, schema, table, column, constraint, routine } = error;
    return { kind: 'database', code, schema, table, column, constraint, routine, stack };
  }
  return { kind: error.name, message: withoutNumbers(error.message.slice(0, 500)), stack };
};
