import { useTranslation } from 'react-i18next';
import type { FormRow } from '../filed-form.ts';
import type { FiledSection } from '../section.ts';
import { formFields, isTable, rowsOf } from '../section-fields.ts';
import { FiledRows } from './FiledRows.tsx';
import { useFiledWords } from './use-filed-words.ts';

type Props = { readonly section: FiledSection; readonly fields: Readonly<Record<string, unknown>> };

/** A version for reading: groups of names and values, or the rows of a table. */
export function FiledValues({ section, fields }: Props) {
  const { t } = useTranslation('institutions');
  const words = useFiledWords();
  const rows = rowsOf(section, fields);
  if (isTable(section)) return <FiledRows section={section} rows={rows as readonly FormRow[]} />;
  return (
    <div className="filed-values">
      {Object.entries(formFields[section]).map(([group, list]) => (
        <section key={group}>
          <h3>{t(`section.groups.${group}`)}</h3>
          <dl className="facts">
            {list.map((field) => (
              <div key={field.name}>
                <dt>{words.fieldOf(section, field)}</dt>
                <dd className="figure">{words.valueOf(section, field, rows[0]?.[field.name])}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
