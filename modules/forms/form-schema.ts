import { type Design, type Field, fieldsOf } from './design.ts';

/** JSON Schema 2020-12 of an answer, as it is stored with a published version. */
export type JsonSchema = { readonly [keyword: string]: unknown };

const longest = { text: 200, 'long-text': 2000 } as const;
/** Most papers of one field. */
export const mostPapersOfField = 10;

const propertyOf = ({ kind, label, options, min, max, decimals, isRequired }: Field): JsonSchema => {
  switch (kind) {
    case 'text':
    case 'long-text':
      return { title: label, type: 'string', minLength: 1, maxLength: longest[kind] };
    case 'number':
      return {
        ...{ title: label, type: decimals === 0 ? 'integer' : 'number' },
        ...(min === null ? {} : { minimum: min }),
        ...(max === null ? {} : { maximum: max }),
      };
    case 'date':
      return { title: label, type: 'string', format: 'date' };
    case 'choice':
      return { title: label, type: 'string', enum: options };
    case 'choices':
      return {
        ...{ title: label, type: 'array', uniqueItems: true, items: { type: 'string', enum: options } },
        ...(isRequired ? { minItems: 1 } : {}),
      };
    case 'yes-no':
      return { title: label, type: 'boolean' };
    case 'attachment':
      return {
        ...{ title: label, type: 'array', uniqueItems: true, maxItems: mostPapersOfField, items: { type: 'string' } },
        ...(isRequired ? { minItems: 1 } : {}),
      };
  }
};

/** The value that a condition waits for: `yes` and `no` stand for true and false where the field asks yes or no. */
export const awaited = (of: Field | undefined, is: string): string | boolean =>
  of?.kind === 'yes-no' ? is === 'yes' : is;

const partOf = (fields: readonly Field[]): JsonSchema => ({
  properties: Object.fromEntries(fields.map((each) => [each.key, propertyOf(each)])),
  required: fields.filter(({ isRequired }) => isRequired).map(({ key }) => key),
});

/** A field with a condition stands behind `if` and `then`: it is there, and asked for, only when the condition holds. */
export const schemaOf = (design: Design): JsonSchema => {
  const fields = fieldsOf(design);
  const of = new Map(fields.map((each) => [each.key, each]));
  const conditional = fields.flatMap((each) => (each.shownIf === null ? [] : [{ each, shownIf: each.shownIf }]));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    ...partOf(fields.filter(({ shownIf }) => shownIf === null)),
    ...(conditional.length === 0
      ? {}
      : {
          allOf: conditional.map(({ each, shownIf }) => ({
            if: {
              properties: { [shownIf.field]: { const: awaited(of.get(shownIf.field), shownIf.is) } },
              required: [shownIf.field],
            },
            // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema.
            then: partOf([each]),
          })),
        }),
  };
};

const widgets: Partial<Record<Field['kind'], string>> = {
  'long-text': 'textarea',
  choice: 'select',
  choices: 'checkboxes',
  'yes-no': 'radio',
  date: 'date',
};

/** How the form is shown: the order of the fields, their sections, hints, units and widgets. */
export const uiSchemaOf = (design: Design): JsonSchema => ({
  'ui:order': [...fieldsOf(design).map(({ key }) => key), '*'],
  'ui:options': {
    sections: design.sections.map(({ title, fields }) => ({ title, keys: fields.map(({ key }) => key) })),
  },
  ...Object.fromEntries(
    fieldsOf(design).map(({ key, kind, hint, unit }) => [
      key,
      {
        ...(hint === null || hint === '' ? {} : { 'ui:help': hint }),
        ...(kind === 'attachment' ? { 'ui:field': 'papers' } : {}),
        ...(widgets[kind] === undefined ? {} : { 'ui:widget': widgets[kind] }),
        'ui:options': { unit: unit ?? '', kind },
      },
    ]),
  ),
});
