import { type CodeTableName, codes } from '@xueqian/kernel/codes/codes.ts';
import type { Language } from '@xueqian/platform/messages.ts';
import type { ChildColumn } from '../../children/child.ts';
import layout from '../reference/national-layout.json' with { type: 'json' };
import { type BuiltSheet, buildWorkbook, rowXml, textCell } from './build-workbook.ts';
import { columnLetter } from './sheet-cell.ts';
import { escapeText } from './sheet-notes.ts';
import { templateFormat as format, templateStyles as styles } from './template-styles.ts';
import { importingTexts } from './texts.ts';

export type TemplateOptions = {
  readonly institutionName: string;
  readonly classes: readonly { readonly code: string; readonly name: string }[];
  /** Twelve-character codes with full names, in the order they are to be shown. */
  readonly places?:
    | Iterable<{ readonly code: string; readonly name: string }>
    | AsyncIterable<{ readonly code: string; readonly name: string }>;
  readonly language?: Language;
};

type Need = 'required' | 'conditional' | 'optional';

const needs: Readonly<Record<ChildColumn, Need>> = {
  name: 'required',
  classCode: 'optional',
  sex: 'required',
  birthOn: 'required',
  identityType: 'required',
  identityNumber: 'conditional',
  bloodType: 'optional',
  nationality: 'required',
  ethnicity: 'conditional',
  overseas: 'required',
  birthPlace: 'conditional',
  nativePlace: 'optional',
  hukouNature: 'conditional',
  hukouSubtype: 'conditional',
  hukouPlace: 'conditional',
  address: 'optional',
  admittedOn: 'required',
  attendance: 'required',
  onlyChild: 'conditional',
  leftBehind: 'conditional',
  migrantWorker: 'conditional',
  health: 'required',
  disabled: 'required',
  disabilityType: 'conditional',
  orphan: 'required',
  guardianName: 'required',
  guardianIdentityType: 'required',
  guardianIdentityNumber: 'conditional',
  guardianRelation: 'optional',
  guardianPhone: 'optional',
};

const tables: Readonly<Partial<Record<ChildColumn, CodeTableName>>> = {
  sex: 'sex',
  identityType: 'identityType',
  bloodType: 'bloodType',
  nationality: 'nationality',
  ethnicity: 'ethnicity',
  overseas: 'overseas',
  hukouNature: 'hukouNature',
  hukouSubtype: 'hukouSubtype',
  attendance: 'attendance',
  onlyChild: 'yesNo',
  leftBehind: 'leftBehind',
  migrantWorker: 'yesNo',
  health: 'health',
  disabled: 'yesNo',
  disabilityType: 'disabilityType',
  orphan: 'yesNo',
  guardianIdentityType: 'guardianIdentityType',
  guardianRelation: 'guardianRelation',
};

const columns = layout as readonly { readonly column: ChildColumn; readonly heading: string }[];

const lastListedRow = 100_001;

const once = async function* (text: string): AsyncGenerator<string, void, undefined> {
  yield text;
};

/** What is chosen for a class: its name, or its code where several classes have the name. */
const classChoices = (classes: TemplateOptions['classes']): string[] =>
  classes.map(({ code, name }) => (classes.filter((other) => other.name === name).length === 1 ? name : code));

const choicesOf = (column: ChildColumn, classes: TemplateOptions['classes']): readonly string[] => {
  if (column === 'classCode') return classChoices(classes);
  const table = tables[column];
  return table ? codes[table].list.map((row) => row.zh) : [];
};

/** Writes the import template: an unchanged one is a sheet without children. */
export const writeTemplate = async (options: TemplateOptions): Promise<Buffer> => {
  const language = options.language ?? 'zh-CN';
  const t = (key: string, facts?: Record<string, string | number>): string =>
    importingTexts(language, `importing:template.${key}`, facts);
  const choices = columns.map(({ column }) => choicesOf(column, options.classes));
  const rule = (column: ChildColumn): string =>
    t('note', { need: t(`need.${needs[column]}`), rule: t(`columns.${column}`) });

  const validation = (list: readonly string[], at: number): string => {
    const letter = columnLetter(at);
    return (
      `<dataValidation type="list" errorStyle="stop" allowBlank="1" showInputMessage="1" showErrorMessage="1" errorTitle="${escapeText(t('choose'))}" ` +
      `error="${escapeText(t('chooseText', { heading: columns[at]!.heading }))}" sqref="${letter}2:${letter}${lastListedRow}">` +
      `<formula1>'${escapeText(t('sheets.lists'))}'!$${letter}$1:$${letter}$${list.length}</formula1></dataValidation>`
    );
  };
  const validations = choices.flatMap((list, at) => (list.length > 0 ? [validation(list, at)] : []));

  const children: BuiltSheet = {
    name: t('sheets.children'),
    columns: columns.map(({ heading }) => ({ width: Math.max(12, heading.length * 2 + 2), format: format.text })),
    rows: once(
      rowXml(
        1,
        columns.map(({ column, heading }, at) => textCell(1, at, heading, format[needs[column]])),
        36,
      ),
    ),
    frozenRows: 1,
    after: `<dataValidations count="${validations.length}">${validations.join('')}</dataValidations>`,
    notes: columns.map(({ column }, at) => ({ row: 1, column: at, text: rule(column) })),
  };

  const guideLines: (readonly string[])[] = [
    [t('title', { institution: options.institutionName })],
    ...['one', 'two', 'three', 'four', 'five', 'six'].map((step) => [t(`steps.${step}`)]),
    [],
    [t('guide.letter'), t('guide.heading'), t('guide.need'), t('guide.rule')],
    ...columns.map(({ column, heading }, at) => [
      columnLetter(at),
      heading,
      t(`need.${needs[column]}`),
      t(`columns.${column}`),
    ]),
    [],
    [t('guide.classCode'), t('guide.className')],
    ...options.classes.map(({ code, name }) => [code, name]),
  ];
  const guide: BuiltSheet = {
    name: t('sheets.guide'),
    columns: [{ width: 14 }, { width: 26 }, { width: 14 }, { width: 90 }],
    rows: once(
      guideLines
        .map((line, row) => {
          const shape = row === 0 ? format.title : line.length === 4 ? format.wrapped : format.text;
          return rowXml(
            row + 1,
            line.map((text, at) => textCell(row + 1, at, text, shape)),
          );
        })
        .join(''),
    ),
  };

  const placeRows = async function* (): AsyncGenerator<string, void, undefined> {
    yield rowXml(1, [
      textCell(1, 0, t('guide.placeCode'), format.title),
      textCell(1, 1, t('guide.placeName'), format.title),
    ]);
    let row = 1;
    for await (const { code, name } of options.places ?? []) {
      row++;
      yield rowXml(row, [textCell(row, 0, code, format.text), textCell(row, 1, name, format.text)]);
    }
  };
  const places: BuiltSheet = {
    name: t('sheets.places'),
    columns: [
      { width: 18, format: format.text },
      { width: 50, format: format.text },
    ],
    rows: placeRows(),
    frozenRows: 1,
  };

  const longest = Math.max(...choices.map((list) => list.length));
  const listRows = Array.from({ length: longest }, (_row, row) =>
    rowXml(
      row + 1,
      choices.flatMap((list, at) => (list[row] === undefined ? [] : [textCell(row + 1, at, list[row], format.text)])),
    ),
  );
  const lists: BuiltSheet = {
    name: t('sheets.lists'),
    hidden: true,
    columns: columns.map(() => ({ width: 16, format: format.text })),
    rows: once(listRows.join('')),
  };
  return buildWorkbook([children, guide, places, lists], styles);
};
