import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { DateBox } from '@xueqian/ui/parts/DateBox.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay } from '@xueqian/ui/session.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { readPolicy } from '../contract.ts';
import { type PackCode, packCodes, policyPacks } from '../policy-pack.ts';
import { usePolicyWord } from './use-policy-word.ts';
import './jurisdictions.css';

type Row = OutputOf<typeof readPolicy>['values'][number];

const isPack = (text: string): text is PackCode => (packCodes as readonly string[]).includes(text);
const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/** The rules in force for my office on a day: every value with its origin, its article and what comes next. */
export function PolicyPage() {
  const { t } = useTranslation(['jurisdictions', 'ui']);
  const { query, setQuery } = useAddress();
  const maySet = useMay('jurisdictions.set-policy');
  const on = dayPattern.test(query.on ?? '') ? query.on : undefined;
  const policy = useRead(readPolicy, on === undefined ? {} : { on }, { keep: true });
  const wordOf = usePolicyWord();
  const pack = policy.data?.pack;
  const originOf = (row: Row): string => {
    if (row.divisionName === '') return t('policy.national');
    return t(row.from === null ? 'policy.bySelf' : 'policy.byPack', { place: row.divisionName });
  };
  const columns: readonly Column<Row>[] = [
    { key: 'key', head: t('policy.matter'), phone: 'title', cell: (row) => t(`policy.keys.${row.key}`, row.key) },
    {
      key: 'value',
      head: t('policy.value'),
      width: 170,
      cell: (row) => (
        <span className="two-lines">
          {row.value === null ? (
            <span className="soft">{t('policy.notStated')}</span>
          ) : (
            <strong className="figure">{wordOf(row)}</strong>
          )}
          {row.next !== null && (
            <small className="figure">
              {t('policy.nextIs', { date: row.next.on, value: wordOf({ key: row.key, ...row.next }) })}
            </small>
          )}
        </span>
      ),
    },
    {
      key: 'origin',
      head: t('policy.origin'),
      width: 170,
      cell: (row) => (
        <span className="two-lines">
          <span>{originOf(row)}</span>
          {row.overruled !== null && <small>{t('policy.overruled', { place: row.overruled })}</small>}
        </span>
      ),
    },
    {
      key: 'article',
      head: t('policy.article'),
      cell: (row) => (
        <span className="two-lines">
          <span>{row.article}</span>
          {row.basis === 'report' && <small>{t('policy.report')}</small>}
        </span>
      ),
    },
    { key: 'from', head: t('policy.from'), kind: 'date', width: 110, cell: (row) => formatDate(row.since) },
  ];
  return (
    <>
      <PageHeader
        title={t('ui:pages.policy')}
        note={
          pack === undefined
            ? t('policy.note')
            : t('policy.noteOf', { title: isPack(pack) ? policyPacks[pack].title : pack })
        }
        actions={
          <>
            {maySet && (
              <GoLink to={paths.localPolicy} className="plain-button">
                {t('policy.localPage')}
              </GoLink>
            )}
            <Button onClick={() => window.print()}>{t('policy.print')}</Button>
          </>
        }
      />
      {policy.data !== undefined && (
        <p className="only-printed">
          {t('policy.printedOn', { place: policy.data.divisionName || t('policy.nation'), date: policy.data.on })}
        </p>
      )}
      <div className="toolbar">
        <label className="tree-day" htmlFor="policy-day">
          <span>{t('policy.asOf')}</span>
          <DateBox
            id="policy-day"
            min="2014-09-11"
            value={on ?? policy.data?.on ?? ''}
            onChange={(day) => setQuery({ on: day || null }, { replace: true })}
          />
        </label>
        {on !== undefined && (
          <button type="button" className="plain-link" onClick={() => setQuery({ on: null })}>
            {t('tree.today')}
          </button>
        )}
      </div>
      {typeof policy.data?.missingHolidays === 'number' && (
        <NoticeLine>{t('policy.missingHolidays', { year: policy.data.missingHolidays })}</NoticeLine>
      )}
      <div className="sheet flush">
        <DataTable
          label={t('ui:pages.policy')}
          columns={columns}
          rows={policy.data?.values ?? []}
          isPending={policy.isPending}
          problem={policy.error}
          onRetry={() => void policy.refetch()}
          rowId={(row) => row.key}
        />
      </div>
    </>
  );
}
