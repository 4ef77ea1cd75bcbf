/** Administrative divisions as periods of validity; pure. The rows are in reference/divisions.csv. */

export const divisionLevels = ['province', 'prefecture', 'county', 'town'] as const;
export type DivisionLevel = (typeof divisionLevels)[number];

export const divisionKinds = ['gb2260', 'functional-area', 'self-defined', 'town'] as const;
export type DivisionKind = (typeof divisionKinds)[number];

/** One period of a division. */
export type Division = {
  /** Six characters, or twelve for towns and self-defined divisions; letters occur. */
  readonly code: string;
  readonly name: string;
  readonly level: DivisionLevel;
  readonly kind: DivisionKind;
  /** null at the top. */
  readonly parentCode: string | null;
  /** ISO date. */
  readonly validFrom: string;
  /** ISO date, exclusive; null while in use. */
  readonly validTo: string | null;
};

/** Where a division stands in the table of levels; a level below the division's own is null. */
export type DivisionPath = {
  readonly province: string;
  readonly prefecture: string | null;
  readonly county: string | null;
};

const header = 'code,name,level,kind,parent_code,valid_from,valid_to';

const parseLine = (line: string, number: number): Division => {
  const cells = line.split(',');
  const [code, name, level, kind, parentCode, validFrom, validTo] = cells;
  const knownLevel = divisionLevels.find((known) => known === level);
  const knownKind = divisionKinds.find((known) => known === kind);
  if (cells.length !== 7 || !code || !name || !validFrom || knownLevel === undefined || knownKind === undefined) {
    throw new Error(`divisions: line ${number} is not a division: ${line}`);
  }
  return {
    code,
    name,
    level: knownLevel,
    kind: knownKind,
    parentCode: parentCode || null,
    validFrom,
    validTo: validTo || null,
  };
};

/** Reads the text of divisions.csv; throws on a line it does not understand. */
export const parseDivisions = (text: string): Division[] => {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (lines[0] !== header) throw new Error(`divisions: the header is not ${header}`);
  return lines.slice(1).flatMap((line, index) => (line === '' ? [] : [parseLine(line, index + 2)]));
};

export const isValidOn = (division: Division, date: string): boolean =>
  division.validFrom <= date && (division.validTo === null || date < division.validTo);

/** Whether two periods share a day. */
export const periodsOverlap = (one: Division, other: Division): boolean =>
  (other.validTo === null || one.validFrom < other.validTo) && (one.validTo === null || other.validFrom < one.validTo);

/** The form in which a division is kept: 410105000000 → 410105; towns and self-defined divisions stay at twelve. */
export const shortDivisionCode = (code: string): string => (/^[0-9]{6}000000$/.test(code) ? code.slice(0, 6) : code);

/** The twelve-character form used in the child's file: 410105 → 410105000000. */
export const longDivisionCode = (code: string): string => (code.length === 6 ? `${code}000000` : code);

/** The register of all periods, with the questions asked of it. Codes may be given short or long. */
export type DivisionRegister = {
  readonly divisions: readonly Division[];
  /** Every period of a code, oldest first; empty if it never existed. */
  periodsOf(code: string): readonly Division[];
  /** The period valid on a date; without a date the newest period, retired or not. */
  find(code: string, date?: string): Division | null;
  /** All divisions valid on a date, in the order of the file. */
  divisionsOn(date: string): Division[];
  /** Divisions directly below a code on a date. */
  childrenOf(code: string, date: string): Division[];
  /** The division and everything above it, province first. */
  lineOf(code: string, date?: string): Division[];
  /** Province, prefecture and county of a code; null if the code is unknown. */
  pathOf(code: string, date?: string): DivisionPath | null;
  /** 河南省郑州市金水区; null if the code is unknown. */
  fullNameOf(code: string, date?: string): string | null;
};

const parentOf = (division: Division, candidates: readonly Division[], date?: string): Division | null => {
  const overlapping = candidates.filter((candidate) => periodsOverlap(candidate, division));
  if (date !== undefined) {
    const onDate = overlapping.find((candidate) => isValidOn(candidate, date));
    if (onDate) return onDate;
  }
  return overlapping.at(-1) ?? null;
};

/**
 * The path of a line. A unit directly below its province without a prefecture (济源, a county of a municipality)
 * is its own prefecture, so that it has a row of its own in the province's table; a town directly below a prefecture
 * without counties has that prefecture as its county.
 */
const pathOfLine = (line: readonly Division[]): DivisionPath | null => {
  const province = line.find((division) => division.level === 'province');
  const own = line.at(-1);
  if (!province || !own) return null;
  const prefecture = line.find((division) => division.level === 'prefecture')?.code ?? null;
  const county = line.find((division) => division.level === 'county')?.code ?? null;
  return {
    province: province.code,
    prefecture: prefecture ?? county,
    county: county ?? (own.level === 'town' ? prefecture : null),
  };
};

const groupBy = (divisions: readonly Division[], keyOf: (division: Division) => string): Map<string, Division[]> => {
  const groups = new Map<string, Division[]>();
  for (const division of divisions) {
    const group = groups.get(keyOf(division));
    if (group) group.push(division);
    else groups.set(keyOf(division), [division]);
  }
  return groups;
};

export const divisionRegister = (divisions: readonly Division[]): DivisionRegister => {
  const byCode = groupBy(divisions, (division) => division.code);
  const byParent = groupBy(divisions, (division) => division.parentCode ?? '');
  for (const periods of byCode.values()) periods.sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));

  const periodsOf = (code: string): readonly Division[] => byCode.get(shortDivisionCode(code)) ?? [];
  const find = (code: string, date?: string): Division | null => {
    const periods = periodsOf(code);
    return (date === undefined ? periods.at(-1) : periods.find((period) => isValidOn(period, date))) ?? null;
  };
  const lineOf = (code: string, date?: string): Division[] => {
    const line: Division[] = [];
    let division = find(code, date);
    while (division) {
      line.unshift(division);
      division = division.parentCode === null ? null : parentOf(division, periodsOf(division.parentCode), date);
    }
    return line;
  };
  return {
    divisions,
    periodsOf,
    find,
    divisionsOn: (date) => divisions.filter((division) => isValidOn(division, date)),
    childrenOf: (code, date) =>
      (byParent.get(shortDivisionCode(code)) ?? []).filter((division) => isValidOn(division, date)),
    lineOf,
    pathOf: (code, date) => pathOfLine(lineOf(code, date)),
    fullNameOf: (code, date) => {
      const line = lineOf(code, date);
      return line.length === 0 ? null : line.map((division) => division.name).join('');
    },
  };
};
