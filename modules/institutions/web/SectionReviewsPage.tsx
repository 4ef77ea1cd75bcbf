import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatInstant } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAddress, useGo } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { filedSections } from '../section.ts';
import { listSectionReviews } from '../section-contract.ts';
import { useFiledWords } from './use-filed-words.ts';
import { useReviewColumns } from './use-review-columns.tsx';
import './institutions.css';

type Row = OutputOf<typeof listSectionReviews>['rows'][number];

/** Sections that principals have confirmed and that wait for my office, oldest first. */
export function SectionReviewsPage() {
  const { t } = useTranslation(['institutions', 'ui']);
  const words = useFiledWords();
  const go = useGo();
  const { query, setQuery } = useAddress();
  const chosen = filedSections.find((section) => section === query['section']);
  const reviews = usePagedRead(listSectionReviews, chosen === undefined ? {} : { section: chosen });
  const pathOf = (row: Row) => paths.sectionReview(row.institutionId, row.section, row.period);
  const { institution, kind } = useReviewColumns<Row>(pathOf);
  const columns: readonly Column<Row>[] = [
    institution,
    { key: 'section', head: t('section.section'), width: 260, cell: (row) => words.titleOf(row.section, row.period) },
    kind,
    { key: 'by', head: t('section.people.confirmed'), width: 140, cell: (row) => row.confirmedBy },
    {
      key: 'at',
      head: t('section.confirmedAt'),
      kind: 'date',
      width: 170,
      cell: (row) => formatInstant(row.confirmedAt),
    },
  ];
  return (
    <>
      <PageHeader title={t('ui:pages.section-reviews')} note={t('section.reviewsNote')} />
      <div className="toolbar">
        <Select
          aria-label={t('section.section')}
          allowClear
          placeholder={t('section.all')}
          style={{ minWidth: 180 }}
          value={chosen ?? null}
          onChange={(section: string | undefined) => setQuery({ section: section ?? null }, { replace: true })}
          options={filedSections.map((section) => ({ value: section, label: words.nameOf(section) }))}
        />
      </div>
      <div className="sheet flush">
        <DataTable
          label={t('ui:pages.section-reviews')}
          columns={columns}
          paged={reviews}
          rowId={(row) => `${row.institutionId} ${row.section} ${row.period}`}
          onOpen={(row) => go(pathOf(row))}
          empty={<EmptyState title={t('section.reviewsEmpty.title')} hint={t('section.reviewsEmpty.hint')} />}
        />
      </div>
    </>
  );
}
