import type { OutputOf } from '@xueqian/kernel/route.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTranslation } from 'react-i18next';
import { countKeyChanges } from '../contract.ts';

type Part = OutputOf<typeof countKeyChanges>['parts'][number];
const figures = ['atClerk', 'atPrincipal', 'atCounty', 'completed', 'refused'] as const;

/** How many applications stand where, by the parts of a division; a part opens its own parts. */
export function KeyChangeCounts() {
  const { t } = useTranslation('key-changes');
  const { query, setQuery } = useAddress();
  const { division } = query;
  const read = useRead(countKeyChanges, division === undefined ? {} : { division }, { keep: true });
  const parts = read.data?.parts ?? [];
  const columns: readonly Column<Part>[] = [
    {
      key: 'name',
      head: t('counts.part'),
      phone: 'title',
      cell: (row) =>
        row.opens === 'institution' ? (
          row.name
        ) : (
          <button type="button" className="plain-link" onClick={() => setQuery({ only: 'counts', division: row.code })}>
            {row.name}
          </button>
        ),
    },
    ...figures.map((figure) => ({
      key: figure,
      head: t(`counts.${figure}`),
      kind: 'number' as const,
      width: 120,
      cell: (row: Part) => row[figure],
    })),
  ];
  return (
    <div className="sheet flush">
      <DataTable
        label={t('only.counts')}
        columns={columns}
        rows={parts}
        rowId={(row) => row.code}
        isPending={read.isPending}
        problem={read.error}
        onRetry={() => void read.refetch()}
        empty={<EmptyState title={t('empty.counts.title')} hint={t('empty.counts.hint')} />}
        total={[t('counts.total'), ...figures.map((figure) => parts.reduce((sum, part) => sum + part[figure], 0))]}
      />
    </div>
  );
}
