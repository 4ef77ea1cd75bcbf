import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatInstant } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReasonDialog } from '@xueqian/ui/parts/ReasonDialog.tsx';
import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { longestLending } from '../lending-rules.ts';
import { askLending, decideLending, listLendings, withdrawLending } from '../safety.ts';
import { FieldsDialog } from './FieldsDialog.tsx';
import './administration.css';

type Row = OutputOf<typeof listLendings>['rows'][number];
const refreshes = [listLendings];
const looks = {
  asked: { tone: 'warn', icon: 'clock' },
  approved: { tone: 'calm', icon: 'person' },
  refused: { tone: 'quiet', icon: 'cross' },
  withdrawn: { tone: 'quiet', icon: 'back' },
  over: { tone: 'bad', icon: 'alert' },
  returned: { tone: 'good', icon: 'check' },
} as const;

/** Lending of a password: registered beforehand by the holder, approved by the security administrator. */
export function LendingsPage() {
  const { t } = useTranslation(['administration', 'ui']);
  const read = useRead(listLendings, {});
  const [asking, setAsking] = useState(false);
  const [refusing, setRefusing] = useState<Row | null>(null);
  const ask = useAct(askLending, { refreshes, onDone: () => setAsking(false) });
  const withdraw = useAct(withdrawLending, { refreshes });
  const decide = useAct(decideLending, { refreshes, onDone: () => setRefusing(null) });
  const columns: readonly Column<Row>[] = [
    {
      key: 'holder',
      head: t('lendings.holder'),
      width: 190,
      phone: 'title',
      cell: (row) => (
        <span className="two-lines">
          <strong>{row.personName}</strong>
          <small className="figure">{row.login}</small>
          <small>{row.officeName}</small>
        </span>
      ),
    },
    { key: 'borrower', head: t('lendings.borrower'), width: 110, cell: (row) => row.borrower },
    { key: 'reason', head: t('lendings.reason'), cell: (row) => row.reason },
    { key: 'until', head: t('lendings.until'), kind: 'date', width: 140, cell: (row) => formatInstant(row.until) },
    {
      key: 'state',
      head: t('accounts.state'),
      width: 150,
      cell: (row) => (
        <span className="two-lines">
          <Tag {...looks[row.state]} word={t(`lendings.states.${row.state}`)} />
          {row.refusal !== null && <small>{row.refusal}</small>}
        </span>
      ),
    },
    {
      key: 'acts',
      head: t('accounts.acts'),
      width: 120,
      cell: (row) => (
        <span className="row-actions">
          {row.mayDecide && (
            <>
              <button
                type="button"
                className="plain-link"
                onClick={() => decide.mutate({ lendingId: row.id, decision: 'approve' })}
              >
                {t('lendings.approve')}
              </button>
              <button type="button" className="plain-link" onClick={() => setRefusing(row)}>
                {t('lendings.refuse')}
              </button>
            </>
          )}
          {row.mine && row.state === 'asked' && (
            <button type="button" className="plain-link" onClick={() => withdraw.mutate({ lendingId: row.id })}>
              {t('lendings.withdraw')}
            </button>
          )}
        </span>
      ),
    },
  ];
  return (
    <>
      <PageHeader
        title={t('ui:pages.lendings')}
        note={t('lendings.note')}
        actions={
          read.data?.mayAsk === true && (
            <Button type="primary" onClick={() => setAsking(true)}>
              {t('lendings.ask')}
            </Button>
          )
        }
      />
      {decide.error !== null && refusing === null && <ErrorState problem={decide.error} small />}
      {withdraw.error !== null && <ErrorState problem={withdraw.error} small />}
      <div className="sheet flush">
        <DataTable<Row, number>
          label={t('ui:pages.lendings')}
          columns={columns}
          rowId={(row) => row.id}
          rows={read.data?.rows ?? []}
          isPending={read.isPending}
          problem={read.error}
          onRetry={() => void read.refetch()}
          tone={(row) => (row.state === 'over' ? 'bad' : row.state === 'asked' ? 'warn' : null)}
          empty={<EmptyState title={t('lendings.empty')} hint={t('lendings.emptyHint')} />}
        />
      </div>
      {asking && (
        <FieldsDialog
          title={t('lendings.ask')}
          hint={t('lendings.askHint', { days: longestLending })}
          fields={[
            { key: 'borrower', label: t('lendings.borrower'), maxLength: 50 },
            { key: 'reason', label: t('lendings.reason'), kind: 'long' },
            { key: 'until', label: t('lendings.until'), kind: 'datetime' },
          ]}
          confirmWord={t('lendings.send')}
          isPending={ask.isPending}
          problem={ask.error}
          onSubmit={({ borrower = '', reason = '', until = '' }) =>
            ask.mutate({ borrower, reason, until: new Date(until).toISOString() })
          }
          onClose={() => setAsking(false)}
        />
      )}
      <ReasonDialog
        isRead
        open={refusing !== null}
        title={t('lendings.refuseTitle')}
        confirmWord={t('lendings.refuse')}
        isPending={decide.isPending}
        problem={decide.error}
        onSubmit={(reason) => refusing && decide.mutate({ lendingId: refusing.id, decision: 'refuse', reason })}
        onClose={() => setRefusing(null)}
      />
    </>
  );
}
