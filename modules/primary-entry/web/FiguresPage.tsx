import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate, formatNumber } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTranslation } from 'react-i18next';
import { countGraduates } from '../contract.ts';
import { useYear, YearChoice } from './YearChoice.tsx';
import './primary-entry.css';

type Row = OutputOf<typeof countGraduates>['rows'][number];
const figures = ['graduates', 'accepted', 'waiting', 'differs', 'notFound', 'notListed', 'missing', 'known'] as const;

/** How the graduates of a year stand by county, and by institution of a county. */
export function FiguresPage() {
  const { t } = useTranslation('primary-entry');
  const { query } = useAddress();
  const division = query['division'];
  const year = useYear();
  const read = useRead(countGraduates, { year, ...(division === undefined ? {} : { division }) });
  const rows = read.data?.rows ?? [];
  const to = (row: Row): string =>
    row.opens === 'division'
      ? paths.primaryEntryFigures({ division: row.code, year })
      : paths.primaryEntry({ institutionId: Number(row.code), year });
  const columns: readonly Column<Row>[] = [
    { key: 'name', head: t('columns.part'), phone: 'title', cell: (row) => <GoLink to={to(row)}>{row.name}</GoLink> },
    ...figures.map(
      (key): Column<Row> => ({
        key,
        head: t(`figures.${key}`),
        kind: 'number',
        width: 105,
        cell: (row) => formatNumber(row[key]),
      }),
    ),
  ];
  const sum = (key: (typeof figures)[number]): number => rows.reduce((all, row) => all + row[key], 0);
  const dueOn = read.data?.dueOn ?? null;
  return (
    <>
      <PageHeader
        title={t('figures.of', { name: read.data?.name ?? '', year })}
        note={
          read.data === undefined
            ? t('figures.note')
            : dueOn === null
              ? t('figures.dayNotKnown')
              : t('figures.due', { on: formatDate(dueOn), article: read.data.article })
        }
        {...(division === undefined ? {} : { back: { to: paths.primaryEntryFigures(), word: t('figures.title') } })}
      />
      <div className="toolbar">
        <YearChoice />
      </div>
      <div className="sheet flush">
        <DataTable
          label={t('figures.title')}
          columns={columns}
          rowId={(row) => row.code}
          rows={rows}
          isPending={read.isPending}
          problem={read.error}
          onRetry={() => void read.refetch()}
          empty={<EmptyState title={t('graduates.empty')} hint={t('graduates.emptyHint')} />}
          total={[t('figures.sum'), ...figures.map((key) => formatNumber(sum(key)))]}
        />
      </div>
    </>
  );
}
