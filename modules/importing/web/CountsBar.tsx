import { formatNumber } from '@xueqian/ui/format.ts';
import { useTranslation } from 'react-i18next';
import type { ImportView } from '../contract.ts';

export type ImportCounts = NonNullable<ImportView['counts']>;

const parts = ['created', 'updated', 'unchanged', 'rejected'] as const;

/** Every row read ends in one of four ways: one bar whose parts add up, and the sum in words. */
export function CountsBar({ counts }: { readonly counts: ImportCounts }) {
  const { t } = useTranslation('importing');
  const figures = Object.fromEntries(Object.entries(counts).map(([key, value]) => [key, formatNumber(value)]));
  return (
    <div className="counts-bar">
      <div className="counts-bar-rail" aria-hidden="true">
        {parts.map((part) =>
          counts[part] === 0 ? null : <span key={part} className={part} style={{ flexGrow: counts[part] }} />,
        )}
      </div>
      <dl>
        {parts.map((part) => (
          <div key={part} className={counts[part] === 0 ? 'none' : part}>
            <dt>{t(`pages.count.${part}`)}</dt>
            <dd className="figure">{figures[part]}</dd>
          </div>
        ))}
        <div className="sum">
          <dt>{t('pages.count.read')}</dt>
          <dd className="figure">{figures.read}</dd>
        </div>
      </dl>
      <p className="only-heard">{t('pages.count.sum', { ...figures, read: counts.read })}</p>
    </div>
  );
}
