import { formatDate, formatNumber } from '@xueqian/ui/format.ts';
import { useTranslation } from 'react-i18next';
import type { FiledSection } from '../section.ts';
import type { FiledField } from '../section-fields.ts';

/** Words of a filed section: its name, its fields, their values as a person reads them, a half-year. */
export const useFiledWords = () => {
  const { t } = useTranslation(['institutions', 'ui']);
  const nameOf = (section: FiledSection): string => t(`section.names.${section}`);
  const periodOf = (period: string): string =>
    period === '' ? '' : t(`section.terms.${period.slice(5)}`, { year: period.slice(0, 4) });
  return {
    nameOf,
    periodOf,
    titleOf: (section: FiledSection, period: string): string =>
      period === '' ? nameOf(section) : t('section.ofPeriod', { section: nameOf(section), period: periodOf(period) }),
    fieldOf: (section: FiledSection, field: FiledField): string => t(`section.fields.${section}.${field.name}`),
    codeOf: (section: FiledSection, field: FiledField, code: string): string =>
      t(`section.codes.${field.name === 'type' && section === 'classes' ? 'classType' : field.name}.${code}`),
    valueOf: (section: FiledSection, field: FiledField, value: unknown): string => {
      if (value === null || value === undefined || value === '') return '—';
      if (field.kind === 'yes') return t(value === true ? 'ui:yes' : 'ui:no');
      if (field.kind === 'code')
        return t(`section.codes.${section === 'classes' ? 'classType' : field.name}.${String(value)}`);
      if (field.kind === 'date') return formatDate(String(value));
      if (field.kind === 'year') return String(value);
      return typeof value === 'number' ? formatNumber(value) : String(value);
    },
  };
};
