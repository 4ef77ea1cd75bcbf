import { building, conditions, finance, staffMember } from './profile.ts';
import type { FiledSection } from './section.ts';
import { fieldsOf, isTable } from './section-fields.ts';

/** One row of a section as a form holds it: filled, empty (null) or not yet there. */
export type FormRow = Readonly<Record<string, string | number | boolean | null | undefined>>;

const shapes = { buildings: building, conditions, staff: staffMember, finance } as const;
/** Sections whose fields a person types. */
export type TypedSection = keyof typeof shapes;
export const isTyped = (section: FiledSection): section is TypedSection => section !== 'classes';

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** A row as it is sent: trimmed; what is empty is null where it may be, and left out where it may not. */
const sentRow = (section: TypedSection, row: FormRow): Record<string, unknown> => {
  const sent: Record<string, unknown> = {};
  if (typeof row['key'] === 'string') sent['key'] = row['key'];
  for (const { name, optional } of fieldsOf(section)) {
    const value = row[name];
    if (!isBlank(value)) sent[name] = typeof value === 'string' ? value.trim() : value;
    else if (optional) sent[name] = null;
  }
  return sent;
};

/** Fields of a row that are missing or have the wrong form, by the schema that the server asks too. */
export const wrongIn = (section: TypedSection, row: FormRow): Readonly<Record<string, 'missing' | 'invalid'>> => {
  const checked = shapes[section].safeParse(sentRow(section, row));
  const wrong: Record<string, 'missing' | 'invalid'> = {};
  for (const issue of checked.error?.issues ?? []) {
    const field = String(issue.path[0]);
    wrong[field] = isBlank(row[field]) ? 'missing' : 'invalid';
  }
  return wrong;
};

/** A draft: every row with what is right of it. */
export const draftFields = (section: TypedSection, rows: readonly FormRow[]): Record<string, unknown> => {
  const kept = rows.map((row) => {
    const wrong = wrongIn(section, row);
    return Object.fromEntries(Object.entries(sentRow(section, row)).filter(([name]) => wrong[name] === undefined));
  });
  return isTable(section) ? { [section]: kept } : (kept[0] ?? {});
};

/** How many fields stand between the rows and their submission. */
export const countWrong = (section: TypedSection, rows: readonly FormRow[]): number =>
  rows.reduce((sum, row) => sum + Object.keys(wrongIn(section, row)).length, 0);
