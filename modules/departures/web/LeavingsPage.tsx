import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { SheetTabs } from '@xueqian/ui/parts/SheetTabs.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay, useSession } from '@xueqian/ui/session.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { listLeavings } from '../contract.ts';
import { leavingWays } from '../leaving.ts';
import { UndoButton } from './UndoButton.tsx';
import './departures.css';

type Row = OutputOf<typeof listLeavings>['rows'][number];
const choices = ['standing', 'late', 'undone', 'all'] as const;

/** Who left, why and where to; recorded late; taken back. The institution takes back here what it recorded in error. */
export function LeavingsPage() {
  const { t } = useTranslation('departures');
  const { level } = useSession();
  const mayRecord = useMay('departures.record');
  const mayAsk = useMay('petitions.draw-up');
  const { query, setQuery } = useAddress();
  const only = choices.find((each) => each === query['only']) ?? 'standing';
  const way = leavingWays.find((each) => each === query['way']);
  const name = query['name'] ?? '';
  const paged = usePagedRead(listLeavings, {
    only,
    ...(way === undefined ? {} : { way }),
    ...(name === '' ? {} : { name }),
  });
  const isInstitution = level === 'institution';
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      head: t('columns.name'),
      phone: 'title',
      width: 110,
      cell: (row) => <GoLink to={paths.childOf(row.childId)}>{row.childName}</GoLink>,
    },
    ...(isInstitution
      ? []
      : [{ key: 'institution', head: t('columns.institution'), cell: (row: Row) => row.institutionName }]),
    { key: 'leftOn', head: t('columns.leftOn'), kind: 'date', width: 110, cell: (row) => formatDate(row.leftOn) },
    { key: 'way', head: t('columns.way'), width: 80, cell: (row) => t(`ways.${row.way}`) },
    {
      key: 'reason',
      head: t('columns.reason'),
      cell: (row) => (
        <>
          {row.reason}
          {row.destination !== null && (
            <span className="departure-more">{t('destination', { place: row.destination })}</span>
          )}
          {row.undoReason !== null && <span className="departure-more">{t('undone', { reason: row.undoReason })}</span>}
        </>
      ),
    },
    {
      key: 'recorded',
      head: t('columns.recorded'),
      width: 180,
      cell: (row) => (
        <>
          {row.recordedBy} <span className="figure">{formatDate(row.recordedAt)}</span>
          {row.late && row.dueOn !== null && (
            <span className="departure-more">{t('late', { on: formatDate(row.dueOn) })}</span>
          )}
        </>
      ),
    },
    ...(mayRecord
      ? [
          {
            key: 'undo',
            head: t('columns.undo'),
            width: 130,
            cell: (row: Row) =>
              row.mayUndo ? <UndoButton leavingId={row.id} name={row.childName} until={row.undoUntil} /> : null,
          },
        ]
      : []),
  ];
  return (
    <>
      <PageHeader
        title={t('title')}
        note={t('note')}
        actions={
          <>
            <GoLink to={paths.pastChildren()} className="plain-button">
              {t('kept')}
            </GoLink>
            {mayAsk && (
              <GoLink to={paths.lostFiles()} className="plain-button">
                {t('recover')}
              </GoLink>
            )}
          </>
        }
      />
      <div className="toolbar">
        <Input.Search
          className="departure-search"
          aria-label={t('search')}
          placeholder={t('search')}
          defaultValue={name}
          allowClear
          maxLength={36}
          onSearch={(typed) => setQuery({ name: typed.trim() }, { replace: true })}
        />
        <Select
          className="departure-way"
          aria-label={t('columns.way')}
          value={way ?? ''}
          onChange={(chosen: string) => setQuery({ way: chosen }, { replace: true })}
          options={[
            { value: '', label: t('allWays') },
            ...leavingWays.map((each) => ({ value: each, label: t(`ways.${each}`) })),
          ]}
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
          label={t('title')}
          columns={columns}
          paged={paged}
          rowId={(row) => row.id}
          tone={(row) => (row.undoneAt === null ? (row.late ? 'warn' : null) : 'quiet')}
          empty={<EmptyState title={t('empty.title')} hint={t(mayRecord ? 'empty.hint' : 'empty.hintAbove')} />}
        />
      </div>
    </>
  );
}
