import { percentageHalfUp } from '@xueqian/kernel/percentage.ts';
import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatInstant, formatNumber } from '@xueqian/ui/format.ts';
import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { PercentBar } from '@xueqian/ui/parts/PercentBar.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askRecheck, readRechecks } from '../contract.ts';

type Recheck = OutputOf<typeof readRechecks>[number];

/** How often the progress is read while a recheck runs, in milliseconds. */
const lookEvery = 2000;

/** The share that was compared; a finished one is whole, whatever was entered or ended meanwhile. */
const shareOf = ({ done, total, finishedAt }: Recheck): string | null =>
  finishedAt === null ? percentageHalfUp(Math.min(done, total), total) : '100.00';

/** All files of the province compared again: ask for it, see how far it is, and what the last ones found. */
export function RecheckPage() {
  const { t } = useTranslation('duplicates');
  const { message } = App.useApp();
  const [isRunning, setRunning] = useState(false);
  const read = useRead(readRechecks, {}, { every: isRunning ? lookEvery : false });
  const rechecks = read.data ?? [];
  const runs = rechecks.some(({ finishedAt }) => finishedAt === null);
  if (read.data !== undefined && runs !== isRunning) setRunning(runs);
  const ask = useAct(askRecheck, {
    onDone: () => {
      void message.success(t('recheck.begun'));
      void read.refetch();
    },
  });
  const columns: readonly Column<Recheck>[] = [
    {
      key: 'askedAt',
      head: t('recheck.column.askedAt'),
      kind: 'date',
      phone: 'title',
      width: 160,
      cell: (one) => formatInstant(one.askedAt),
    },
    { key: 'askedBy', head: t('recheck.column.askedBy'), width: 120, cell: (one) => one.askedBy },
    { key: 'share', head: t('recheck.column.share'), width: 170, cell: (one) => <PercentBar percent={shareOf(one)} /> },
    {
      key: 'done',
      head: t('recheck.column.done'),
      kind: 'number',
      width: 130,
      cell: (one) => formatNumber(one.done),
    },
    {
      key: 'opened',
      head: t('recheck.column.opened'),
      kind: 'number',
      width: 130,
      cell: (one) => formatNumber(one.opened),
    },
    {
      key: 'finishedAt',
      head: t('recheck.column.finishedAt'),
      kind: 'date',
      cell: (one) => (one.finishedAt === null ? t('recheck.running') : formatInstant(one.finishedAt)),
    },
  ];
  return (
    <>
      <PageHeader
        title={t('recheck.title')}
        note={t('recheck.note')}
        back={{ to: paths.cases(), word: t('pages.page.back') }}
        actions={
          <ConfirmButton
            type="primary"
            word={t('recheck.ask')}
            question={t('recheck.question')}
            detail={t('recheck.detail')}
            isPending={ask.isPending}
            disabled={runs || read.data === undefined}
            onConfirm={() => ask.mutate({})}
          />
        }
      />
      {ask.error && <ErrorState problem={ask.error} />}
      <div className="sheet flush">
        <DataTable
          label={t('recheck.title')}
          columns={columns}
          rows={rechecks}
          isPending={read.isPending}
          problem={read.error}
          onRetry={() => void read.refetch()}
          rowId={(one) => one.id}
          empty={<EmptyState title={t('recheck.empty')} hint={t('recheck.emptyHint')} />}
        />
      </div>
    </>
  );
}
