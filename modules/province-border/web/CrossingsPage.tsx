import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { DueDate } from '@xueqian/ui/parts/DueDate.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { SheetTabs } from '@xueqian/ui/parts/SheetTabs.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay, useSession } from '@xueqian/ui/session.ts';
import { useAddress, useGo } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { listCrossings } from '../contract.ts';
import { directions } from '../crossing.ts';
import { CrossingTag } from './CrossingTag.tsx';
import './crossings.css';

type Row = OutputOf<typeof listCrossings>['rows'][number];
const choices = ['open', 'mine', 'ended', 'all'] as const;

/** Children that go to another province or come from one. */
export function CrossingsPage() {
  const { t } = useTranslation('province-border');
  const go = useGo();
  const { level } = useSession();
  const handles = useMay('province-border.handle');
  const { query, setQuery } = useAddress();
  const only = choices.find((each) => each === query['only']) ?? 'open';
  const direction = directions.find((each) => each === query['direction']);
  const paged = usePagedRead(listCrossings, { only, ...(direction === undefined ? {} : { direction }) });
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      head: t('columns.name'),
      phone: 'title',
      width: 110,
      cell: (row) => <GoLink to={paths.crossing(row.id)}>{row.childName}</GoLink>,
    },
    {
      key: 'birthOn',
      head: t('columns.birthOn'),
      kind: 'date',
      width: 110,
      cell: (row) => formatDate(row.childBirthOn),
    },
    { key: 'direction', head: t('columns.direction'), width: 110, cell: (row) => t(`directions.${row.direction}`) },
    ...(level === 'institution'
      ? []
      : [{ key: 'institution', head: t('columns.institution'), cell: (row: Row) => row.institutionName }]),
    {
      key: 'other',
      head: t('columns.other'),
      cell: (row) => [row.otherName, row.otherInstitution].filter(Boolean).join(' '),
    },
    { key: 'state', head: t('columns.state'), width: 180, cell: (row) => <CrossingTag state={row.state} /> },
    { key: 'drawnUp', head: t('columns.drawnUp'), kind: 'date', width: 120, cell: (row) => formatDate(row.drawnUpAt) },
    {
      key: 'due',
      head: t('columns.due'),
      width: 160,
      cell: (row) => row.dueOn !== null && <DueDate dueOn={row.dueOn} daysLeft={row.daysLeft} />,
    },
  ];
  return (
    <>
      <PageHeader
        title={t('title')}
        note={t('note')}
        actions={
          handles && (
            <GoLink to={paths.takeFile} className="plain-button first">
              {t('takeFile')}
            </GoLink>
          )
        }
      />
      <div className="toolbar">
        <Select
          aria-label={t('columns.direction')}
          style={{ width: 160 }}
          value={direction ?? 'all'}
          onChange={(chosen) => setQuery({ direction: chosen === 'all' ? null : chosen }, { replace: true })}
          options={(['all', ...directions] as const).map((value) => ({ value, label: t(`directions.${value}`) }))}
        />
      </div>
      <div className="sheet flush">
        <SheetTabs
          label={t('title')}
          value={only}
          onChange={(chosen) => setQuery({ only: chosen }, { replace: true })}
          choices={choices.map((value) => ({ value, word: t(`only.${value}`) }))}
        />
        <DataTable
          key={`${only} ${direction ?? ''}`}
          label={t('title')}
          columns={columns}
          paged={paged}
          rowId={(row) => row.id}
          onOpen={(row) => go(paths.crossing(row.id))}
          empty={<EmptyState title={t('empty.title')} hint={t(handles ? 'empty.hint' : 'empty.hintAbove')} />}
        />
      </div>
    </>
  );
}
