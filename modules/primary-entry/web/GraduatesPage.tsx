import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReasonDialog } from '@xueqian/ui/parts/ReasonDialog.tsx';
import { SheetTabs } from '@xueqian/ui/parts/SheetTabs.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay, useSession } from '@xueqian/ui/session.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listGraduates, takeBack } from '../contract.ts';
import { remedyOf } from '../standing.ts';
import { NoteDialog } from './NoteDialog.tsx';
import { StandingTag } from './StandingTag.tsx';
import { useYear, YearChoice } from './YearChoice.tsx';
import './primary-entry.css';

type Row = OutputOf<typeof listGraduates>['rows'][number];
const choices = ['all', 'missing', 'differs', 'not-found', 'waiting', 'not-listed', 'accepted'] as const;

/** Where the graduates of a year stand, with both values where something differs, and what is known of those who have not arrived. */
export function GraduatesPage() {
  const { t } = useTranslation('primary-entry');
  const { message } = App.useApp();
  const { level } = useSession();
  const mayReadLists = useMay('primary-entry.read-lists');
  const { query, setQuery } = useAddress();
  const year = useYear();
  const only = choices.find((each) => each === query['only']) ?? 'all';
  const asked = Number(query['institutionId'] ?? Number.NaN);
  const paged = usePagedRead(listGraduates, {
    year,
    only,
    ...(query['division'] === undefined ? {} : { division: query['division'] }),
    ...(Number.isSafeInteger(asked) ? { institutionId: asked } : {}),
  });
  const [noting, setNoting] = useState<Row | null>(null);
  const [undoing, setUndoing] = useState<Row | null>(null);
  const back = useAct(takeBack, {
    onDone: () => {
      setUndoing(null);
      void message.success(t('graduates.takenBack'));
    },
  });
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      head: t('columns.name'),
      phone: 'title',
      width: 110,
      cell: (row) => <GoLink to={paths.childOf(row.childId)}>{row.name}</GoLink>,
    },
    ...(level === 'institution'
      ? []
      : [{ key: 'institution', head: t('columns.institution'), width: 180, cell: (row: Row) => row.institutionName }]),
    { key: 'endedOn', head: t('columns.endedOn'), kind: 'date', width: 115, cell: (row) => formatDate(row.endedOn) },
    {
      key: 'standing',
      head: t('columns.standing'),
      width: 150,
      cell: (row) => <StandingTag standing={row.standing} />,
    },
    { key: 'told', head: t('columns.told'), cell: (row) => <Told row={row} /> },
    {
      key: 'act',
      head: t('columns.act'),
      width: 150,
      cell: (row) => (
        <>
          {row.may.note && (
            <Button size="small" onClick={() => setNoting(row)}>
              {t('graduates.note')}
            </Button>
          )}
          {row.may.takeBack && (
            <Button size="small" onClick={() => setUndoing(row)}>
              {t('graduates.takeBack')}
            </Button>
          )}
        </>
      ),
    },
  ];
  return (
    <>
      <PageHeader
        title={t('graduates.title')}
        note={t('graduates.pageNote')}
        actions={
          <>
            {mayReadLists && (
              <GoLink to={paths.primaryEntryLists} className="plain-button">
                {t('lists.title')}
              </GoLink>
            )}
            {level !== 'institution' && (
              <GoLink to={paths.primaryEntryFigures()} className="plain-button">
                {t('figures.title')}
              </GoLink>
            )}
          </>
        }
      />
      <div className="toolbar">
        <YearChoice />
      </div>
      <div className="sheet flush">
        <SheetTabs
          label={t('columns.standing')}
          value={only}
          onChange={(chosen) => setQuery({ only: chosen === 'all' ? null : chosen }, { replace: true })}
          choices={choices.map((value) => ({
            value,
            word: value === 'all' || value === 'missing' ? t(`only.${value}`) : t(`standings.${value}`),
          }))}
        />
        <DataTable
          key={`${only}${year}`}
          label={t('graduates.title')}
          columns={columns}
          paged={paged}
          rowId={(row) => row.childId}
          empty={<EmptyState title={t('graduates.empty')} hint={t('graduates.emptyHint')} />}
        />
      </div>
      {noting !== null && (
        <NoteDialog
          child={noting}
          onDone={() => {
            setNoting(null);
            void message.success(t('graduates.noted'));
          }}
          onClose={() => setNoting(null)}
        />
      )}
      {undoing !== null && (
        <ReasonDialog
          open
          title={t('graduates.takeBackOf', { name: undoing.name })}
          hint={t('graduates.takeBackHint')}
          suggestions={[t('graduates.takeBackWhy')]}
          confirmWord={t('graduates.takeBack')}
          isPending={back.isPending}
          problem={back.error}
          onSubmit={(reason) => back.mutate({ childId: undoing.childId, reason: reason.slice(0, 200) })}
          onClose={() => {
            setUndoing(null);
            back.reset();
          }}
        />
      )}
    </>
  );
}

/** The school, or both values, or what is known; and what to do next. */
function Told({ row }: { readonly row: Row }) {
  const { t } = useTranslation('primary-entry');
  const { level } = useSession();
  const remedy = remedyOf[row.standing];
  return (
    <>
      {row.school !== null && (
        <>
          {row.school} <span className="figure soft">{formatDate(row.enteredOn)}</span>
        </>
      )}
      {row.field !== null && (
        <dl className="primary-entry-values">
          <dt>{t('values.ours', { field: t(`fields.${row.field}`) })}</dt>
          <dd className="figure">{shownValue(row.field, row.ours, t)}</dd>
          <dt>{t('values.theirs')}</dt>
          <dd className="figure">{row.told}</dd>
        </dl>
      )}
      {row.whereabouts !== null && row.standing !== 'accepted' && (
        <span>
          {t(`whereabouts.${row.whereabouts}`)} {row.note} <span className="soft">{row.notedBy}</span>
        </span>
      )}
      {remedy !== 'none' && <span className="primary-entry-more">{t(`remedies.${remedy}`)}</span>}
      {remedy === 'key-change' && level === 'institution' && row.field !== 'guardianName' && (
        <GoLink to={paths.childOf(row.childId)}>{t('remedies.look')}</GoLink>
      )}
      {row.isLate && <strong className="primary-entry-late">{t('late')}</strong>}
    </>
  );
}

const shownValue = (field: string, value: string | null, t: (key: string) => string): string => {
  if (value === null) return '—';
  return field === 'sex' ? t(`sexes.${value}`) : value;
};
