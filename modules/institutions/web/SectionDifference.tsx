import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { BasicSection } from '../institution.ts';
import { DifferenceTable } from './DifferenceTable.tsx';
import { SectionValue } from './SectionValue.tsx';
import { sectionGroupKeys, sectionGroups } from './section-groups.ts';
import type { SectionField } from './use-section-words.ts';

type Fields = Partial<BasicSection>;

const isChanged = (before: Fields, after: Fields, field: SectionField): boolean =>
  (before[field] ?? null) !== (after[field] ?? null);

/** The fields that differ, in reading order. */
export const changedFields = (before: Fields, after: Fields): SectionField[] =>
  sectionGroupKeys.flatMap((group) => sectionGroups[group].filter((field) => isChanged(before, after, field)));

/** Old beside new, field by field; without an old one only the new. */
export function SectionDifference({ before, after }: { readonly before: Fields | null; readonly after: Fields }) {
  const { t } = useTranslation('institutions');
  return (
    <DifferenceTable hasBefore={before !== null}>
      {sectionGroupKeys.map((group) => (
        <Fragment key={group}>
          <tr className="group">
            <th scope="rowgroup" colSpan={before === null ? 2 : 3}>
              {t(`pages.basic.group.${group}`)}
            </th>
          </tr>
          {sectionGroups[group].map((field) => {
            const changed = before !== null && isChanged(before, after, field);
            return (
              <tr key={field} className={changed ? 'changed' : undefined}>
                <th scope="row">{t(`pages.basic.field.${field}`)}</th>
                {before !== null && (
                  <td>
                    {changed ? (
                      <del>
                        <SectionValue field={field} fields={before} />
                      </del>
                    ) : (
                      <SectionValue field={field} fields={before} />
                    )}
                  </td>
                )}
                <td>
                  {changed ? (
                    <ins>
                      <SectionValue field={field} fields={after} />
                    </ins>
                  ) : (
                    <SectionValue field={field} fields={after} />
                  )}
                </td>
              </tr>
            );
          })}
        </Fragment>
      ))}
    </DifferenceTable>
  );
}
