import type { OutputOf } from '@xueqian/kernel/route.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { useGo } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { useTranslation } from 'react-i18next';
import { listInspections } from '../inspection-contract.ts';
import { InspectionTag } from './InspectionTag.tsx';

type Row = OutputOf<typeof listInspections>['rows'][number];
type Props = { readonly only: 'under-way' | 'handed-over' | 'all'; readonly institutionId?: number };

/** Inspections, the newest first: of my jurisdiction, or of one institution. */
export function InspectionTable({ only, institutionId }: Props) {
  const { t } = useTranslation('supervision');
  const go = useGo();
  const { level } = useSession();
  const paged = usePagedRead(listInspections, { only, ...(institutionId === undefined ? {} : { institutionId }) });
  const isOwn = level === 'institution';
  const columns: readonly Column<Row>[] = [
    {
      key: 'institution',
      head: t('inspection.columns.institution'),
      phone: 'title',
      cell: (row) => <GoLink to={paths.inspection(row.id)}>{row.institutionName}</GoLink>,
    },
    ...(isOwn || level === 'county'
      ? []
      : [{ key: 'county', head: t('inspection.columns.county'), width: 110, cell: (row: Row) => row.countyName }]),
    {
      key: 'how',
      head: t('inspection.columns.how'),
      width: 270,
      cell: (row) =>
        row.isPlanned
          ? t('inspection.planLine', { title: row.planTitle, from: row.fromOn, until: row.untilOn })
          : t('inspection.unannounced'),
    },
    { key: 'office', head: t('inspection.columns.office'), width: 170, cell: (row) => row.officeName },
    {
      key: 'state',
      head: t('inspection.columns.state'),
      width: 130,
      cell: (row) => <InspectionTag state={row.state} />,
    },
    { key: 'day', head: t('inspection.columns.day'), kind: 'date', width: 115, cell: (row) => row.inspectedOn ?? '—' },
    {
      key: 'found',
      head: t('inspection.columns.found'),
      kind: 'number',
      width: 90,
      cell: (row) => (row.state === 'planned' || row.state === 'draft' ? '—' : row.found),
    },
  ];
  return (
    <DataTable
      label={t('inspection.title')}
      columns={columns}
      paged={paged}
      rowId={(row) => row.id}
      onOpen={(row) => go(paths.inspection(row.id))}
      empty={
        <EmptyState
          title={t('inspection.empty.title')}
          hint={t(isOwn ? 'inspection.emptyOwn.hint' : 'inspection.empty.hint')}
        />
      }
    />
  );
}
