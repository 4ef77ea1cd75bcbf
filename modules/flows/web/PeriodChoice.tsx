import { DateBox } from '@xueqian/ui/parts/DateBox.tsx';
import { today } from '@xueqian/ui/today.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type PeriodKind, periodAround, periodKindOf, periodOf, periodsUntil } from '../period.ts';

const kinds = ['year', 'term', 'month', 'own'] as const;
const most = { year: 6, term: 10, month: 24 } as const;

/** The key of the period that the page is about: the address says it, else this school year. */
export const usePeriod = (): readonly [key: string, set: (key: string) => void] => {
  const { query, setQuery } = useAddress();
  const asked = query['period'];
  const key = asked !== undefined && periodOf(asked) !== null ? asked : periodAround('year', today());
  return [key, (chosen) => setQuery({ period: chosen }, { replace: true })];
};

/** A period in words. */
export const usePeriodWord = (): ((key: string) => string) => {
  const { t } = useTranslation('flows');
  return (key) => {
    const days = periodOf(key);
    if (days === null) return key;
    const kind = periodKindOf(key);
    const year = Number(key.slice(0, 4));
    if (kind === 'year') return t('period.yearOf', { from: year, until: year + 1 });
    if (kind === 'month') return t('period.monthOf', { year, month: Number(key.slice(5)) });
    if (kind === 'term') return t(key.endsWith('autumn') ? 'period.autumn' : 'period.spring', { year });
    return t('days', days);
  };
};

/** Chooses a school year, a term, a month, or two days. */
export function PeriodChoice() {
  const { t } = useTranslation('flows');
  const [key, set] = usePeriod();
  const wordOf = usePeriodWord();
  const kind = periodKindOf(key);
  const days = periodOf(key) ?? { from: today(), until: today() };
  const change = (chosen: PeriodKind) =>
    set(chosen === 'own' ? `${days.from}_${[days.until, today()].sort()[0]}` : periodAround(chosen, today()));
  const own = (from: string, until: string) => {
    if (from !== '' && until !== '' && from <= until) set(`${from}_${until}`);
  };
  return (
    <>
      <Select
        aria-label={t('period.kind')}
        value={kind}
        onChange={change}
        options={kinds.map((value) => ({ value, label: t(`period.${value}`) }))}
        className="flows-kind"
      />
      {kind === 'own' ? (
        <span className="flows-own">
          <DateBox
            label={t('period.from')}
            value={days.from}
            max={days.until}
            clears={false}
            onChange={(from) => own(from, days.until)}
          />
          <span aria-hidden="true">–</span>
          <DateBox
            label={t('period.until')}
            value={days.until}
            min={days.from}
            clears={false}
            onChange={(until) => own(days.from, until)}
          />
        </span>
      ) : (
        <Select
          aria-label={t('period.value')}
          value={key}
          onChange={set}
          options={[...new Set([...periodsUntil(kind, today(), most[kind]), key])].map((value) => ({
            value,
            label: wordOf(value),
          }))}
          className="flows-period"
        />
      )}
    </>
  );
}
