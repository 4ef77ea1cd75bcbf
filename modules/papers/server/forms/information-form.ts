import { type FormField, formGroupKeys, formGroups } from '../../../children/form-fields.ts';
import { isAsked } from '../../../children/form-rules.ts';
import type { PaperFile } from '../../../children/server/index.ts';
import type { Cell, PaperSheet } from '../../paper-form.ts';
import type { FormWords } from '../form-words.ts';

const isWide = (field: FormField): boolean => field.kind === 'place' || ('wide' in field && field.kind === 'text');

/** The child information form: every field of the file by group, for the guardian to check and sign (Binhai measures, article 15). */
export const informationForm = ({ child, values }: PaperFile, words: FormWords): PaperSheet => ({
  kind: 'information',
  title: words.text('forms.information'),
  landscape: false,
  head: [
    { label: words.text('head.institution'), value: child.institutionName },
    { label: words.text('head.class'), value: child.className ?? words.text('head.noClass') },
    { label: words.text('head.number'), value: child.numberMasked ?? words.text('head.noNumber') },
  ],
  blocks: [
    {
      kind: 'fields',
      groups: formGroupKeys.map((group) => ({
        title: words.groupName(group),
        cells: formGroups[group]
          .filter((field) => isAsked(field.column, values))
          .map(
            (field): Cell => ({
              label: words.fieldName(field.column),
              value: field.kind === 'class' ? (child.className ?? '') : words.valueOf(field, values[field.column]),
              wide: isWide(field),
            }),
          ),
      })),
    },
  ],
  declarations: [words.text('declarations.information'), words.text('declarations.corrections')],
  signatures: (['guardian', 'collector', 'principal'] as const).map((who) => words.text(`signatures.${who}`)),
});
