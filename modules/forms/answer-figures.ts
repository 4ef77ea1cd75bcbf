import { type AnswerValues, type Design, fieldsOf } from './design.ts';

/** What the answers say together: how often each choice, and sum, mean, least and most of a number. */
export type FieldFigures = {
  readonly key: string;
  readonly label: string;
  readonly unit: string | null;
  readonly answered: number;
  readonly choices: readonly { readonly choice: string; readonly count: number }[];
  readonly numbers: {
    readonly sum: number;
    readonly mean: number;
    readonly least: number;
    readonly most: number;
  } | null;
};

const round = (value: number): number => Number(value.toFixed(4));

/** Figures of choices, yes-or-no and numbers, in the order of the form; texts, dates and papers have none. */
export const figuresOf = (design: Design, answers: readonly AnswerValues[]): FieldFigures[] =>
  fieldsOf(design).flatMap(({ key, kind, label, unit, options }): FieldFigures[] => {
    const given = answers.flatMap((values) => (values[key] === undefined ? [] : [values[key]]));
    const head = { key, label, unit, answered: given.length };
    if (kind === 'number') {
      const numbers = given.filter((value): value is number => typeof value === 'number');
      const sum = numbers.reduce((whole, each) => whole + each, 0);
      return [
        {
          ...{ ...head, choices: [] },
          numbers:
            numbers.length === 0
              ? null
              : {
                  ...{ sum: round(sum), mean: round(sum / numbers.length) },
                  ...{ least: Math.min(...numbers), most: Math.max(...numbers) },
                },
        },
      ];
    }
    if (kind !== 'choice' && kind !== 'choices' && kind !== 'yes-no') return [];
    const count = (choice: string) =>
      given.filter((value) => (Array.isArray(value) ? value.includes(choice) : value === choice)).length;
    const yesNo = (choice: 'yes' | 'no') => ({
      choice,
      count: given.filter((value) => value === (choice === 'yes')).length,
    });
    const choices =
      kind === 'yes-no' ? [yesNo('yes'), yesNo('no')] : options.map((choice) => ({ choice, count: count(choice) }));
    return [{ ...head, choices, numbers: null }];
  });
