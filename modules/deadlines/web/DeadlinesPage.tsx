import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate, formatNumber } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { DueDate } from '@xueqian/ui/parts/DueDate.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { useMay, useSession } from '@xueqian/ui/session.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { countLate, listTasks } from '../contract.ts';
import { taskHolders } from '../task.ts';
import { KeepingUp } from './KeepingUp.tsx';
import { useTaskWords } from './use-task-words.ts';

type Row = OutputOf<typeof listTasks>['rows'][number];
type Part = OutputOf<typeof countLate>['parts'][number];

/** What is due at my office, what is late below it, and who keeps up. */
export function DeadlinesPage() {
  const { t } = useTranslation('deadlines');
  const { level } = useSession();
  const { query, setQuery } = useAddress();
  const mayCount = useMay('deadlines.count');
  const mayRead = useMay('deadlines.read');
  // Prefecture and province hold problem cases between counties; what is late below them comes first there.
  const holds = taskHolders.some((each) => each === level);
  const own = level === 'institution' || level === 'county' ? ['mine', 'late'] : holds ? ['late', 'mine'] : ['late'];
  const views = [...(mayRead ? own : []), ...(mayCount ? ['table', 'keeping'] : [])];
  const view = views.find((each) => each === query['whose']) ?? views[0] ?? 'table';
  return (
    <>
      <PageHeader title={t('title')} note={t('note')} />
      <div className="toolbar">
        <Segmented
          value={view}
          onChange={(chosen) => setQuery({ whose: String(chosen), division: null }, { replace: true })}
          options={views.map((each) => ({ value: each, label: t(each === 'keeping' ? 'keeping.title' : each) }))}
        />
      </div>
      {view === 'keeping' ? (
        <KeepingUp />
      ) : view === 'table' ? (
        <PartsTable />
      ) : (
        <TaskTable key={view} whose={view as 'mine' | 'late'} />
      )}
    </>
  );
}

function TaskTable({ whose }: { readonly whose: 'mine' | 'late' }) {
  const { t } = useTranslation('deadlines');
  const words = useTaskWords();
  const { level } = useSession();
  const paged = usePagedRead(listTasks, { whose });
  const columns: readonly Column<Row>[] = [
    { key: 'kind', head: t('columns.kind'), phone: 'title', width: 130, cell: (row) => t(`kinds.${row.kind}`) },
    { key: 'about', head: t('columns.about'), width: 150, cell: words.aboutOf },
    ...(level === 'institution'
      ? []
      : [{ key: 'name', head: t('columns.institution'), cell: (row: Row) => row.institutionName }]),
    ...(level === 'institution' || level === 'county'
      ? []
      : [{ key: 'county', head: t('columns.county'), width: 100, cell: (row: Row) => row.countyName }]),
    { key: 'holder', head: t('columns.holder'), width: 90, cell: (row) => t(`holders.${row.holder}`) },
    {
      key: 'opened',
      head: t('columns.opened'),
      kind: 'date',
      width: 110,
      cell: (row) => formatDate(row.openedOn),
    },
    {
      key: 'due',
      head: t('columns.due'),
      width: 190,
      cell: (row) =>
        row.isPaused ? (
          t('paused')
        ) : row.dueOn === null ? (
          t('noClock')
        ) : (
          <span className="figure">
            {row.dueOn === 'not-known' ? '' : row.dueOn} <DueDate dueOn={row.dueOn} daysLeft={row.daysLeft} />
          </span>
        ),
    },
    {
      key: 'risen',
      head: t('columns.risen'),
      width: 95,
      cell: (row) => (row.escalatedTo === null ? '' : t(`levels.${row.escalatedTo}`)),
    },
  ];
  return (
    <div className="sheet flush">
      <DataTable
        label={t(whose)}
        columns={columns}
        paged={paged}
        rowId={(row) => row.id}
        empty={<EmptyState title={t(`empty.${whose}.title`)} hint={t(`empty.${whose}.hint`)} />}
      />
    </div>
  );
}

const figures = ['open', 'paused', 'lateOfInstitutions', 'lateOfCounties'] as const;

function PartsTable() {
  const { t } = useTranslation('deadlines');
  const { query, setQuery } = useAddress();
  const { division } = query;
  const read = useRead(countLate, division === undefined ? {} : { division }, { keep: true });
  const parts = read.data?.parts ?? [];
  const byInstitution = parts[0]?.opens === 'institution';
  const columns: readonly Column<Part>[] = [
    {
      key: 'name',
      head: t(byInstitution ? 'parts.institution' : 'parts.name'),
      phone: 'title',
      cell: (row) =>
        row.opens === 'institution' ? (
          row.name
        ) : (
          <button type="button" className="plain-link" onClick={() => setQuery({ division: row.code })}>
            {row.name}
          </button>
        ),
    },
    ...figures.map((figure) => ({
      key: figure,
      head: t(`parts.${figure}`),
      kind: 'number' as const,
      width: 120,
      cell: (row: Part) => formatNumber(row[figure]),
    })),
  ];
  return (
    <>
      {read.data !== undefined && <p className="soft">{read.data.division.name || t('nation')}</p>}
      <div className="sheet flush">
        <DataTable
          label={t('table')}
          columns={columns}
          rows={parts}
          isPending={read.isPending}
          problem={read.error}
          onRetry={() => void read.refetch()}
          rowId={(row) => row.code}
          total={[
            t('parts.total'),
            ...figures.map((figure) => formatNumber(parts.reduce((sum, part) => sum + part[figure], 0))),
          ]}
          empty={<EmptyState title={t('empty.parts.title')} hint={t('empty.parts.hint')} />}
        />
      </div>
    </>
  );
}
