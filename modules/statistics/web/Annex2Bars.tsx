import { formatNumber } from '@xueqian/ui/format.ts';
import { useTranslation } from 'react-i18next';
import type { Annex2Row } from './use-annex2.ts';

type Props = { readonly rows: readonly Annex2Row[]; readonly total: Annex2Row };

const series = [
  {
    key: 'reported',
    percent: (row: Annex2Row) => row.reportedPercent,
    of: (row: Annex2Row) => [row.reported, row.institutions],
  },
  {
    key: 'reviewed',
    percent: (row: Annex2Row) => row.reviewedPercent,
    of: (row: Annex2Row) => [row.reviewed, row.institutions],
  },
  {
    key: 'numbered',
    percent: (row: Annex2Row) => row.numberedPercent,
    of: (row: Annex2Row) => [row.numbered, row.statistical],
  },
] as const;

/** The three shares of every place as bars on one scale, with the mark of the whole. The table says the same in figures. */
export function Annex2Bars({ rows, total }: Props) {
  const { t } = useTranslation('statistics');
  const widest = Math.max(100, ...rows.flatMap((row) => series.map((one) => Number(one.percent(row) ?? 0))));
  const at = (percent: string | null): string => `${(Number(percent ?? 0) / widest) * 100}%`;
  return (
    <div className="sheet annex2-bars">
      <ul className="bars-legend">
        {series.map((one) => (
          <li key={one.key} className={one.key}>
            {t(`annex2.bars.${one.key}`)}
            <span className="figure">{one.percent(total) === null ? '—' : `${one.percent(total)}%`}</span>
          </li>
        ))}
        <li className="whole">{t('annex2.bars.whole')}</li>
      </ul>
      {rows.map((row) => (
        <div key={row.code} className="bars-row">
          <span className="bars-name">{row.name}</span>
          <div className="bars-three">
            {series.map((one) => {
              const [count, all] = one.of(row);
              const percent = one.percent(row);
              return (
                <div
                  key={one.key}
                  className={`bar ${one.key}`}
                  title={t('annex2.bars.of', { count: formatNumber(count), all: formatNumber(all) })}
                >
                  <span className="bar-track" aria-hidden="true">
                    <span className="bar-fill" style={{ width: at(percent) }} />
                    <span className="bar-whole" style={{ left: at(one.percent(total)) }} />
                  </span>
                  <span className="figure">{percent === null ? '—' : `${percent}%`}</span>
                </div>
              );
            })}
          </div>
        </div>
      ))}
    </div>
  );
}
