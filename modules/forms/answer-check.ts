import { isIsoDate } from '@xueqian/kernel/iso-date.ts';
import { type AnswerValues, type Design, type Field, fieldsOf } from './design.ts';
import { awaited } from './form-schema.ts';

/** What is wrong with one field of an answer; its words stand in the messages under `faults`. */
export const faultCodes = [
  'required',
  'not-fitting',
  'below',
  'above',
  'too-long',
  'not-a-choice',
  'not-a-date',
  'decimals',
  'not-whole',
  'sum',
  'greater',
] as const;
export type FaultCode = (typeof faultCodes)[number];
export type Fault = {
  readonly field: string;
  readonly code: FaultCode;
  readonly facts: Readonly<Record<string, string | number>>;
};

/** One finding of a validator of JSON Schema: which key of the answer, by which keyword. */
export type SchemaFinding = { readonly key: string; readonly keyword: string };
export type FindSchemaFaults = (schema: object, values: object) => readonly SchemaFinding[];

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** Values of fields that are there and shown, in the order of the form: what is hidden says nothing. */
export const shownValues = (design: Design, values: Readonly<Record<string, unknown>>): AnswerValues => {
  const fields = fieldsOf(design);
  const of = new Map(fields.map((each) => [each.key, each]));
  const shown: AnswerValues = {};
  for (const { key, shownIf } of fields) {
    if (shownIf !== null && shown[shownIf.field] !== awaited(of.get(shownIf.field), shownIf.is)) continue;
    const value = values[key];
    if (!isEmpty(value)) shown[key] = value as AnswerValues[string];
  }
  return shown;
};

const isShown = (design: Design, { shownIf }: Field, shown: AnswerValues): boolean =>
  shownIf === null ||
  shown[shownIf.field] ===
    awaited(
      fieldsOf(design).find(({ key }) => key === shownIf.field),
      shownIf.is,
    );

const codeOf: Readonly<Record<string, FaultCode>> = {
  minimum: 'below',
  maximum: 'above',
  maxLength: 'too-long',
  enum: 'not-a-choice',
  format: 'not-a-date',
};

const factsOf = (code: FaultCode, { min, max, unit, decimals }: Field): Fault['facts'] => ({
  ...(code === 'below' ? { min: min ?? 0, unit: unit ?? '' } : {}),
  ...(code === 'above' ? { max: max ?? 0, unit: unit ?? '' } : {}),
  ...(code === 'decimals' ? { decimals } : {}),
});

/** Digits after the point, as the number is written. */
const digitsOf = (value: number): number => String(value).split('.')[1]?.length ?? 0;

const ownFault = (field: Field, value: unknown): FaultCode | null => {
  if (field.kind === 'date' && typeof value === 'string' && !isIsoDate(value)) return 'not-a-date';
  if (field.kind !== 'number' || typeof value !== 'number') return null;
  if (field.decimals === 0) return Number.isInteger(value) ? null : 'not-whole';
  return digitsOf(value) > field.decimals ? 'decimals' : null;
};

const numberOf = (values: AnswerValues, key: string): number | null =>
  typeof values[key] === 'number' ? values[key] : null;

/** Sums and comparisons between fields; a check with a field left empty says nothing. */
const betweenFields = (design: Design, values: AnswerValues): Fault[] => {
  const labels = new Map(fieldsOf(design).map(({ key, label }) => [key, label]));
  return design.checks.flatMap((check): Fault[] => {
    if (check.kind === 'sum') {
      const [parts, total] = [check.parts.map((key) => numberOf(values, key)), numberOf(values, check.total)];
      if (total === null || parts.some((part) => part === null)) return [];
      const sum = Number(parts.reduce((whole: number, part) => whole + (part ?? 0), 0).toFixed(4));
      if (sum === total) return [];
      return [
        {
          ...{ field: check.total, code: 'sum' as const },
          facts: { sum, parts: check.parts.map((key) => labels.get(key) ?? key).join(' + ') },
        },
      ];
    }
    const [one, other] = [numberOf(values, check.field), numberOf(values, check.than)];
    if (one === null || other === null || one <= other) return [];
    return [{ field: check.field, code: 'greater', facts: { than: labels.get(check.than) ?? '', value: other } }];
  });
};

/**
 * All that is wrong with an answer, one fault a field at most, in the order of the form. The page and the server ask the
 * same; the validator of JSON Schema is given by each.
 */
export const checkAnswer = (
  design: Design,
  schema: object,
  given: Readonly<Record<string, unknown>>,
  findSchemaFaults: FindSchemaFaults,
): Fault[] => {
  const values = shownValues(design, given);
  const between = betweenFields(design, values);
  const found = findSchemaFaults(schema, values);
  return fieldsOf(design).flatMap((field): Fault[] => {
    const faultOf = (code: FaultCode): Fault[] => [{ field: field.key, code, facts: factsOf(code, field) }];
    if (isEmpty(values[field.key]))
      return field.isRequired && isShown(design, field, values) ? faultOf('required') : [];
    const own = ownFault(field, values[field.key]);
    if (own !== null) return faultOf(own);
    const first = found.find(({ key }) => key === field.key);
    if (first) return faultOf(codeOf[first.keyword] ?? 'not-fitting');
    return between.filter((each) => each.field === field.key).slice(0, 1);
  });
};

/** What of an answer fits a newer version: fields of the same key and kind whose value is right there. */
export const carryOver = (
  from: Design,
  to: Design,
  schema: object,
  values: AnswerValues,
  findSchemaFaults: FindSchemaFaults,
): { readonly values: AnswerValues; readonly dropped: readonly string[] } => {
  const before = new Map(fieldsOf(from).map((each) => [each.key, each]));
  const same = Object.fromEntries(
    fieldsOf(to).flatMap(({ key, kind }) =>
      values[key] !== undefined && before.get(key)?.kind === kind ? [[key, values[key]]] : [],
    ),
  );
  const wrong = new Set(
    checkAnswer({ ...to, checks: [] }, schema, same, findSchemaFaults)
      .filter(({ code }) => code !== 'required')
      .map(({ field }) => field),
  );
  const kept = shownValues(to, Object.fromEntries(Object.entries(same).filter(([key]) => !wrong.has(key))));
  return {
    values: kept,
    dropped: Object.keys(values).flatMap((key) => (key in kept ? [] : [before.get(key)?.label ?? key])),
  };
};
