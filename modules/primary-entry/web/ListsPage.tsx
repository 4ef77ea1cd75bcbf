import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatInstant, formatNumber } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReasonDialog } from '@xueqian/ui/parts/ReasonDialog.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay } from '@xueqian/ui/session.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useGo } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listLists, makeList } from '../contract.ts';
import { ListTag } from './StandingTag.tsx';
import { useYear, YearChoice } from './YearChoice.tsx';
import './primary-entry.css';

type Row = OutputOf<typeof listLists>['rows'][number];

/** The hand-over lists of my county, or of my province and its counties; and a new one for a year. */
export function ListsPage() {
  const { t } = useTranslation('primary-entry');
  const go = useGo();
  const year = useYear();
  const mayMake = useMay('primary-entry.make');
  const mayLookUp = useMay('primary-entry.look-up');
  const [requestId, setRequestId] = useState<string | null>(null);
  const paged = usePagedRead(listLists, {});
  const make = useAct(makeList, { onDone: ({ listId }) => go(paths.primaryEntryList(listId)) });
  const columns: readonly Column<Row>[] = [
    {
      key: 'number',
      head: t('columns.number'),
      phone: 'title',
      width: 190,
      cell: (row) => <GoLink to={paths.primaryEntryList(row.id)}>{row.number}</GoLink>,
    },
    { key: 'year', head: t('year'), width: 100, cell: (row) => <span className="figure">{row.year}</span> },
    { key: 'state', head: t('columns.state'), width: 140, cell: (row) => <ListTag state={row.state} /> },
    {
      key: 'children',
      head: t('columns.children'),
      kind: 'number',
      width: 100,
      cell: (row) => formatNumber(row.children),
    },
    { key: 'reason', head: t('columns.reason'), cell: (row) => row.reason },
    { key: 'madeBy', head: t('columns.madeBy'), width: 120, cell: (row) => row.madeBy },
    { key: 'madeAt', head: t('columns.madeAt'), kind: 'date', width: 160, cell: (row) => formatInstant(row.madeAt) },
  ];
  return (
    <>
      <PageHeader
        title={t('lists.title')}
        note={t('lists.note')}
        actions={
          <>
            {mayLookUp && (
              <GoLink to={paths.primaryEntryLookup} className="plain-button">
                {t('lookup.title')}
              </GoLink>
            )}
            <GoLink to={paths.primaryEntry()} className="plain-button">
              {t('graduates.title')}
            </GoLink>
          </>
        }
      />
      {mayMake && (
        <div className="toolbar">
          <YearChoice />
          <Button type="primary" onClick={() => setRequestId(crypto.randomUUID())}>
            {t('lists.make')}
          </Button>
        </div>
      )}
      <div className="sheet flush">
        <DataTable
          label={t('lists.title')}
          columns={columns}
          paged={paged}
          rowId={(row) => row.id}
          onOpen={(row) => go(paths.primaryEntryList(row.id))}
          empty={<EmptyState title={t('lists.empty')} hint={t('lists.emptyHint')} />}
        />
      </div>
      {requestId !== null && (
        <ReasonDialog
          open
          title={t('lists.makeOf', { year })}
          hint={t('lists.makeHint')}
          suggestions={[t('lists.suggestion')]}
          confirmWord={t('lists.make')}
          isPending={make.isPending}
          problem={make.error}
          onSubmit={(reason) => make.mutate({ requestId, year, reason: reason.slice(0, 200) })}
          onClose={() => {
            setRequestId(null);
            make.reset();
          }}
        />
      )}
    </>
  );
}
