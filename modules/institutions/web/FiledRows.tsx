import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { useTranslation } from 'react-i18next';
import { type FormRow, isTyped, wrongIn } from '../filed-form.ts';
import { type TableSection, tableFields } from '../section-fields.ts';
import { useFiledWords } from './use-filed-words.ts';

type Props = {
  readonly section: TableSection;
  readonly rows: readonly FormRow[];
  readonly onOpen?: (at: number) => void;
};

/** What stands in the list; the rest is in the row's own form. */
const shown: Readonly<Record<TableSection, readonly string[]>> = {
  buildings: ['name', 'builtIn', 'floors', 'area', 'tenure', 'use', 'safety'],
  classes: ['code', 'name', 'type', 'capacity', 'children'],
  staff: ['name', 'number', 'post', 'education', 'qualification', 'backgroundCheckedOn', 'healthCertificateTo'],
};
const numeric = ['area', 'money', 'count', 'year'];

/** The rows of a section that is a table. */
export function FiledRows({ section, rows, onOpen }: Props) {
  const { t } = useTranslation('institutions');
  const words = useFiledWords();
  const columns: Column<FormRow>[] = tableFields[section]
    .filter(({ name }) => shown[section].includes(name))
    .map((field) => ({
      key: field.name,
      head: words.fieldOf(section, field),
      kind: numeric.includes(field.kind)
        ? ('number' as const)
        : field.kind === 'date'
          ? ('date' as const)
          : ('text' as const),
      phone: field.name === 'name' ? ('title' as const) : ('line' as const),
      cell: (row) => words.valueOf(section, field, row[field.name]),
    }));
  const numbered = rows.map((row, at) => ({ row, at }));
  return (
    <DataTable
      label={words.nameOf(section)}
      columns={columns.map((column) => ({ ...column, cell: ({ row }: { row: FormRow }) => column.cell(row) }))}
      rows={numbered}
      rowId={({ at }) => at}
      tone={({ row }) => (isTyped(section) && Object.keys(wrongIn(section, row)).length > 0 ? 'warn' : null)}
      {...(onOpen === undefined ? {} : { onOpen: ({ at }: { at: number }) => onOpen(at) })}
      empty={<EmptyState title={t('section.empty.title')} hint={t(`section.empty.${section}`)} />}
    />
  );
}
