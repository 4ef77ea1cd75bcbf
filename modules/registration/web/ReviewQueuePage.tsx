import { isKnownDay } from '@xueqian/kernel/due-date.ts';
import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { DueDate } from '@xueqian/ui/parts/DueDate.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { Figure } from '@xueqian/ui/parts/Figure.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useGo } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { useTranslation } from 'react-i18next';
import { listFirstReviewQueue, listReviewQueue } from '../contract.ts';
import { useReviewStage } from './use-review-stage.ts';
import './review.css';

type Row = OutputOf<typeof listReviewQueue>['rows'][number];

/** Institutions whose children wait for the county, or for their town, the longest waiting first. */
export function ReviewQueuePage() {
  const { t } = useTranslation(['registration', 'ui']);
  const go = useGo();
  const { stage } = useReviewStage();
  const first = stage === 'town';
  const queue = usePagedRead(first ? listFirstReviewQueue : listReviewQueue, {});
  const title = t(first ? 'ui:pages.first-reviews' : 'ui:pages.reviews');
  const pathOf = first ? paths.firstReview : paths.review;
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      head: t('review.institution'),
      phone: 'title',
      cell: (row) => (
        <span className="two-lines">
          <GoLink to={pathOf(row.institutionId)}>{row.name}</GoLink>
          <small className="figure">{row.code}</small>
        </span>
      ),
    },
    {
      key: 'waiting',
      head: t('review.waiting'),
      kind: 'number',
      width: 190,
      cell: (row) => (
        <span className="two-lines">
          <Figure value={row.waiting} />
          {!first && row.late > 0 && <small>{t('review.late', { n: row.late })}</small>}
        </span>
      ),
    },
    {
      key: 'since',
      head: t('review.oldest'),
      kind: 'date',
      width: 150,
      cell: (row) => formatDate(row.oldestConfirmedAt),
    },
    {
      key: 'due',
      head: t('review.due'),
      width: 240,
      cell: (row) => (
        <span className="due-pair">
          <DueDate dueOn={row.dueOn} daysLeft={row.daysLeft} overdue={row.overdue} />
          <small className="figure">{isKnownDay(row.dueOn) && row.dueOn}</small>
        </span>
      ),
    },
    {
      key: 'approved',
      head: t('review.section'),
      width: 190,
      cell: (row) =>
        row.approved ? (
          <Tag tone="good" icon="check" word={t('ui:sectionStates.approved')} />
        ) : (
          <Tag tone="warn" icon="alert" word={t('review.sectionMissing')} />
        ),
    },
  ];
  return (
    <>
      <PageHeader title={title} note={t(first ? 'review.firstQueueNote' : 'review.queueNote')} />
      <div className="sheet flush">
        <DataTable
          label={title}
          columns={columns}
          paged={queue}
          rowId={(row) => row.institutionId}
          onOpen={(row) => go(pathOf(row.institutionId))}
          tone={(row) => (row.overdue ? 'bad' : null)}
          empty={<EmptyState title={t('review.queueEmpty.title')} hint={t('review.queueEmpty.hint')} />}
        />
      </div>
    </>
  );
}
