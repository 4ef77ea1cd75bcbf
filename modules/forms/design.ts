import { z } from 'zod';

/** Kinds of fields that a department may put into a form. */
export const fieldKinds = ['text', 'long-text', 'number', 'date', 'choice', 'choices', 'yes-no', 'attachment'] as const;
export type FieldKind = (typeof fieldKinds)[number];

/** A field keeps its key over all versions of its form, so that answers of several versions stand in one column. */
export const fieldKey = z.string().regex(/^f[a-z0-9]{1,12}$/);
const words = (most: number) => z.string().trim().min(1).max(most);

export const field = z.object({
  key: fieldKey,
  kind: z.enum(fieldKinds),
  label: words(60),
  hint: z.string().trim().max(200).nullable(),
  isRequired: z.boolean(),
  /** Of a number: its unit, its bounds, and digits after the point. */
  unit: z.string().trim().max(10).nullable(),
  min: z.number().min(-1e12).max(1e12).nullable(),
  max: z.number().min(-1e12).max(1e12).nullable(),
  decimals: z.number().int().min(0).max(4),
  /** Of a choice: what there is to choose from. */
  options: z.array(words(60)).max(50),
  /** Shown only when another field has this value: an option, or `yes` and `no`. */
  shownIf: z.object({ field: fieldKey, is: words(60) }).nullable(),
});
export type Field = z.infer<typeof field>;

export const section = z.object({ title: words(60), fields: z.array(field).max(60) });
export type Section = z.infer<typeof section>;

/** A check between number fields: parts that add up to a total, or one that is not greater than another. */
export const check = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sum'), parts: z.array(fieldKey).min(1).max(20), total: fieldKey }),
  z.object({ kind: z.literal('not-greater'), field: fieldKey, than: fieldKey }),
]);
export type Check = z.infer<typeof check>;

export const design = z.object({ sections: z.array(section).max(20), checks: z.array(check).max(30) });
export type Design = z.infer<typeof design>;

/** What was answered, by the keys of fields: texts, numbers, yes or no, several choices or papers. */
export const answerValues = z.record(
  fieldKey,
  z.union([z.string().max(4000), z.number().min(-1e15).max(1e15), z.boolean(), z.array(z.string().max(200)).max(60)]),
);
export type AnswerValues = z.infer<typeof answerValues>;

export const fieldsOf = ({ sections }: Pick<Design, 'sections'>): Field[] => sections.flatMap(({ fields }) => fields);

export const emptyDesign: Design = { sections: [], checks: [] };
