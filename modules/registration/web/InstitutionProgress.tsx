import { Figure } from '@xueqian/ui/parts/Figure.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useTranslation } from 'react-i18next';
import type { Progress } from './HomeTasks.tsx';

/** How far the institutions are: reported and reviewed, of all in the system. */
export function InstitutionProgress({ figures }: { readonly figures: Progress }) {
  const { t } = useTranslation(['registration', 'ui']);
  const all = figures.institutions;
  const lines = [
    { key: 'reported', value: figures.reported, to: paths.institutions({ basicState: 'reported' }) },
    { key: 'reviewed', value: figures.reviewed, to: paths.institutions({ basicState: 'approved' }) },
  ];
  return (
    <section className="sheet" aria-labelledby="institutions-title">
      <h2 id="institutions-title">{t('home.institutions.title')}</h2>
      <p className="progress-all">
        {t('home.institutions.all')}{' '}
        <GoLink to={paths.institutions()}>
          <Figure value={all} />
        </GoLink>
        <GoLink to={paths.annex2()} className="progress-more">
          {t('home.institutions.table')}
        </GoLink>
      </p>
      <dl className="progress-lines">
        {lines.map((line) => {
          const share = all === 0 ? 0 : (line.value / all) * 100;
          return (
            <div key={line.key}>
              <dt>{t(`home.institutions.${line.key}`)}</dt>
              <dd>
                <span className="progress-track" aria-hidden="true">
                  <span style={{ width: `${Math.min(share, 100)}%` }} />
                </span>
                <GoLink to={line.to} className="figure">
                  <Figure value={line.value} />
                </GoLink>
                <span className="figure progress-share">{all === 0 ? '—' : `${share.toFixed(2)}%`}</span>
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
