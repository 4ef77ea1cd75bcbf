/**
 * The cells of one line of the trail, in the order in which they are digested and exported. All are text; what is absent
 * is the empty text. docs/audit-export.md describes them for those who check an export.
 */
export const lineCells = [
  'id',
  'at',
  'entry',
  'route',
  'result',
  'refusal',
  'accountId',
  'login',
  'personName',
  'role',
  'level',
  'scope',
  'officeId',
  'officeName',
  'countyCode',
  'prefectureCode',
  'provinceCode',
  'subject',
  'facts',
  'address',
  'requestId',
  'era',
  'tx',
] as const;

/** One line as text cells, in the order of `lineCells`. */
export type Line = readonly string[];

/** The text that is digested for a line: a JSON array of its cells. */
export const canonicalOf = (cells: Line): string => JSON.stringify(cells);

/** What a block says of itself, in the order in which it is digested; texts as in the export. */
export const blockCells = [
  'number',
  'era',
  'snapshot',
  'entries',
  'firstAt',
  'lastAt',
  'sealedAt',
  'root',
  'previous',
] as const;

/** Months that the law wants at the least (Cybersecurity Law, article 21). */
export const leastMonthsKept = 6;

/** The instant before which entries may be retired: whole months only, `months` of them kept besides the running one. */
export const retireBefore = (now: Date, months: number): Date =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - Math.max(months, leastMonthsKept), 1));
