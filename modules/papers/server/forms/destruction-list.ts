import { destructionDueOn, type PaperFileRule } from '../../destruction.ts';
import type { PaperSheet } from '../../paper-form.ts';
import type { FormWords } from '../form-words.ts';
import type { GoneRow } from '../store-destructions.ts';

/** What is to be destroyed, line by line, for the two who do it. */
export const destructionList = (
  rows: readonly GoneRow[],
  institutionName: string,
  rule: PaperFileRule,
  words: FormWords,
): PaperSheet => ({
  kind: 'destruction-list',
  title: words.text('forms.destruction-list'),
  landscape: false,
  head: [
    { label: words.text('head.institution'), value: institutionName },
    { label: words.text('head.files'), value: String(rows.length) },
  ],
  blocks: [
    {
      kind: 'list',
      columns: [
        { title: words.text('list.number'), share: 2, align: 'center' },
        { title: words.text('columns.name'), share: 5 },
        { title: words.text('columns.class'), share: 5 },
        { title: words.text('files.endedOn'), share: 4 },
        { title: words.text('files.dueOn'), share: 4 },
        { title: words.text('files.remark'), share: 5 },
      ],
      rows: rows.map((row, at) => [
        String(at + 1),
        row.name,
        row.className ?? '',
        row.endedOn,
        destructionDueOn(row.endedOn, rule) ?? '',
        '',
      ]),
      least: 22,
    },
  ],
  declarations: [words.text('declarations.destruction')],
  signatures: (['destroyer', 'witness', 'principal'] as const).map((who) => words.text(`signatures.${who}`)),
});
