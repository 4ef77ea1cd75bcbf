import { downloadFile } from '@xueqian/ui/api.ts';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import type { Problem } from '@xueqian/ui/problem.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { annex2WorkbookPath } from '../contract.ts';
import { Annex2Notes } from './Annex2Notes.tsx';
import { Annex2Table } from './Annex2Table.tsx';
import { Annex2Trail } from './Annex2Trail.tsx';
import { useAnnex2 } from './use-annex2.ts';
import { useAsOf } from './use-as-of.ts';
import './annex2.css';

const Annex2Bars = lazy(() => import('./Annex2Bars.tsx').then((file) => ({ default: file.Annex2Bars })));

/** Annex 2 of the notice: reporting and review by place, live, down to the institutions and back. */
export function Annex2Page() {
  const { t } = useTranslation(['statistics', 'ui']);
  const { query, setQuery } = useAddress();
  const session = useSession();
  const read = useAnnex2(query.division);
  const asOf = useAsOf();
  const [failed, setFailed] = useState<Problem | null>(null);
  const [fetching, setFetching] = useState(false);
  const showsBars = query.view === 'bars';
  const { table } = read;

  const download = () => {
    const code = table?.division.code ?? session.divisionCode;
    setFetching(true);
    setFailed(null);
    downloadFile(annex2WorkbookPath(code), `${t('annex2.title')}.xlsx`)
      .catch((problem: Problem) => setFailed(problem))
      .finally(() => setFetching(false));
  };

  return (
    <>
      <PageHeader
        title={<span className="not-printed">{t('annex2.title')}</span>}
        note={
          table === null ? undefined : (
            <span className="not-printed figure">{t('annex2.asOf', { at: asOf(table.at) })}</span>
          )
        }
        actions={
          table !== null && (
            <>
              <Button onClick={() => setQuery({ view: showsBars ? null : 'bars' }, { replace: true })}>
                {t(showsBars ? 'annex2.asTable' : 'annex2.asBars')}
              </Button>
              <Button onClick={() => window.print()}>{t('annex2.print')}</Button>
              <Button type="primary" loading={fetching} onClick={download}>
                {t('annex2.download')}
              </Button>
            </>
          )
        }
      />
      {failed !== null && <ErrorState problem={failed} small onRetry={download} />}
      {table !== null && (
        <Annex2Trail
          trail={session.level === 'ministry' ? [{ code: '', name: t('annex2.nation') }, ...table.trail] : table.trail}
          onOpen={(code) => setQuery({ division: code })}
        />
      )}
      {read.problem !== null ? (
        <ErrorState problem={read.problem} onRetry={read.retry} />
      ) : table === null ? (
        <LoadingState lines={12} />
      ) : table.rows.length === 0 ? (
        <div className="sheet">
          <EmptyState title={t('annex2.empty.title')} hint={t('annex2.empty.hint')} />
        </div>
      ) : (
        <>
          <h1 className="only-printed annex2-title">{t('annex2.printTitle', { place: table.division.name })}</h1>
          <p className="only-printed annex2-as-of">{t('annex2.asOf', { at: asOf(table.at) })}</p>
          {showsBars ? (
            <Suspense fallback={<LoadingState lines={12} />}>
              <Annex2Bars rows={table.rows} total={table.total} />
            </Suspense>
          ) : (
            <Annex2Table table={table} onOpen={(code) => setQuery({ division: code })} />
          )}
          {table.next !== null && (
            <div className="annex2-more not-printed">
              <Button loading={read.isFetchingMore} onClick={read.more}>
                {t('annex2.more')}
              </Button>
            </div>
          )}
          <Annex2Notes baselineYear={table.baselineYear} step={table.step} />
        </>
      )}
    </>
  );
}
