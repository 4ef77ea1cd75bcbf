import { formFields } from '../../children/form-fields.ts';
import type { PaperFile } from '../../children/server/index.ts';
import type { Cell } from '../paper-form.ts';
import type { FormWords } from './form-words.ts';

/** Fields of a file that applications show beside what they are about. */
export type ShownField = (typeof formFields)[number]['column'];

/** Cells of a child's file in the order asked for; empty, for a hand to fill in, where the asker sees no file. */
export const fileCells = (words: FormWords, file: PaperFile | null, columns: readonly ShownField[]): Cell[] =>
  columns.map((column) => {
    const field = formFields.find((each) => each.column === column);
    return {
      label: words.fieldName(column),
      value: file && field ? words.valueOf(field, file.values[column]) : '',
      wide: field?.kind === 'place' || (field !== undefined && 'wide' in field),
    };
  });

/** The head of every application: its number, how it stands, and the day it was made. */
export const applicationHead = (words: FormWords, number: number, state: string, day: string): Cell[] => [
  { label: words.text('application.number'), value: String(number) },
  { label: words.text('application.state'), value: state },
  { label: words.text('application.day'), value: day },
];
