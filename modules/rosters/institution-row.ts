import { codes } from '@xueqian/kernel/codes/codes.ts';
import { readDate } from '@xueqian/kernel/read-date.ts';
import { checkUnifiedCreditCode } from '@xueqian/kernel/unified-credit-code.ts';
import { decideCode } from '../admission/institution-code.ts';
import { type BasicSection, basicSection } from '../institutions/institution.ts';
import { plainText, type RosterCell, type RosterProblem } from './roster.ts';

/** Columns of a list of institutions, in reading order; `need` as the template shows it. */
export const institutionColumns = [
  { column: 'code', need: 'required' },
  { column: 'name', need: 'required' },
  { column: 'kind', need: 'required', table: 'institutionType' },
  { column: 'nature', need: 'required', table: 'kindergartenNature' },
  { column: 'organizer', need: 'optional', table: 'organizer' },
  { column: 'urbanRural', need: 'optional', table: 'urbanRural' },
  { column: 'county', need: 'optional' },
  { column: 'townCode', need: 'optional' },
  { column: 'address', need: 'optional' },
  { column: 'postcode', need: 'optional' },
  { column: 'licenceNumber', need: 'optional' },
  { column: 'licenceValidTo', need: 'optional' },
  { column: 'approvedOn', need: 'optional' },
  { column: 'creditCode', need: 'optional' },
  { column: 'principalName', need: 'optional' },
  { column: 'contactPhone', need: 'optional' },
  { column: 'places', need: 'optional' },
] as const satisfies readonly {
  readonly column: string;
  readonly need: 'required' | 'optional';
  readonly table?: keyof typeof codes;
}[];
export type InstitutionColumn = (typeof institutionColumns)[number]['column'];
export type InstitutionCells = Readonly<Partial<Record<InstitutionColumn, RosterCell>>>;

/** Where the list belongs. */
export type RosterPlace = {
  /** Codes and names that mean this county. */
  readonly county: ReadonlySet<string>;
  readonly provinceCode: string;
  /** Code of a town of this county by its name or any of its codes. */
  readonly towns: ReadonlyMap<string, string>;
  /** ISO date. */
  readonly today: string;
};

/** What a row says of an institution; `basic` goes into the draft of its basic section. */
export type InstitutionRow = {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly nature: string;
  readonly townCode: string | null;
  readonly basic: Partial<BasicSection>;
};

/** A name whose end was cut off by the width of a column: an open bracket, dots, or no word for a place of children. */
const cutOff = /(?:\.{2,}|…)$|[(（][^)）]*$/;
const endings = /[\u56ed\u6821\u73ed\u90e8\u9662\u6240\u70b9\u5fc3)\u5b66]$/;

type Reading = {
  readonly problems: RosterProblem[];
  readonly say: (
    column: InstitutionColumn,
    code: string,
    severity?: RosterProblem['severity'],
    facts?: RosterProblem['facts'],
  ) => null;
  readonly text: (column: InstitutionColumn) => string;
};

const readingOf = (cells: InstitutionCells): Reading => {
  const problems: RosterProblem[] = [];
  const written = (column: InstitutionColumn): string => String(cells[column] ?? '').slice(0, 120);
  return {
    problems,
    text: (column) => plainText(cells[column]),
    say: (column, code, severity = 'error', facts = {}) => {
      problems.push({ column, code, severity, value: written(column), facts });
      return null;
    },
  };
};

/** Code, name, kind and nature: without them there is no institution. */
const identify = ({ say, text }: Reading, provinceCode: string) => {
  const word = (column: 'kind' | 'nature', table: 'institutionType' | 'kindergartenNature'): string | null => {
    if (text(column) === '') return say(column, 'missing');
    return codes[table].codeOf(text(column)) ?? say(column, 'word-unknown');
  };
  const kind = word('kind', 'institutionType');
  const nature = word('nature', 'kindergartenNature');
  const digits = text('code').replaceAll(/\s/g, '');
  const decided =
    digits === '' ? null : decideCode(digits, kind ?? (digits.startsWith('11') ? '111' : '119'), provinceCode);
  const code = decided?.accepted ? decided.value : null;
  if (decided === null) say('code', 'missing');
  else if (!decided.accepted)
    say(
      'code',
      decided.refusal.code.replace('admission.', ''),
      'error',
      decided.refusal.facts as RosterProblem['facts'],
    );
  const name = text('name');
  if (name === '') say('name', 'missing');
  else if (!basicSection.shape.name.safeParse(name).success) say('name', 'name-length');
  else if (cutOff.test(name)) say('name', 'name-cut');
  else if (!endings.test(name)) say('name', 'name-end', 'warning');
  return { code, name, kind, nature };
};

