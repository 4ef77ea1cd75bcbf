import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay, useSession } from '@xueqian/ui/session.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTranslation } from 'react-i18next';
import { divisionLevels } from '../divisions.ts';
import { listDivisions, type readDivision } from '../tree-contract.ts';

type Division = OutputOf<typeof readDivision>;

/** One code: where it stands, how many parts it has, and its names and codes through time. */
export function DivisionDetail({ division, on }: { readonly division: Division; readonly on: string | undefined }) {
  const { t } = useTranslation(['jurisdictions', 'ui']);
  const { divisionCode, level } = useSession();
  const mayChange = useMay('jurisdictions.change-divisions');
  const parts = useRead(listDivisions, { parent: division.code, ...(on === undefined ? {} : { on }) });
  const [newest] = division.periods;
  const day = on ?? null;
  const shown =
    division.periods.find((period) => day !== null && period.from <= day && (period.to === null || day < period.to)) ??
    newest;
  const counts = divisionLevels.flatMap((each) => {
    const n = (parts.data ?? []).filter((part) => part.level === each).length;
    return n > 0 ? [t(`tree.count.${each}`, { count: n })] : [];
  });
  const isBelowMine =
    level === 'ministry' || (division.code !== divisionCode && division.line.some(({ code }) => code === divisionCode));
  const documentOf = (period: Division['periods'][number], which: 'begun' | 'ended'): string | null => {
    const found = period[which];
    if (found === null) return null;
    return t(which === 'begun' ? 'tree.begun' : 'tree.end', {
      kind: t(`change.kinds.${found.kind}`),
      title: [found.title, found.number].filter(Boolean).join(' '),
    });
  };
  return (
    <>
      <div className="tree-head">
        <h2>
          {shown?.name} {!division.inForce && <Tag tone="quiet" icon="cross" word={t('tree.ended')} />}
        </h2>
        {mayChange && division.inForce && (
          <span className="row-actions">
            {isBelowMine && (
              <GoLink to={paths.newDivisionChange({ code: division.code })} className="plain-button">
                {t('tree.change')}
              </GoLink>
            )}
            {division.code === divisionCode && (level === 'county' || level === 'prefecture') && (
              <GoLink to={paths.newDivisionChange({ kind: 'apply' })} className="plain-button">
                {t('tree.apply')}
              </GoLink>
            )}
          </span>
        )}
      </div>
      <dl className="facts">
        <div>
          <dt>{t('tree.code')}</dt>
          <dd className="figure">{division.code}</dd>
        </div>
        <div>
          <dt>{t('tree.level')}</dt>
          <dd>{t(`tree.levels.${division.level}`)}</dd>
        </div>
        <div>
          <dt>{t('tree.kind')}</dt>
          <dd>{t(`tree.kinds.${division.kind}`)}</dd>
        </div>
        <div>
          <dt>{t('tree.line')}</dt>
          <dd>
            {division.line
              .slice(0, -1)
              .map(({ name }) => name)
              .join(' › ') || t('ui:none')}
          </dd>
        </div>
        <div>
          <dt>{t('tree.below')}</dt>
          <dd>
            {parts.data === undefined
              ? t('ui:loading')
              : counts.length > 0
                ? counts.join(t('ui:listSeparator'))
                : t('tree.none')}
          </dd>
        </div>
      </dl>
      <h3 className="tree-history-head">{t('tree.history')}</h3>
      <ol className="tree-history">
        {division.periods.map((period) => (
          <li key={period.from} className={period === shown ? 'now' : ''}>
            <p className="figure">
              {period.to === null
                ? t('tree.from', { from: formatDate(period.from) })
                : t('tree.period', { from: formatDate(period.from), to: formatDate(period.to) })}
            </p>
            <strong>{period.fullName}</strong>
            <small>{documentOf(period, 'begun') ?? t('tree.fromReference')}</small>
            {period.ended !== null && <small>{documentOf(period, 'ended')}</small>}
            {period.heirCode !== null && (
              <small>
                <GoLink to={paths.divisions({ code: period.heirCode })}>
                  {t('tree.heir', { name: `${period.heirName ?? ''} ${period.heirCode}` })}
                </GoLink>
              </small>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}
