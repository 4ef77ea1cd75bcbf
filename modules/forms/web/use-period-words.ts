import { useTranslation } from 'react-i18next';

const term = /^(\d{4})-(autumn|spring)$/;
const month = /^(\d{4})-(\d{2})$/;

/** A period as a person reads it: a month, a half-year, a school year; once. */
export const usePeriodWords = (): ((period: string) => string) => {
  const { t } = useTranslation('forms');
  return (period) => {
    if (period === '') return t('periods.once');
    const [, termYear, half] = term.exec(period) ?? [];
    if (termYear !== undefined) return t(`periods.${half}`, { year: termYear });
    const [, year, number] = month.exec(period) ?? [];
    if (year !== undefined) return t('periods.month', { year, month: Number(number) });
    return t('periods.year', { year: `${period}—${Number(period) + 1}` });
  };
};
