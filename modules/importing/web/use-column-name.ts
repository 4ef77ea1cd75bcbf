import { useTranslation } from 'react-i18next';

/** The name of a column of the sheet. */
export const useColumnName = (): ((column: string) => string) => {
  const { t } = useTranslation('children');
  return (column) => t([`columns.${column}`, `pages.field.${column}`], { defaultValue: column });
};

type Told = {
  readonly code: string;
  readonly column: string;
  readonly value?: string;
  readonly facts: Readonly<Record<string, string | number>>;
};

/** What is wrong, by the texts that form and import share. */
export const useCheckText = (): ((problem: Told) => string) => {
  const { t } = useTranslation('children');
  const nameOf = useColumnName();
  return ({ code, column, value = '', facts }) =>
    t([`checks.${code}`, 'pages.form.checkUnknown'], { ...facts, value, column: nameOf(column) });
};
