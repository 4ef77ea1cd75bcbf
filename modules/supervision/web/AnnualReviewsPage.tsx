import type { OutputOf } from '@xueqian/kernel/route.ts';
import { downloadFile } from '@xueqian/ui/api.ts';
import { formatInstant, formatNumber } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { SheetTabs } from '@xueqian/ui/parts/SheetTabs.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { type Problem, problemOf } from '@xueqian/ui/problem.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { annualReviewsPath, countAnnualReviews, listAnnualReviews } from '../annual-contract.ts';
import { annualResults } from '../annual-review.ts';
import { AnnualTag } from './AnnualTag.tsx';
import { yearsToChoose } from './annual-years.ts';
import './supervision.css';

type Row = OutputOf<typeof listAnnualReviews>['rows'][number];
type County = OutputOf<typeof countAnnualReviews>['counties'][number];
const choices = ['all', 'none', ...annualResults] as const;

/** Results of a year: who has which, who has none; above a county, how many of each by county. */
export function AnnualReviewsPage() {
  const { t } = useTranslation('supervision');
  const { level } = useSession();
  const { query, setQuery } = useAddress();
  const [failed, setFailed] = useState<Problem | null>(null);
  const years = yearsToChoose();
  const year = years.find((each) => String(each) === query['year']) ?? years[0]!;
  const only = choices.find((each) => each === query['only']) ?? 'all';
  const download = () => {
    setFailed(null);
    downloadFile(annualReviewsPath(year), `${t('annual.workbook', { year })}.xlsx`).catch((thrown: unknown) =>
      setFailed(problemOf(thrown)),
    );
  };
  return (
    <>
      <PageHeader
        title={t('annual.title')}
        note={t('annual.note')}
        actions={<Button onClick={download}>{t('annual.download')}</Button>}
      />
      {failed !== null && <ErrorState problem={failed} small onRetry={download} />}
      {level !== 'institution' && level !== 'county' && <Counties year={year} />}
      <div className="sheet flush">
        <SheetTabs
          label={t('annual.year')}
          value={String(year)}
          choices={years.map((each) => ({ value: String(each), word: t('annual.yearWord', { year: each }) }))}
          onChange={(value) => setQuery({ year: value }, { replace: true })}
        />
        {level !== 'institution' && (
          <SheetTabs
            small
            label={t('annual.columns.result')}
            value={only}
            choices={choices.map((value) => ({
              value,
              word: t(value === 'all' || value === 'none' ? `annual.only.${value}` : `annual.results.${value}`),
            }))}
            onChange={(value) => setQuery({ only: value === 'all' ? null : value }, { replace: true })}
          />
        )}
        <List key={`${year} ${only}`} year={year} only={only} />
      </div>
    </>
  );
}

function List({ year, only }: { readonly year: number; readonly only: (typeof choices)[number] }) {
  const { t } = useTranslation('supervision');
  const paged = usePagedRead(listAnnualReviews, { year, only });
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      head: t('annual.columns.name'),
      phone: 'title',
      cell: (row) => (
        <span className="found-name">
          <GoLink to={paths.annualReview(row.institutionId, year)}>{row.name}</GoLink>
          <small className="figure soft">{row.code}</small>
        </span>
      ),
    },
    { key: 'county', head: t('annual.columns.county'), width: 130, cell: (row) => row.countyName },
    {
      key: 'result',
      head: t('annual.columns.result'),
      width: 140,
      cell: (row) => (row.result === null ? t('annual.only.none') : <AnnualTag result={row.result} />),
    },
    {
      key: 'open',
      head: t('annual.columns.open'),
      kind: 'number',
      width: 140,
      cell: (row) => formatNumber(row.openRectifications),
    },
    {
      key: 'recorded',
      head: t('annual.columns.recorded'),
      kind: 'date',
      width: 170,
      cell: (row) => (row.recordedAt === null ? '—' : formatInstant(row.recordedAt)),
    },
  ];
  return (
    <DataTable
      label={t('annual.title')}
      columns={columns}
      paged={paged}
      rowId={(row) => row.institutionId}
      empty={<EmptyState title={t('annual.empty.title')} hint={t('annual.empty.hint')} />}
    />
  );
}

const figures = ['institutions', 'qualified', 'basicallyQualified', 'unqualified'] as const;

function Counties({ year }: { readonly year: number }) {
  const { t } = useTranslation('supervision');
  const read = useRead(countAnnualReviews, { year }, { keep: true });
  const counties = read.data?.counties ?? [];
  const columns: readonly Column<County>[] = [
    { key: 'name', head: t('annual.columns.county'), phone: 'title', cell: (row) => row.name },
    ...figures.map((figure) => ({
      key: figure,
      head: t(`annual.counts.${figure}`),
      kind: 'number' as const,
      width: 130,
      cell: (row: County) => formatNumber(row[figure]),
    })),
  ];
  return (
    <div className="sheet flush">
      <DataTable
        label={t('annual.counts.title')}
        columns={columns}
        rows={counties}
        isPending={read.isPending}
        problem={read.error}
        onRetry={() => void read.refetch()}
        rowId={(row) => row.code}
        total={['', ...figures.map((figure) => formatNumber(counties.reduce((sum, row) => sum + row[figure], 0)))]}
      />
    </div>
  );
}
