import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatInstant } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTranslation } from 'react-i18next';
import { listMySignIns } from '../contract.ts';

type Row = OutputOf<typeof listMySignIns>[number];

/** The last attempts to sign in under my name. */
export function MySignIns() {
  const { t } = useTranslation(['accounts', 'ui']);
  const signIns = useRead(listMySignIns, {});
  const columns: readonly Column<Row>[] = [
    { key: 'at', head: t('myAccount.at'), kind: 'date', width: 160, cell: (row) => formatInstant(row.at) },
    {
      key: 'outcome',
      head: t('myAccount.outcome'),
      width: 170,
      phone: 'title',
      cell: (row) => t(`myAccount.outcomes.${row.outcome}`),
    },
    { key: 'address', head: t('myAccount.address'), width: 170, cell: (row) => row.address },
    {
      key: 'browser',
      head: t('myAccount.browser'),
      cell: (row) => row.browser ?? t('myAccount.unknownBrowser'),
    },
  ];
  return (
    <section className="sheet" aria-labelledby="sign-ins-title">
      <h2 id="sign-ins-title">{t('myAccount.signIns')}</h2>
      <p className="soft">{t('myAccount.signInsNote')}</p>
      <DataTable
        label={t('myAccount.signIns')}
        columns={columns}
        rows={signIns.data ?? []}
        isPending={signIns.isPending}
        problem={signIns.error}
        onRetry={() => void signIns.refetch()}
        rowId={(row) => row.id}
        tone={(row) => (row.outcome.startsWith('wrong') ? 'warn' : null)}
      />
    </section>
  );
}
