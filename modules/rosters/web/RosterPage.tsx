import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatInstant, formatNumber } from '@xueqian/ui/format.ts';
import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { Counts } from '@xueqian/ui/parts/Counts.tsx';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useGo, usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTitle } from '@xueqian/ui/use-title.ts';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { commitRoster, discardRoster, listRosters, readRoster, rosterMarkedPath } from '../contract.ts';
import { DownloadButton } from './DownloadButton.tsx';
import { outcomeLooks, rosterLooks } from './roster-looks.ts';
import './rosters.css';

type View = OutputOf<typeof readRoster>;
type Row = View['rows'][number];
type Group = View['groups'][number];

/** One list: the sums of its check, what is wrong, and the word that takes it in. */
export function RosterPage() {
  const { t } = useTranslation('rosters');
  const rosterId = usePathNumber('rosterId');
  const read = useRead(readRoster, { rosterId });
  const view = read.data;
  useTitle(view?.fileName ?? t('pages.title'));
  return (
    <>
      <PageHeader
        title={view?.fileName ?? t('pages.title')}
        back={{ to: paths.rosters, word: t('pages.back') }}
        aside={view === undefined ? null : <Tag {...rosterLooks[view.state]} word={t(`states.${view.state}`)} />}
        note={view === undefined ? undefined : `${view.uploadedBy} ${formatInstant(view.uploadedAt)}`}
      />
      {view === undefined ? (
        <div className="sheet">
          <ReadState read={read} lines={8} />
        </div>
      ) : (
        <Checked view={view} />
      )}
    </>
  );
}

function Checked({ view }: { readonly view: View }) {
  const { t } = useTranslation('rosters');
  const { counts, headings } = view;
  const figures = Object.fromEntries(Object.entries(counts).map(([key, value]) => [key, formatNumber(value)]));
  const ended = { person: view.endedBy ?? '', at: formatInstant(view.endedAt) };
  return (
    <>
      {view.state === 'committed' && (
        <NoticeLine tone="quiet" icon="check">
          {t('pages.done', ended)}
        </NoticeLine>
      )}
      {view.state === 'discarded' && <NoticeLine tone="quiet">{t('pages.given', ended)}</NoticeLine>}
      {headings.unknown.length > 0 && (
        <NoticeLine>
          {t('pages.unknown', {
            headings: headings.unknown.map(({ letter, heading }) => `${letter} ${heading}`).join(', '),
          })}
        </NoticeLine>
      )}
      <Counts
        label={t('pages.counts')}
        counts={[
          { key: 'read', word: t('pages.read'), value: counts.read },
          { key: 'created', word: t('outcomes.created'), value: counts.created, tone: 'good' },
          { key: 'updated', word: t('outcomes.updated'), value: counts.updated },
          { key: 'unchanged', word: t('outcomes.unchanged'), value: counts.unchanged },
          {
            key: 'rejected',
            word: t('outcomes.rejected'),
            value: counts.rejected,
            tone: counts.rejected > 0 ? 'bad' : 'plain',
          },
        ]}
      />
      <p className="only-heard">{t('pages.sum', { ...figures, read: counts.read })}</p>
      <Problems view={view} />
      {view.state === 'checked' && <Decision view={view} />}
    </>
  );
}

function Problems({ view }: { readonly view: View }) {
  const { t } = useTranslation('rosters');
  const groups: readonly Column<Group>[] = [
    {
      key: 'what',
      head: t('pages.group'),
      phone: 'title',
      cell: ({ column, code }) => {
        const example = view.rows
          .flatMap(({ problems }) => problems)
          .find((each) => each.column === column && each.code === code);
        return `${t(`columns.${column}`)}: ${t(`problems.${code}`, { ...example?.facts, value: example?.value ?? '' })}`;
      },
    },
    {
      key: 'weight',
      head: t('pages.severity'),
      width: 100,
      cell: ({ severity }) => (
        <Tag tone={severity === 'error' ? 'bad' : 'warn'} icon="alert" word={t(`severity.${severity}`)} />
      ),
    },
    { key: 'rows', head: t('pages.count'), kind: 'number', width: 90, cell: ({ rows }) => formatNumber(rows) },
  ];
  const rows: readonly Column<Row>[] = [
    { key: 'row', head: t('pages.row'), kind: 'number', width: 70, cell: ({ row }) => row },
    { key: 'name', head: t('pages.name'), width: 220, phone: 'title', cell: ({ name }) => name || '—' },
    {
      key: 'outcome',
      head: t('pages.outcome'),
      width: 120,
      cell: ({ outcome }) => <Tag {...outcomeLooks[outcome]} word={t(`outcomes.${outcome}`)} />,
    },
    {
      key: 'problems',
      head: t('pages.problem'),
      cell: ({ problems }) => (
        <ul className="roster-problems">
          {problems.map(({ column, letter, code, severity, facts, value }) => (
            <li key={`${column} ${code}`} className={severity}>
              {letter} {t(`columns.${column}`)}: {t(`problems.${code}`, { ...facts, value })}
            </li>
          ))}
        </ul>
      ),
    },
  ];
  if (view.spoken === 0) {
    return (
      <div className="sheet">
        <EmptyState title={t('pages.clean')} />
      </div>
    );
  }
  return (
    <>
      <section className="sheet roster-sheet">
        <h2>{t('pages.groups')}</h2>
        <DataTable
          label={t('pages.groups')}
          columns={groups}
          rows={view.groups}
          rowId={({ column, code }) => `${column} ${code}`}
        />
      </section>
      <section className="sheet roster-sheet">
        <h2>{t('pages.rows')}</h2>
        {view.spoken > view.rows.length && (
          <p className="soft">{t('pages.more', { shown: formatNumber(view.rows.length), all: view.spoken })}</p>
        )}
        <p>
          <DownloadButton
            path={rosterMarkedPath(view.id)}
            fileName={`${view.fileName.replace(/\.xlsx$/i, '')}-marked.xlsx`}
            word={t('pages.marked')}
          />
        </p>
        <DataTable label={t('pages.rows')} columns={rows} rows={view.rows} rowId={({ row }) => row} />
      </section>
    </>
  );
}

function Decision({ view }: { readonly view: View }) {
  const { t } = useTranslation('rosters');
  const { message } = App.useApp();
  const go = useGo();
  const refreshes = [readRoster, listRosters];
  const commit = useAct(commitRoster, { refreshes, onDone: () => void message.success(t('pages.committed')) });
  const discard = useAct(discardRoster, {
    refreshes,
    onDone: () => {
      void message.success(t('pages.discarded'));
      go(paths.rosters);
    },
  });
  const { created, updated, rejected } = view.counts;
  const problem = commit.error ?? discard.error;
  return (
    <>
      {problem !== null && <ErrorState problem={problem} small />}
      <footer className="decision-bar foot-bar">
        <span>{created + updated === 0 ? t('pages.nothing') : ''}</span>
        <ConfirmButton
          word={t('pages.discard')}
          question={t('pages.discardQuestion')}
          isPending={discard.isPending}
          onConfirm={() => discard.mutate({ rosterId: view.id })}
        />
        {created + updated > 0 && (
          <ConfirmButton
            type="primary"
            word={t('pages.commit', { count: created + updated })}
            question={t('pages.commitQuestion')}
            detail={t('pages.commitDetail', {
              created: formatNumber(created),
              updated: formatNumber(updated),
              rejected,
            })}
            isPending={commit.isPending}
            onConfirm={() => commit.mutate({ rosterId: view.id, expectRejected: rejected })}
          />
        )}
      </footer>
    </>
  );
}
