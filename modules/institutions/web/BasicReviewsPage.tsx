import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatInstant } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useGo } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { useTranslation } from 'react-i18next';
import { listBasicReviews } from '../contract.ts';
import { useReviewColumns } from './use-review-columns.tsx';
import './institutions.css';

type Row = OutputOf<typeof listBasicReviews>['rows'][number];

/** Basic sections confirmed to the county, oldest first. */
export function BasicReviewsPage() {
  const { t } = useTranslation(['institutions', 'ui']);
  const go = useGo();
  const reviews = usePagedRead(listBasicReviews, {});
  const { institution, kind } = useReviewColumns<Row>((row: Row) => paths.basicReview(row.institutionId));
  const columns: readonly Column<Row>[] = [
    institution,
    kind,
    { key: 'by', head: t('reviews.confirmedBy'), width: 160, cell: (row) => row.confirmedBy },
    {
      key: 'at',
      head: t('reviews.confirmedAt'),
      kind: 'date',
      width: 190,
      cell: (row) => formatInstant(row.confirmedAt),
    },
  ];
  return (
    <>
      <PageHeader title={t('ui:pages.basic-reviews')} note={t('reviews.note')} />
      <div className="sheet flush">
        <DataTable
          label={t('ui:pages.basic-reviews')}
          columns={columns}
          paged={reviews}
          rowId={(row) => row.institutionId}
          onOpen={(row) => go(paths.basicReview(row.institutionId))}
          empty={<EmptyState title={t('reviews.empty.title')} hint={t('reviews.empty.hint')} />}
        />
      </div>
    </>
  );
}
