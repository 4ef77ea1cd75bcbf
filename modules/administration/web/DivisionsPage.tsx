import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatInstant } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { ReasonDialog } from '@xueqian/ui/parts/ReasonDialog.tsx';
import { SheetTabs } from '@xueqian/ui/parts/SheetTabs.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decideDivision, listDivisions, readDivisionFiling } from '../filings.ts';
import { DivisionTable } from './DivisionTable.tsx';
import './administration.css';

type Row = OutputOf<typeof listDivisions>['rows'][number];
const states = ['sent', 'filed', 'returned'] as const;

/** Divisions of permissions that the level below has sent: looked at, filed, or returned. */
export function DivisionsPage() {
  const { t } = useTranslation(['administration', 'ui']);
  const { query, setQuery } = useAddress();
  const state = states.find((one) => one === query.state) ?? 'sent';
  const paged = usePagedRead(listDivisions, { state });
  const [open, setOpen] = useState<number | null>(null);
  const columns: readonly Column<Row>[] = [
    { key: 'office', head: t('accounts.office'), phone: 'title', cell: (row) => row.office },
    { key: 'lines', head: t('division.lines'), kind: 'number', width: 90, cell: (row) => row.lines },
    { key: 'sent', head: t('division.sentAt'), kind: 'date', width: 150, cell: (row) => formatInstant(row.sentAt) },
    { key: 'by', head: t('division.sentBy'), width: 110, cell: (row) => row.sentBy ?? '—' },
    {
      key: 'decided',
      head: t('division.decidedAt'),
      kind: 'date',
      width: 150,
      cell: (row) => formatInstant(row.decidedAt),
    },
    {
      key: 'acts',
      head: t('accounts.acts'),
      width: 80,
      cell: (row) => (
        <button type="button" className="plain-link" onClick={() => setOpen(row.id)}>
          {t('ui:table.open')}
        </button>
      ),
    },
  ];
  return (
    <>
      <PageHeader title={t('ui:pages.permission-divisions')} note={t('division.filingNote')} />
      <div className="sheet flush">
        <SheetTabs
          label={t('groups.state')}
          choices={states.map((value) => ({ value, word: t(`division.states.${value}`) }))}
          value={state}
          onChange={(chosen) => setQuery({ state: chosen === 'sent' ? null : chosen })}
        />
        <DataTable<Row, number>
          label={t('ui:pages.permission-divisions')}
          columns={columns}
          rowId={(row) => row.id}
          paged={paged}
          onOpen={(row) => setOpen(row.id)}
          empty={<EmptyState title={t(`division.empty.${state}`)} />}
        />
      </div>
      {open !== null && <FilingDrawer filingId={open} onClose={() => setOpen(null)} />}
    </>
  );
}

function FilingDrawer({ filingId, onClose }: { readonly filingId: number; readonly onClose: () => void }) {
  const { t } = useTranslation('administration');
  const read = useRead(readDivisionFiling, { filingId });
  const [returning, setReturning] = useState(false);
  const act = useAct(decideDivision, { refreshes: [listDivisions, readDivisionFiling], onDone: onClose });
  const shown = read.data;
  return (
    <Drawer
      open
      size={960}
      title={shown?.office ?? t('division.filing')}
      onClose={onClose}
      extra={
        shown?.state === 'sent' && (
          <span className="row-actions">
            <Button onClick={() => setReturning(true)}>{t('filing.return')}</Button>
            <Button type="primary" loading={act.isPending} onClick={() => act.mutate({ filingId, decision: 'file' })}>
              {t('filing.file')}
            </Button>
          </span>
        )
      }
    >
      {shown === undefined ? <ReadState read={read} /> : <DivisionTable lines={shown.lines} />}
      {act.error !== null && <ErrorState problem={act.error} small />}
      <ReasonDialog
        isRead
        open={returning}
        title={t('filing.returnTitle')}
        confirmWord={t('filing.return')}
        isPending={act.isPending}
        problem={act.error}
        onSubmit={(reason) => act.mutate({ filingId, decision: 'return', reason })}
        onClose={() => setReturning(false)}
      />
    </Drawer>
  );
}
