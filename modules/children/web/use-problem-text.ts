import { useTranslation } from 'react-i18next';
import type { FormProblem } from './use-form-problems.ts';

/** The text of a check: what is wrong with the field and how to put it right. */
export const useProblemText = (): ((problem: FormProblem) => string) => {
  const { t } = useTranslation('children');
  return ({ code, column, value, facts }) =>
    t([`checks.${code}`, 'pages.form.checkUnknown'], {
      ...facts,
      value,
      column: t(`pages.field.${column}`, { defaultValue: column }),
    });
};
