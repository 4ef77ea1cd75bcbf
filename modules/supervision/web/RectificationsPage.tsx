import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatInstant } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAddress, useGo } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { listRectifications } from '../rectification-contract.ts';
import { RectificationTag } from './RectificationTag.tsx';
import './supervision.css';

type Row = OutputOf<typeof listRectifications>['rows'][number];
const choices = ['open', 'overdue', 'all'] as const;

/** Rectification notices: what is open, what is overdue, all of them. */
export function RectificationsPage() {
  const { t } = useTranslation('supervision');
  const go = useGo();
  const { query, setQuery } = useAddress();
  const only = choices.find((each) => each === query['only']) ?? 'open';
  const paged = usePagedRead(listRectifications, { only });
  const columns: readonly Column<Row>[] = [
    {
      key: 'institution',
      head: t('rectification.columns.institution'),
      phone: 'title',
      cell: (row) => <GoLink to={paths.rectification(row.id)}>{row.institutionName}</GoLink>,
    },
    { key: 'number', head: t('rectification.columns.number'), kind: 'number', width: 80, cell: (row) => row.id },
    {
      key: 'violation',
      head: t('rectification.columns.violation'),
      width: 280,
      cell: (row) => t(`rectification.violations.${row.violation}`),
    },
    {
      key: 'state',
      head: t('rectification.columns.state'),
      width: 150,
      cell: (row) => <RectificationTag state={row.state} isOverdue={row.isOverdue} />,
    },
    { key: 'due', head: t('rectification.columns.due'), kind: 'date', width: 120, cell: (row) => row.dueOn },
    {
      key: 'issued',
      head: t('rectification.columns.issued'),
      kind: 'date',
      width: 160,
      cell: (row) => formatInstant(row.issuedAt),
    },
  ];
  return (
    <>
      <PageHeader title={t('rectification.title')} note={t('rectification.listNote')} />
      <div className="toolbar">
        <Segmented
          value={only}
          onChange={(chosen) => setQuery({ only: String(chosen) }, { replace: true })}
          options={choices.map((each) => ({ value: each, label: t(`rectification.only.${each}`) }))}
        />
      </div>
      <div className="sheet flush">
        <DataTable
          label={t('rectification.title')}
          columns={columns}
          paged={paged}
          rowId={(row) => row.id}
          onOpen={(row) => go(paths.rectification(row.id))}
          empty={<EmptyState title={t('rectification.empty.title')} hint={t('rectification.empty.hint')} />}
        />
      </div>
    </>
  );
}
