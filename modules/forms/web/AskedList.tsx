import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatInstant } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { SheetTabs } from '@xueqian/ui/parts/SheetTabs.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { useTranslation } from 'react-i18next';
import { listAsked } from '../contract.ts';
import { AnswerTag } from './FormTag.tsx';
import './forms.css';

type Row = OutputOf<typeof listAsked>['rows'][number];
const choices = ['all', 'waiting', 'missing', 'late'] as const;

/** Institutions that are asked in a period, and where each stands. */
export function AskedList({ formId, roundId }: { readonly formId: number; readonly roundId: number }) {
  const { t } = useTranslation('forms');
  const { query, setQuery } = useAddress();
  const only = choices.find((each) => each === query['only']) ?? 'all';
  const paged = usePagedRead(listAsked, { formId, roundId, only });
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      head: t('form.institution'),
      phone: 'title',
      cell: (row) =>
        row.answerId === null ? (
          row.institutionName
        ) : (
          <GoLink to={paths.formAnswer(row.answerId)}>{row.institutionName}</GoLink>
        ),
    },
    { key: 'county', head: t('form.county'), width: 140, cell: (row) => row.countyName },
    {
      key: 'state',
      head: t('form.state'),
      width: 200,
      cell: (row) => <AnswerTag state={row.state} isLate={row.isLate} />,
    },
    {
      key: 'version',
      head: t('list.version'),
      width: 100,
      cell: (row) => (row.version === null ? '' : t('form.version', { version: row.version })),
    },
    {
      key: 'submitted',
      head: t('form.submitted'),
      kind: 'date',
      width: 170,
      cell: (row) => (row.submittedAt === null ? '' : formatInstant(row.submittedAt)),
    },
  ];
  return (
    <section className="sheet flush">
      <SheetTabs
        label={t('form.institutions')}
        choices={choices.map((value) => ({ value, word: t(`form.only.${value}`) }))}
        value={only}
        onChange={(chosen) => setQuery({ only: chosen }, { replace: true })}
      />
      <DataTable
        label={t('form.institutions')}
        columns={columns}
        paged={paged}
        rowId={(row) => row.institutionId}
        empty={<EmptyState title={t('form.empty.title')} hint={t('form.empty.hint')} />}
      />
    </section>
  );
}
