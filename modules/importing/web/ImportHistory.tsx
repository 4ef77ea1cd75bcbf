import { formatInstant } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useGo } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ImportView, listImports } from '../contract.ts';
import { ImportStateTag } from './ImportStateTag.tsx';
import { isRunning } from './import-looks.ts';

/** The imports of a kindergarten, newest first; followed while one is running. */
export function ImportHistory({ institutionId }: { readonly institutionId: number }) {
  const { t } = useTranslation('importing');
  const go = useGo();
  const [live, setLive] = useState(false);
  const read = useRead(listImports, { institutionId }, { every: live ? 3000 : false });
  const someRun = (read.data ?? []).some((one) => isRunning(one.state));
  if (someRun !== live) setLive(someRun);
  const columns: readonly Column<ImportView>[] = [
    {
      key: 'file',
      head: t('pages.column.file'),
      phone: 'title',
      cell: (one) => <GoLink to={paths.importOf(one.id)}>{one.fileName}</GoLink>,
    },
    { key: 'state', head: t('pages.column.state'), width: 130, cell: (one) => <ImportStateTag state={one.state} /> },
    {
      key: 'result',
      head: t('pages.column.result'),
      cell: (one) =>
        one.counts === null ? (
          <span className="import-soft">—</span>
        ) : (
          <span className="figure">{t('pages.count.short', one.counts)}</span>
        ),
    },
    { key: 'by', head: t('pages.column.by'), width: 100, cell: (one) => one.uploadedBy },
    { key: 'at', head: t('pages.column.at'), kind: 'date', width: 160, cell: (one) => formatInstant(one.uploadedAt) },
  ];
  return (
    <section className="import-history">
      <h2>{t('pages.earlier')}</h2>
      <div className="sheet flush">
        <DataTable
          label={t('pages.earlier')}
          columns={columns}
          rowId={(one) => one.id}
          rows={read.data ?? []}
          isPending={read.isPending}
          problem={read.error}
          onRetry={() => void read.refetch()}
          onOpen={(one) => go(paths.importOf(one.id))}
          empty={<EmptyState title={t('pages.noEarlier')} />}
        />
      </div>
    </section>
  );
}
