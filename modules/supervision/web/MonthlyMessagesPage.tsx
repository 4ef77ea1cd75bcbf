import type { OutputOf } from '@xueqian/kernel/route.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useGo } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { useTranslation } from 'react-i18next';
import { listMonthly } from '../monthly-contract.ts';
import { useMonthWord } from './use-month-word.ts';

type Row = OutputOf<typeof listMonthly>['rows'][number];

/** What the system told my office, month by month. */
export function MonthlyMessagesPage() {
  const { t } = useTranslation('supervision');
  const go = useGo();
  const monthOf = useMonthWord();
  const paged = usePagedRead(listMonthly, {});
  const columns: readonly Column<Row>[] = [
    {
      key: 'month',
      head: t('monthly.columns.month'),
      phone: 'title',
      cell: (row) => (
        <GoLink to={paths.monthlyMessage(row.id)}>{t('monthly.open', { month: monthOf(row.month) })}</GoLink>
      ),
    },
    { key: 'made', head: t('monthly.columns.made'), kind: 'date', width: 140, cell: (row) => row.madeOn },
    {
      key: 'read',
      head: t('monthly.columns.read'),
      width: 110,
      cell: (row) => (row.isRead ? '' : <Tag tone="warn" icon="bell" word={t('monthly.new')} />),
    },
  ];
  return (
    <>
      <PageHeader title={t('monthly.title')} note={t('monthly.note')} />
      <div className="sheet flush">
        <DataTable
          label={t('monthly.title')}
          columns={columns}
          paged={paged}
          rowId={(row) => row.id}
          onOpen={(row) => go(paths.monthlyMessage(row.id))}
          empty={<EmptyState title={t('monthly.empty.title')} hint={t('monthly.empty.hint')} />}
        />
      </div>
    </>
  );
}
