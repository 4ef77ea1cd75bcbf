import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatInstant } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useGo } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { useTranslation } from 'react-i18next';
import { listBasicReviews } from '../contract.ts';
import './institutions.css';

type Row = OutputOf<typeof listBasicReviews>['rows'][number];

/** Basic sections submitted to the county, oldest first. */
export function BasicReviewsPage() {
  const { t } = useTranslation(['institutions', 'ui']);
  const go = useGo();
  const reviews = usePagedRead(listBasicReviews, {});
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      head: t('list.name'),
      phone: 'title',
      cell: (row) => (
        <span className="name-and-code">
          <GoLink to={paths.basicReview(row.institutionId)}>{row.name}</GoLink>
          <small className="figure">{row.code}</small>
        </span>
      ),
    },
    {
      key: 'first',
      head: t('reviews.kind'),
      width: 160,
      cell: (row) => (
        <Tag
          tone={row.first ? 'calm' : 'quiet'}
          icon={row.first ? 'form' : 'pencil'}
          word={t(row.first ? 'reviews.first' : 'reviews.change')}
        />
      ),
    },
    { key: 'by', head: t('reviews.submittedBy'), width: 160, cell: (row) => row.submittedBy },
    {
      key: 'at',
      head: t('reviews.submittedAt'),
      kind: 'date',
      width: 190,
      cell: (row) => formatInstant(row.submittedAt),
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
