import { codes } from '@xueqian/kernel/codes/codes.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { useTranslation } from 'react-i18next';
import type { FormField } from '../form-fields.ts';
import { type FormValue, isEmptyValue } from '../form-rules.ts';

type Option = { readonly value: string; readonly label: string };

/** The words of the code tables in the language of the page. */
export const useCodeOptions = (): ((table: keyof typeof codes) => Option[]) => {
  const { i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'zh';
  return (table) => codes[table].list.map((row) => ({ value: row.code, label: row[language] }));
};

/** A value of the file as a person reads it; places are left as codes (PlaceName shows their names). */
export const useFieldWord = (): ((field: FormField, value: FormValue | undefined) => string) => {
  const { t, i18n } = useTranslation('children');
  const language = i18n.language === 'en' ? 'en' : 'zh';
  return (field, value) => {
    if (isEmptyValue(value) || value === undefined || value === null) return t('pages.blank');
    if (typeof value === 'boolean') return t(value ? 'pages.yes' : 'pages.no');
    if (field.kind === 'yes-no') return t(value === '1' || value === 'true' ? 'pages.yes' : 'pages.no');
    if (field.kind === 'date') return formatDate(value);
    if (field.kind === 'choice') return codes[field.table].word(value, language) ?? value;
    return value;
  };
};
