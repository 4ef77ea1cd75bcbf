import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatNumber } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTranslation } from 'react-i18next';
import { countProblems } from '../contract.ts';

type Row = OutputOf<typeof countProblems>['rows'][number];
const figures = ['differs', 'unknown', 'evidence', 'changed'] as const;

/** What is open by county, and by institution of a county. */
export function FiguresPage() {
  const { t } = useTranslation('verification');
  const { query } = useAddress();
  const division = query['division'];
  const read = useRead(countProblems, division === undefined ? {} : { division });
  const rows = read.data?.rows;
  const to = (row: Row): string =>
    row.opens === 'division'
      ? paths.verificationFigures(row.code)
      : `${paths.verificationProblems({ only: 'all' })}&institutionId=${row.code}`;
  const columns: readonly Column<Row>[] = [
    { key: 'name', head: t('columns.part'), phone: 'title', cell: (row) => <GoLink to={to(row)}>{row.name}</GoLink> },
    ...figures.map(
      (key): Column<Row> => ({
        key,
        head: t(`figures.${key}`),
        kind: 'number',
        width: 150,
        cell: (row) => formatNumber(row[key]),
      }),
    ),
  ];
  const sum = (key: (typeof figures)[number]): number => (rows ?? []).reduce((all, row) => all + row[key], 0);
  return (
    <>
      <PageHeader
        title={t('figures.of', { name: read.data?.name ?? '' })}
        note={t('figures.note')}
        {...(division === undefined ? {} : { back: { to: paths.verificationFigures(), word: t('figures.title') } })}
      />
      <div className="sheet flush">
        <DataTable
          label={t('figures.title')}
          columns={columns}
          rowId={(row) => row.code}
          rows={rows ?? []}
          isPending={read.isPending}
          problem={read.error}
          onRetry={() => void read.refetch()}
          empty={<EmptyState title={t('problems.empty')} hint={t('problems.emptyHint')} />}
          total={[t('figures.sum'), ...figures.map((key) => formatNumber(sum(key)))]}
        />
      </div>
    </>
  );
}
