import { codes } from '@xueqian/kernel/codes/codes.ts';
import {
  type BuiltSheet,
  buildWorkbook,
  columnLetter,
  escapeText,
  templateFormat as format,
  rowXml,
  templateStyles,
  textCell,
} from '../../importing/server/index.ts';
import { institutionColumns } from '../institution-row.ts';
import { mostRosterRows } from '../roster.ts';
import { rosterTexts } from './texts.ts';

const once = async function* (text: string): AsyncGenerator<string, void, undefined> {
  yield text;
};

/** The template of a list of institutions: headings with notes, drop-downs, a sheet that explains each column. */
export const writeTemplate = (): Promise<Buffer> => {
  const t = (key: string): string => rosterTexts('zh-CN', `rosters:${key}`);
  const columns = institutionColumns.map((each) => ({
    ...each,
    heading: t(`columns.${each.column}`),
    words: 'table' in each ? codes[each.table].list.map((row) => row.zh) : [],
  }));
  const lists = t('template.lists');
  const validations = columns.flatMap(({ words }, at) => {
    const letter = columnLetter(at);
    return words.length === 0
      ? []
      : [
          `<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorTitle="${escapeText(t('template.choose'))}" error="${escapeText(t('template.chooseText'))}" sqref="${letter}2:${letter}${mostRosterRows + 1}"><formula1>'${escapeText(lists)}'!$${letter}$1:$${letter}$${words.length}</formula1></dataValidation>`,
        ];
  });
  const list: BuiltSheet = {
    name: t('template.sheet'),
    columns: columns.map(({ heading }) => ({ width: Math.max(14, heading.length * 2 + 2), format: format.text })),
    rows: once(
      rowXml(
        1,
        columns.map(({ heading, need }, at) => textCell(1, at, heading, format[need])),
        30,
      ),
    ),
    frozenRows: 1,
    after: `<dataValidations count="${validations.length}">${validations.join('')}</dataValidations>`,
    notes: columns.map(({ column }, at) => ({ row: 1, column: at, text: t(`guide.${column}`) })),
  };
  const lines = [
    [t('template.title')],
    [],
    [t('template.column'), t('template.need'), t('template.rule'), t('template.words')],
    ...columns.map(({ column, heading, need, words }) => [
      heading,
      t(`template.needs.${need}`),
      t(`guide.${column}`),
      words.join(' / '),
    ]),
  ];
  const guide: BuiltSheet = {
    name: t('template.guide'),
    columns: [{ width: 24 }, { width: 10 }, { width: 60 }, { width: 70 }],
    rows: once(
      lines
        .map((line, row) =>
          rowXml(
            row + 1,
            line.map((text, at) => textCell(row + 1, at, text, row === 0 || row === 2 ? format.title : format.wrapped)),
          ),
        )
        .join(''),
    ),
  };
  const longest = Math.max(...columns.map(({ words }) => words.length));
  const hidden: BuiltSheet = {
    name: lists,
    hidden: true,
    columns: columns.map(() => ({ width: 16, format: format.text })),
    rows: once(
      Array.from({ length: longest }, (_row, row) =>
        rowXml(
          row + 1,
          columns.flatMap(({ words }, at) =>
            words[row] === undefined ? [] : [textCell(row + 1, at, words[row], format.text)],
          ),
        ),
      ).join(''),
    ),
  };
  return buildWorkbook([list, guide, hidden], templateStyles);
};
