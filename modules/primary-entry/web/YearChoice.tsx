import { useAddress } from '@xueqian/ui/use-address.ts';
import { Select } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { entryYearOf } from '../standing.ts';

/** The year of entry that the page is about: the address says it, else that of the last graduation. */
export const useYear = (): number => {
  const { query } = useAddress();
  const asked = Number(query['year'] ?? Number.NaN);
  return Number.isInteger(asked) && asked >= 2014 && asked <= 2100 ? asked : lastYear();
};

/** Children graduate in July: before it the page is about those of the year before. */
const lastYear = (): number => entryYearOf(dayjs().subtract(6, 'month').endOf('year').format('YYYY-08-01'));

/** Chooses the year of entry. */
export function YearChoice() {
  const { t } = useTranslation('primary-entry');
  const { setQuery } = useAddress();
  const year = useYear();
  const years = [...new Set([year, ...[1, 0, -1, -2, -3].map((step) => lastYear() + step)])].sort((a, b) => b - a);
  return (
    <Select
      aria-label={t('year')}
      value={year}
      onChange={(chosen: number) => setQuery({ year: String(chosen) }, { replace: true })}
      options={years.map((value) => ({ value, label: t('yearOf', { year: value }) }))}
    />
  );
}
