import type { FiledSection } from './section.ts';

/** How a field is entered and shown. `code`: one of a list, its words in messages under `section.codes.<list>`. */
export type SectionFieldKind = 'text' | 'area' | 'count' | 'money' | 'year' | 'date' | 'code' | 'yes' | 'number';
export type FiledField = {
  readonly name: string;
  readonly kind: SectionFieldKind;
  readonly codes?: readonly string[];
  /** Name of the list of words, where it is not the field's own. */
  readonly list?: string;
  readonly optional?: true;
};

const area = (name: string): FiledField => ({ name, kind: 'area' });
const money = (name: string): FiledField => ({ name, kind: 'money' });
const tenure: FiledField = { name: 'tenure', kind: 'code', codes: ['1', '2', '3'] };

/** Fields of the sections that are one form, in groups. */
export const formFields = {
  conditions: {
    land: [area('siteArea'), area('greenArea'), area('playArea'), tenure],
    rooms: [
      ...['buildingArea', 'rentedArea', 'dangerousArea', 'activityArea', 'sleepArea'].map(area),
      ...['healthArea', 'hallArea', 'toiletArea', 'kitchenArea', 'officeArea'].map(area),
    ],
    equipment: [
      { name: 'waterSupply', kind: 'code', codes: ['1', '2', '9'] },
      { name: 'toilets', kind: 'code', codes: ['1', '2', '3', '9'] },
      { name: 'childrensBooks', kind: 'count' },
      { name: 'teachersBooks', kind: 'count' },
      { name: 'computers', kind: 'count' },
    ],
    running: [
      { name: 'monitored', kind: 'yes' },
      { name: 'boarding', kind: 'yes' },
      { name: 'wholeDay', kind: 'yes' },
    ],
  },
  finance: {
    income: [
      ...['incomeTotal', 'appropriation', 'careFees', 'boardingFees'].map(money),
      ...['donations', 'organizerFunds', 'otherIncome'].map(money),
    ],
    spending: ['spendingTotal', 'personnelSpending', 'publicSpending', 'capitalSpending'].map(money),
    meals: ['mealIncome', 'mealSpending'].map(money),
    fees: ['careFeeCharged', 'careFeeFiled'].map(money),
  },
} as const satisfies Record<'conditions' | 'finance', Readonly<Record<string, readonly FiledField[]>>>;

/** Columns of the sections that are a table, in reading order. */
export const tableFields = {
  buildings: [
    { name: 'name', kind: 'text' },
    { name: 'builtIn', kind: 'year' },
    { name: 'floors', kind: 'count' },
    area('area'),
    tenure,
    { name: 'use', kind: 'text', optional: true },
    { name: 'safety', kind: 'code', codes: ['A', 'B', 'C', 'D'] },
    { name: 'safetyAppraisedOn', kind: 'date', optional: true },
  ],
  classes: [
    { name: 'code', kind: 'text' },
    { name: 'name', kind: 'text', list: 'className' },
    { name: 'type', kind: 'code', codes: ['10', '21', '22', '23', '30', '40'] },
    { name: 'capacity', kind: 'count', optional: true },
    { name: 'children', kind: 'count' },
  ],
  staff: [
    { name: 'name', kind: 'text' },
    { name: 'sex', kind: 'code', codes: ['1', '2'] },
    { name: 'number', kind: 'number', optional: true },
    { name: 'birthOn', kind: 'date' },
    { name: 'post', kind: 'code', codes: ['1', '2', '3', '4', '5', '6', '7', '8', '9'] },
    { name: 'classCode', kind: 'text', optional: true },
    { name: 'education', kind: 'code', codes: ['1', '2', '3', '4', '5'] },
    { name: 'preschoolTrained', kind: 'yes' },
    { name: 'qualification', kind: 'code', codes: ['0', '1', '2', '3', '4', '5', '6', '7'] },
    { name: 'qualificationNumber', kind: 'text', optional: true },
    { name: 'title', kind: 'code', codes: ['1', '2', '3', '4', '5', '9'] },
    { name: 'establishment', kind: 'code', codes: ['1', '2', '3', '4', '9'] },
    { name: 'joinedOn', kind: 'date' },
    { name: 'leftOn', kind: 'date', optional: true },
    { name: 'contractFiledOn', kind: 'date', optional: true },
    { name: 'backgroundCheckedOn', kind: 'date', optional: true },
    { name: 'backgroundClear', kind: 'yes', optional: true },
    { name: 'healthCertificateTo', kind: 'date', optional: true },
  ],
} as const satisfies Record<'buildings' | 'classes' | 'staff', readonly FiledField[]>;

export type TableSection = keyof typeof tableFields;
export const isTable = (section: FiledSection): section is TableSection => section in tableFields;

/** All fields of a section, in reading order. */
export const fieldsOf = (section: FiledSection): readonly FiledField[] =>
  isTable(section) ? tableFields[section] : Object.values(formFields[section]).flat();

type Row = Readonly<Record<string, unknown>>;

/** The rows of a section's fields: those of its table, or the one form. */
export const rowsOf = (section: FiledSection, fields: Row | null): readonly Row[] => {
  if (fields === null) return [];
  if (!isTable(section)) return [fields];
  const rows = fields[section];
  return Array.isArray(rows) ? (rows as Row[]) : [];
};

/** What makes two rows of two versions the same one. */
const identityOf = (section: FiledSection, row: Row, at: number): string => {
  if (section === 'staff') return String(row['key']);
  if (section === 'classes') return String(row['code']);
  return section === 'buildings' ? String(row['name'] ?? at) : '';
};

/** One row that differs: which fields, and the row before and after (null: it was not there, or is there no longer). */
export type RowDifference = {
  readonly id: string;
  readonly before: Row | null;
  readonly after: Row | null;
  readonly fields: readonly string[];
};

const same = (one: unknown, other: unknown): boolean => (one ?? null) === (other ?? null);

/** The rows of a version that differ from those in force; without a version in force every row is new. */
export const differencesOf = (section: FiledSection, before: Row | null, after: Row): readonly RowDifference[] => {
  const names = fieldsOf(section).map((field) => field.name);
  const old = new Map(rowsOf(section, before).map((row, at) => [identityOf(section, row, at), row]));
  const fresh = new Map(rowsOf(section, after).map((row, at) => [identityOf(section, row, at), row]));
  return [...new Set([...fresh.keys(), ...old.keys()])].flatMap((id) => {
    const [was, is] = [old.get(id) ?? null, fresh.get(id) ?? null];
    const fields = was && is ? names.filter((name) => !same(was[name], is[name])) : names;
    return fields.length === 0 ? [] : [{ id, before: was, after: is, fields }];
  });
};
