import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatInstant } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { DueDate } from '@xueqian/ui/parts/DueDate.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { listTermChecks } from '../term-contract.ts';
import './supervision.css';

type Row = OutputOf<typeof listTermChecks>['rows'][number];
const choices = ['missing', 'unchanged', 'changed'] as const;

/** Which institutions have said what of this term, and which have said nothing. */
export function TermChecksPage() {
  const { t } = useTranslation('supervision');
  const { query, setQuery } = useAddress();
  const only = choices.find((each) => each === query['only']) ?? 'missing';
  const head = useRead(listTermChecks, { only, limit: 1 }, { keep: true });
  const paged = usePagedRead(listTermChecks, { only });
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      head: t('term.name'),
      phone: 'title',
      cell: (row) => (
        <span className="found-name">
          <GoLink to={paths.institution(row.institutionId)}>{row.name}</GoLink>
          <small className="figure soft">{row.code}</small>
        </span>
      ),
    },
    { key: 'county', head: t('term.county'), width: 160, cell: (row) => row.countyName },
    ...(only === 'missing'
      ? [
          {
            key: 'due',
            head: t('term.due'),
            width: 170,
            cell: (row: Row) => (row.dueOn === null ? t('term.noDue') : <DueDate dueOn={row.dueOn} />),
          },
        ]
      : [
          { key: 'by', head: t('term.by'), width: 140, cell: (row: Row) => row.done?.by ?? '' },
          {
            key: 'at',
            head: t('term.at'),
            kind: 'date' as const,
            width: 170,
            cell: (row: Row) => formatInstant(row.done?.at),
          },
        ]),
  ];
  const { data } = head;
  return (
    <>
      <PageHeader
        title={t('term.listTitle')}
        note={
          data === undefined
            ? undefined
            : t('term.listNote', {
                term: t(`term.names.${data.term.slice(5)}`, { year: data.term.slice(0, 4) }),
                ...data.counts,
                missing: data.counts.institutions - data.counts.unchanged - data.counts.changed,
              })
        }
      />
      <div className="toolbar">
        <Segmented
          value={only}
          onChange={(chosen) => setQuery({ only: String(chosen) }, { replace: true })}
          options={choices.map((each) => ({ value: each, label: t(`term.only.${each}`) }))}
        />
      </div>
      <div className="sheet flush">
        <DataTable
          label={t('term.listTitle')}
          columns={columns}
          paged={paged}
          rowId={(row) => row.institutionId}
          empty={<EmptyState title={t('term.empty.title')} hint={t('term.empty.hint')} />}
        />
      </div>
    </>
  );
}
