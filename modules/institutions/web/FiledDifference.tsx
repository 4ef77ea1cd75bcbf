import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { FiledSection } from '../section.ts';
import { differencesOf, fieldsOf, isTable, type RowDifference } from '../section-fields.ts';
import { DifferenceTable } from './DifferenceTable.tsx';
import { useFiledWords } from './use-filed-words.ts';

type Fields = Readonly<Record<string, unknown>>;
type Props = { readonly section: FiledSection; readonly before: Fields; readonly after: Fields };

/** What a change changes: old beside new, row by row; what stays the same is left out. */
export function FiledDifference({ section, before, after }: Props) {
  const { t } = useTranslation('institutions');
  const words = useFiledWords();
  const rows = differencesOf(section, before, after);
  const fields = fieldsOf(section);
  const headOf = ({ before: was, after: is }: RowDifference): string => {
    const row = is ?? was;
    return t(was === null ? 'section.diff.added' : is === null ? 'section.diff.removed' : 'section.diff.changed', {
      name: String(row?.['name'] ?? ''),
    });
  };
  return (
    <DifferenceTable hasBefore>
      {rows.map((row) => (
        <Fragment key={row.id}>
          {isTable(section) && (
            <tr className="group">
              <th scope="rowgroup" colSpan={3}>
                {headOf(row)}
              </th>
            </tr>
          )}
          {fields
            .filter(({ name }) => row.fields.includes(name) && (row.before?.[name] ?? row.after?.[name]) != null)
            .map((field) => (
              <tr key={field.name} className="changed">
                <th scope="row">{words.fieldOf(section, field)}</th>
                <td>{row.before !== null && <del>{words.valueOf(section, field, row.before[field.name])}</del>}</td>
                <td>{row.after !== null && <ins>{words.valueOf(section, field, row.after[field.name])}</ins>}</td>
              </tr>
            ))}
        </Fragment>
      ))}
    </DifferenceTable>
  );
}
