import { type BasicSection, basicSection } from './institution.ts';

export type SectionField = keyof BasicSection;
/** The form as it stands: text as typed, figures, or nothing. */
export type SectionValues = Readonly<Partial<Record<SectionField, string | number | null>>>;

/** Fields that may be left empty. */
const optional: ReadonlySet<SectionField> = new Set([
  'townCode',
  'postcode',
  'licenceValidTo',
  'approvedOn',
  'creditCode',
  'places',
  'feePerMonth',
]);

export const isOptional = (field: SectionField): boolean => optional.has(field);

const isBlank = (value: string | number | null | undefined): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** As it is sent: trimmed, blanks left out where a value is needed, null where it is not. */
export const sectionOf = (values: SectionValues): Partial<BasicSection> => {
  const sent: Record<string, string | number | null> = {};
  for (const field of Object.keys(basicSection.shape) as SectionField[]) {
    const value = values[field];
    if (isBlank(value)) {
      if (optional.has(field)) sent[field] = null;
    } else sent[field] = typeof value === 'string' ? value.trim() : (value ?? null);
  }
  return sent as Partial<BasicSection>;
};

export type SectionWrong = Readonly<Partial<Record<SectionField, 'missing' | 'invalid'>>>;

/** What stands between the form and its submission, by the schema that the server asks too. */
export const wrongFields = (values: SectionValues): SectionWrong => {
  const checked = basicSection.safeParse(sectionOf(values));
  const wrong: Partial<Record<SectionField, 'missing' | 'invalid'>> = {};
  for (const issue of checked.error?.issues ?? []) {
    const field = issue.path[0] as SectionField;
    wrong[field] = isBlank(values[field]) ? 'missing' : 'invalid';
  }
  if (!isBlank(values.creditCode) && String(values.creditCode).trim().length !== 18) wrong.creditCode = 'invalid';
  return wrong;
};

/** Fields that may be saved as a draft: what is filled must still have the right form. */
export const draftOf = (values: SectionValues): Partial<BasicSection> => {
  const wrong = wrongFields(values);
  return Object.fromEntries(
    Object.entries(sectionOf(values)).filter(([field]) => wrong[field as SectionField] === undefined),
  ) as Partial<BasicSection>;
};

/** Fields whose value is not the one in force. */
export const changesAgainst = (
  inForce: Partial<BasicSection> | null,
  values: SectionValues,
): readonly SectionField[] => {
  if (inForce === null) return [];
  const sent = sectionOf(values);
  return (Object.keys(basicSection.shape) as SectionField[]).filter(
    (field) => (sent[field] ?? null) !== (inForce[field] ?? null),
  );
};
