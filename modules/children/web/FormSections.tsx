import { SmallIcon } from '@xueqian/ui/parts/SmallIcon.tsx';
import { useTranslation } from 'react-i18next';
import type { ChildColumn } from '../child.ts';
import { formGroupKeys, formGroups } from '../form-fields.ts';
import { isAsked } from '../form-rules.ts';
import type { ChildFormState } from './use-child-form.ts';

type Props = { readonly form: ChildFormState; readonly onGo: (column: ChildColumn) => void };

/** The groups of the form with the number of fields still open in each. */
export function FormSections({ form, onGo }: Props) {
  const { t } = useTranslation('children');
  return (
    <nav className="form-sections" aria-label={t('pages.form.sections')}>
      <ul>
        {formGroupKeys.map((group) => {
          const asked = formGroups[group].filter((field) => isAsked(field.column, form.values));
          const open = asked.filter((field) => form.openColumns.includes(field.column));
          const goal = (open[0] ?? asked[0])?.column;
          return (
            <li key={group}>
              <button type="button" disabled={goal === undefined} onClick={() => goal !== undefined && onGo(goal)}>
                <span>{t(`pages.group.${group}`)}</span>
                {open.length === 0 ? (
                  <span className="form-sections-done">
                    <SmallIcon name="check" />
                  </span>
                ) : (
                  <span className="form-sections-open figure">{open.length}</span>
                )}
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
