import { codes } from '@xueqian/kernel/codes/codes.ts';
import { formatDate, formatNumber } from '@xueqian/ui/format.ts';
import { useTranslation } from 'react-i18next';
import type { FormLine } from '../form-groups.ts';

export const codeTables = {
  kind: 'institutionType',
  nature: 'kindergartenNature',
  organizer: 'organizer',
} as const satisfies Partial<Record<FormLine, keyof typeof codes>>;

const dates: readonly FormLine[] = ['openedOn', 'approvedOn', 'licenceValidTo'];

/** A value of the recognition form as a person reads it. */
export const useFormWords = (): ((line: FormLine, value: string | number | null | undefined) => string) => {
  const { t, i18n } = useTranslation('admission');
  const language = i18n.language === 'en' ? 'en' : 'zh';
  return (line, value) => {
    if (value === null || value === undefined || value === '') return '—';
    if (line in codeTables)
      return codes[codeTables[line as keyof typeof codeTables]].word(String(value), language) ?? String(value);
    if (line === 'assets') return t(`assets.${value}`);
    if (dates.includes(line)) return formatDate(String(value));
    return typeof value === 'number' ? formatNumber(value) : value;
  };
};
