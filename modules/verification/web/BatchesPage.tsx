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
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listBatches, makeBatch } from '../contract.ts';
import { BatchTag } from './BatchTag.tsx';

type Row = OutputOf<typeof listBatches>['rows'][number];

/** The batches of my province, and a new one. */
export function BatchesPage() {
  const { t } = useTranslation('verification');
  const go = useGo();
  const mayMake = useMay('verification.make');
  const [isAsking, setAsking] = useState(false);
  // Sent twice, it is made once.
  const requestId = useRef(crypto.randomUUID());
  const paged = usePagedRead(listBatches, {});
  const make = useAct(makeBatch, {
    onDone: ({ batchId }) => {
      requestId.current = crypto.randomUUID();
      setAsking(false);
      go(paths.verificationBatch(batchId));
    },
  });
  const columns: readonly Column<Row>[] = [
    {
      key: 'number',
      head: t('columns.number'),
      phone: 'title',
      width: 200,
      cell: (row) => <GoLink to={paths.verificationBatch(row.id)}>{row.number}</GoLink>,
    },
    { key: 'state', head: t('columns.state'), width: 150, cell: (row) => <BatchTag state={row.state} /> },
    {
      key: 'children',
      head: t('columns.children'),
      kind: 'number',
      width: 110,
      cell: (row) => formatNumber(row.children),
    },
    { key: 'reason', head: t('columns.reason'), cell: (row) => row.reason },
    { key: 'madeBy', head: t('columns.madeBy'), width: 120, cell: (row) => row.madeBy },
    { key: 'madeAt', head: t('columns.madeAt'), kind: 'date', width: 160, cell: (row) => formatInstant(row.madeAt) },
  ];
  return (
    <>
      <PageHeader
        title={t('batches.title')}
        note={t('batches.note')}
        actions={
          mayMake && (
            <Button type="primary" onClick={() => setAsking(true)}>
              {t('batches.make')}
            </Button>
          )
        }
      />
      <div className="sheet flush">
        <DataTable
          label={t('batches.title')}
          columns={columns}
          paged={paged}
          rowId={(row) => row.id}
          onOpen={(row) => go(paths.verificationBatch(row.id))}
          empty={<EmptyState title={t('batches.empty')} hint={t('batches.emptyHint')} />}
        />
      </div>
      <ReasonDialog
        open={isAsking}
        title={t('batches.make')}
        hint={t('batches.makeHint')}
        suggestions={[t('batches.suggestion')]}
        confirmWord={t('batches.make')}
        isPending={make.isPending}
        problem={make.error}
        onSubmit={(reason) => make.mutate({ requestId: requestId.current, reason: reason.slice(0, 200) })}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