/** The other fields: what is written must be right, what is not written the institution fills in. */
const fieldsOf = (reading: Reading, place: RosterPlace): Partial<BasicSection> => {
  const { say, text } = reading;
  const wrong = (field: InstitutionColumn, code: string) => {
    say(field, code);
    return {};
  };
  const shaped = <F extends 'address' | 'postcode' | 'licenceNumber' | 'principalName' | 'contactPhone'>(field: F) => {
    const value = text(field);
    if (value === '') return {};
    return basicSection.shape[field].safeParse(value).success ? { [field]: value } : wrong(field, `${field}-wrong`);
  };
  const coded = (field: 'organizer' | 'urbanRural') => {
    if (text(field) === '') return {};
    const code = codes[field].codeOf(text(field));
    return code === null ? wrong(field, 'word-unknown') : { [field]: code };
  };
  const dated = (field: 'licenceValidTo' | 'approvedOn') => {
    if (text(field) === '') return {};
    const read = readDate(text(field));
    return read.ok ? { [field]: read.on } : wrong(field, `date-${read.code}`);
  };
  const fields = {
    ...shaped('address'),
    ...shaped('postcode'),
    ...shaped('licenceNumber'),
    ...shaped('principalName'),
    ...shaped('contactPhone'),
    ...coded('organizer'),
    ...coded('urbanRural'),
    ...dated('licenceValidTo'),
    ...dated('approvedOn'),
  } as Partial<BasicSection>;
  if (text('address') === '') say('address', 'address-empty', 'warning');
  const { licenceValidTo, approvedOn } = fields;
  if (approvedOn && approvedOn > place.today) say('approvedOn', 'date-ahead');
  if (licenceValidTo && approvedOn && licenceValidTo < approvedOn) say('licenceValidTo', 'licence-dates');
  else if (licenceValidTo && licenceValidTo < place.today) say('licenceValidTo', 'licence-expired', 'warning');
  const credit = text('creditCode').replaceAll(/\s/g, '').toUpperCase();
  if (credit !== '') {
    if (checkUnifiedCreditCode(credit).ok) fields.creditCode = credit;
    else say('creditCode', 'credit-code-wrong');
  }
  if (text('places') !== '') {
    const places = Number(text('places'));
    if (basicSection.shape.places.safeParse(places).success) fields.places = places;
    else say('places', 'places-wrong');
  }
  return fields;
};

/**
 * Checks one row by itself: normalised to half width, words read as codes, dates as days. `row` is null when something
 * keeps it out; what was normalised is said where it changes the code that everything hangs on.
 */
export const checkInstitutionRow = (
  cells: InstitutionCells,
  place: RosterPlace,
): { readonly row: InstitutionRow | null; readonly problems: readonly RosterProblem[] } => {
  const reading = readingOf(cells);
  const { say, text, problems } = reading;
  const { code, name, kind, nature } = identify(reading, place.provinceCode);
  if (code !== null && String(cells.code) !== code) say('code', 'normalised', 'warning', { read: code });
  const county = text('county');
  if (county !== '' && !place.county.has(county)) say('county', 'county-other');
  const town = text('townCode');
  const townCode = place.towns.get(town) ?? null;
  if (town !== '' && townCode === null) say('townCode', 'town-unknown');
  const fields = fieldsOf(reading, place);
  if (code === null || kind === null || nature === null || problems.some((each) => each.severity === 'error'))
    return { row: null, problems };
  const basic = { ...fields, name, kind, nature, townCode } as Partial<BasicSection>;
  return { row: { code, name, kind, nature, townCode, basic }, problems };
};

/** An institution of this county as it stands, as far as a list may touch it. */
export type KnownInstitution = {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly basicState: string;
  readonly isInForce: boolean;
  readonly standing: string;
  readonly fields: Readonly<Record<string, unknown>>;
};

export type Existing = {
  /** Institutions of this county, by code. */
  readonly byCode: ReadonlyMap<string, KnownInstitution>;
  /** Codes that institutions of other counties have or had. */
  readonly elsewhere: ReadonlySet<string>;
  /** Codes by name, of this county. */
  readonly byName: ReadonlyMap<string, string>;
};

export type Fate = {
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'rejected';
  readonly problems: readonly RosterProblem[];
};

const open = new Set(['empty', 'draft', 'returned']);

/**
 * What becomes of a sound row: an institution that is not there comes in; one that nobody has reported yet is brought up
 * to date; what is reported or in force is the institution's and the county's own matter and stays.
 */
export const decideFate = (row: InstitutionRow, existing: Existing): Fate => {
  const problem = (
    column: InstitutionColumn,
    code: string,
    severity: 'error' | 'warning',
    facts = {},
  ): RosterProblem => ({
    ...{ column, code, severity, facts },
    value: column === 'code' ? row.code : row.name,
  });
  if (existing.elsewhere.has(row.code))
    return { outcome: 'rejected', problems: [problem('code', 'code-of-another-county', 'error')] };
  const namesake = existing.byName.get(row.name);
  const alike =
    namesake !== undefined && namesake !== row.code
      ? [problem('name', 'name-there', 'warning', { other: namesake })]
      : [];
  const known = existing.byCode.get(row.code);
  if (!known) return { outcome: 'created', problems: alike };
  if (known.standing === 'closed')
    return { outcome: 'rejected', problems: [problem('code', 'code-retired', 'error', { name: known.name })] };
  const differs = Object.entries(row.basic).some(([field, value]) => (known.fields[field] ?? null) !== value);
  if (!differs) return { outcome: 'unchanged', problems: alike };
  return known.isInForce || !open.has(known.basicState)
    ? { outcome: 'unchanged', problems: [...alike, problem('code', 'reported-already', 'warning')] }
    : { outcome: 'updated', problems: alike };
};
