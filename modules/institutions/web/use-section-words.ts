import { codes } from '@xueqian/kernel/codes/codes.ts';
import { formatDate, formatNumber } from '@xueqian/ui/format.ts';
import { useTranslation } from 'react-i18next';
import type { BasicSection } from '../institution.ts';

export type SectionField = keyof BasicSection;

const tables = {
  kind: 'institutionType',
  nature: 'kindergartenNature',
  organizer: 'organizer',
  urbanRural: 'urbanRural',
} as const satisfies Partial<Record<SectionField, keyof typeof codes>>;

/** A value of the basic section as a person reads it: words of codes, dates, figures. */
export const useSectionWords = (): ((field: SectionField, value: string | number | null | undefined) => string) => {
  const { i18n } = useTranslation('institutions');
  const language = i18n.language === 'en' ? 'en' : 'zh';
  return (field, value) => {
    if (value === null || value === undefined || value === '') return '—';
    if (field in tables)
      return codes[tables[field as keyof typeof tables]].word(String(value), language) ?? String(value);
    if (field === 'licenceValidTo' || field === 'approvedOn') return formatDate(String(value));
    if (typeof value === 'number') return formatNumber(value);
    return value;
  };
};
