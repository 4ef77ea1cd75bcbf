import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate, formatInstant } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { useTranslation } from 'react-i18next';
import type { readLocalPolicy } from '../contract.ts';
import { usePolicyWord } from './use-policy-word.ts';

type Version = OutputOf<typeof readLocalPolicy>['versions'][number];

/** Everything that was ever laid down here, the newest first. */
export function PolicyVersions({ versions }: { readonly versions: readonly Version[] }) {
  const { t } = useTranslation(['jurisdictions', 'ui']);
  const wordOf = usePolicyWord();
  const columns: readonly Column<Version>[] = [
    { key: 'key', head: t('policy.matter'), phone: 'title', cell: (row) => t(`policy.keys.${row.key}`, row.key) },
    {
      key: 'value',
      head: t('policy.value'),
      width: 160,
      cell: (row) => (row.follows ? t('local.followed') : <strong className="figure">{wordOf(row)}</strong>),
    },
    { key: 'from', head: t('policy.from'), kind: 'date', width: 110, cell: (row) => formatDate(row.from) },
    {
      key: 'document',
      head: t('local.document'),
      cell: (row) => [row.documentTitle, row.documentNumber].filter(Boolean).join(' '),
    },
    { key: 'by', head: t('local.setBy'), width: 110, cell: (row) => row.setBy },
    { key: 'at', head: t('local.setAt'), kind: 'date', width: 140, cell: (row) => formatInstant(row.setAt) },
  ];
  return (
    <section className="sheet">
      <h2>{t('local.versions')}</h2>
      <DataTable
        label={t('local.versions')}
        columns={columns}
        rows={versions}
        rowId={(row) => row.id}
        empty={<EmptyState title={t('local.noVersions')} />}
      />
    </section>
  );
}
