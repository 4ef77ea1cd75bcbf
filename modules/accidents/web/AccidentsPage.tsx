import { isKnownDay } from '@xueqian/kernel/due-date.ts';
import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { SheetTabs } from '@xueqian/ui/parts/SheetTabs.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay, useSession } from '@xueqian/ui/session.ts';
import { useAddress, useGo } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { useTranslation } from 'react-i18next';
import { type AccidentDegree, accidentDegrees } from '../accident.ts';
import { listAccidents } from '../contract.ts';
import { AccidentCounts } from './AccidentCounts.tsx';
import './accidents.css';

type Row = OutputOf<typeof listAccidents>['rows'][number];

/** Accidents on record for those who need to know; figures alone for the offices above. */
export function AccidentsPage() {
  const { t } = useTranslation('accidents');
  const { level } = useSession();
  const mayCount = useMay('accidents.count');
  const mayRead = useMay('accidents.read');
  const { query, setQuery } = useAddress();
  const isInstitution = level === 'institution';
  if (!mayRead)
    return (
      <>
        <PageHeader title={t('title')} note={t('noteCounts')} />
        <AccidentCounts />
      </>
    );
  const choices = ['all', ...accidentDegrees, ...(mayCount ? (['counts'] as const) : [])] as const;
  const only = choices.find((each) => each === query['degree']) ?? 'all';
  return (
    <>
      <PageHeader title={t('title')} note={t(isInstitution ? 'note' : 'noteAbove')} />
      <div className="sheet flush">
        <SheetTabs
          label={t('columns.degree')}
          value={only}
          onChange={(chosen) => setQuery({ degree: chosen === 'all' ? null : chosen }, { replace: true })}
          choices={choices.map((value) => ({ value, word: t(`only.${value}`) }))}
        />
        {only === 'counts' ? <AccidentCounts /> : <Accidents degree={only === 'all' ? undefined : only} />}
      </div>
    </>
  );
}

function Accidents({ degree }: { readonly degree: AccidentDegree | undefined }) {
  const { t } = useTranslation('accidents');
  const go = useGo();
  const { level } = useSession();
  const paged = usePagedRead(listAccidents, degree === undefined ? {} : { degree });
  const isInstitution = level === 'institution';
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      head: t('columns.name'),
      phone: 'title',
      width: 110,
      cell: (row) => <GoLink to={paths.accident(row.id)}>{row.childName}</GoLink>,
    },
    ...(isInstitution
      ? []
      : [{ key: 'institution', head: t('columns.institution'), cell: (row: Row) => row.institutionName }]),
    {
      key: 'happenedOn',
      head: t('columns.happenedOn'),
      kind: 'date',
      width: 120,
      cell: (row) => formatDate(row.happenedOn),
    },
    { key: 'place', head: t('columns.place'), cell: (row) => row.place },
    { key: 'kind', head: t('columns.kind'), width: 120, cell: (row) => t(`kinds.${row.kind}`) },
    { key: 'degree', head: t('columns.degree'), width: 80, cell: (row) => t(`degrees.${row.degree}`) },
    {
      key: 'due',
      head: t('columns.due'),
      kind: 'date',
      width: 120,
      cell: (row) => (isKnownDay(row.dueOn) ? formatDate(row.dueOn) : row.dueOn !== null && t('dueNotKnown')),
    },
    {
      key: 'recorded',
      head: t('columns.recorded'),
      width: 190,
      cell: (row) => (
        <>
          {row.recordedBy} <span className="figure">{formatDate(row.recordedAt)}</span>
          {row.late && isKnownDay(row.dueOn) && (
            <span className="accident-more">{t('late', { on: formatDate(row.dueOn) })}</span>
          )}
        </>
      ),
    },
  ];
  return (
    <DataTable
      label={t('title')}
      columns={columns}
      paged={paged}
      rowId={(row) => row.id}
      tone={(row) => (row.late ? 'warn' : null)}
      onOpen={(row) => go(paths.accident(row.id))}
      empty={<EmptyState title={t('empty.title')} hint={t(isInstitution ? 'empty.hint' : 'empty.hintAbove')} />}
    />
  );
}
