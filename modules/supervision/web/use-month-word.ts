import { useTranslation } from 'react-i18next';

/** A month as people say it; given as `2026-11`. */
export const useMonthWord = () => {
  const { t } = useTranslation('supervision');
  return (month: string): string => t('monthly.month', { year: month.slice(0, 4), month: Number(month.slice(5)) });
};
