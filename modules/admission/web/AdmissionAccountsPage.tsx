import type { OutputOf } from '@xueqian/kernel/route.ts';
import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { DueDate } from '@xueqian/ui/parts/DueDate.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTranslation } from 'react-i18next';
import { handOverAccounts, listAwaitingAccounts } from '../contract.ts';
import './admission.css';

type Row = OutputOf<typeof listAwaitingAccounts>['rows'][number];

/** New institutions that wait for their accounts: what is made, what is missing, and the word that all is handed over. */
export function AdmissionAccountsPage() {
  const { t } = useTranslation(['admission', 'ui']);
  const read = useRead(listAwaitingAccounts, {});
  const act = useAct(handOverAccounts);
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      head: t('fields.name'),
      phone: 'title',
      cell: (row) => (
        <span className="admission-name">
          <strong>{row.name}</strong>
          <small className="figure">{row.code}</small>
        </span>
      ),
    },
    {
      key: 'accounts',
      head: t('accounts.made'),
      cell: (row) => (
        <span className="admission-name">
          {row.accounts.map((account) => (
            <span key={account.login}>
              {t(`ui:roles.${account.role}`)} · {account.personName} <small className="figure">{account.login}</small>
            </span>
          ))}
          {row.accounts.length === 0 && <span className="soft">{t('accounts.none')}</span>}
          {!row.complete && <GoLink to={paths.accounts}>{t('accounts.make')}</GoLink>}
        </span>
      ),
    },
    {
      key: 'due',
      head: t('list.due'),
      width: 150,
      cell: (row) => <DueDate dueOn={row.dueOn} daysLeft={row.daysLeft} />,
    },
    {
      key: 'act',
      head: t('accounts.act'),
      width: 150,
      cell: (row) => (
        <ConfirmButton
          size="small"
          type="primary"
          word={t('accounts.handOver')}
          question={t('accounts.question')}
          disabled={!row.complete}
          isPending={act.isPending}
          onConfirm={() => act.mutate({ applicationId: row.id, revision: row.revision })}
        />
      ),
    },
  ];
  return (
    <>
      <PageHeader title={t('ui:pages.admission-accounts')} note={t('accounts.note')} />
      {act.error !== null && <ErrorState problem={act.error} small />}
      <div className="sheet flush">
        <DataTable<Row, number>
          label={t('ui:pages.admission-accounts')}
          columns={columns}
          rowId={(row) => row.id}
          rows={read.data?.rows ?? []}
          isPending={read.isPending}
          problem={read.error}
          onRetry={() => void read.refetch()}
          empty={<EmptyState title={t('accounts.empty.title')} hint={t('accounts.empty.hint')} />}
        />
      </div>
    </>
  );
}
