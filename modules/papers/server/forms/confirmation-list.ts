import { formFields } from '../../../children/form-fields.ts';
import type { PaperFile } from '../../../children/server/index.ts';
import type { PaperSheet } from '../../paper-form.ts';
import type { FormWords } from '../form-words.ts';

/** What a guardian reads of a child on the list, in its order. */
const shown = [
  'name',
  'sex',
  'birthOn',
  'identityNumber',
  'address',
  'guardianName',
  'guardianRelation',
  'guardianPhone',
] as const;
const shares = [3, 7, 3.4, 7, 11, 14, 7, 5, 8.4, 7, 9, 7];

/** The list of a class for signatures: a line a child, and room for a hand. */
export const confirmationList = (
  files: readonly PaperFile[],
  place: { readonly institutionName: string; readonly className: string },
  words: FormWords,
): PaperSheet => {
  const fields = shown.map((column) => formFields.find((field) => field.column === column)!);
  const titles = [
    words.text('list.number'),
    ...shown.map((column) => words.fieldName(column)),
    ...(['outcome', 'signature', 'day'] as const).map((column) => words.text(`list.${column}`)),
  ];
  return {
    kind: 'confirmation-list',
    title: words.text('forms.confirmation-list'),
    landscape: true,
    head: [
      { label: words.text('head.institution'), value: place.institutionName },
      { label: words.text('head.class'), value: place.className },
      { label: words.text('head.children'), value: String(files.length) },
    ],
    blocks: [
      {
        kind: 'list',
        columns: titles.map((title, at) => ({ title, share: shares[at] ?? 7, align: at === 0 ? 'center' : 'left' })),
        rows: files.map(({ values }, at) => [
          String(at + 1),
          ...fields.map((field) => words.valueOf(field, values[field.column])),
          words.text('list.tick'),
          '',
          '',
        ]),
        least: 30,
      },
    ],
    declarations: [words.text('declarations.list'), words.text('declarations.corrections')],
    signatures: (['teacher', 'principal'] as const).map((who) => words.text(`signatures.${who}`)),
  };
};
