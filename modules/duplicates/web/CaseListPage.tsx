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
import { useTranslation } from 'react-i18next';
import { listCases } from '../contract.ts';
import { type CaseSide, type CaseView, turnOf } from './case-turn.ts';
import './cases.css';

const tabs = ['open', 'closed'] as const;

/** Problem cases: both sides in a line, and who has to act. */
export function CaseListPage() {
  const { t } = useTranslation('duplicates');
  const go = useGo();
  const atInstitution = useSession().level === 'institution';
  const mayRecheck = useMay('duplicates.recheck');
  const { query, setQuery } = useAddress();
  const state = query.state === 'closed' ? 'closed' : 'open';
  const paged = usePagedRead(listCases, { state });
  const sideCell = (side: CaseSide) => (
    <span className="case-side">
      <strong>{side.name}</strong>
      {side.mine && <em>{t(atInstitution ? 'pages.mine' : 'pages.mineOffice')}</em>}
      <small>{side.institutionName}</small>
    </span>
  );
  const columns: readonly Column<CaseView>[] = [
    {
      key: 'kind',
      head: t('pages.column.kind'),
      width: 200,
      phone: 'title',
      cell: (one) => <GoLink to={paths.caseOf(one.id)}>{t(`pages.kind.${one.kind}`)}</GoLink>,
    },
    { key: 'later', head: t('pages.column.later'), cell: (one) => sideCell(one.later) },
    { key: 'earlier', head: t('pages.column.earlier'), cell: (one) => sideCell(one.earlier) },
    {
      key: 'opened',
      head: t('pages.column.opened'),
      kind: 'date',
      width: 110,
      cell: (one) => formatDate(one.openedAt),
    },
    {
      key: 'next',
      head: t(state === 'open' ? 'pages.column.next' : 'pages.column.outcome'),
      width: 190,
      cell: (one) => {
        const turn = turnOf(one, atInstitution);
        if (turn === null) return t(`pages.outcome.${one.outcome ?? ''}`, { defaultValue: t('pages.next.nobody') });
        if (turn.who !== 'sides') return t(`pages.next.${turn.who}`);
        return turn.names.length === 1 ? t('pages.next.sides', { names: turn.names[0] }) : t('pages.next.both');
      },
    },
    ...(state === 'open'
      ? [
          {
            key: 'due',
            head: t('pages.column.due'),
            width: 130,
            cell: (one: CaseView) => {
              const turn = turnOf(one, atInstitution);
              return turn === null ? null : <DueDate dueOn={turn.dueOn} daysLeft={turn.daysLeft} />;
            },
          },
        ]
      : []),
  ];
  return (
    <>
      <PageHeader
        title={t('pages.title')}
        note={t('pages.intro')}
        actions={mayRecheck && <GoLink to={paths.rechecks}>{t('recheck.title')}</GoLink>}
      />
      <div className="sheet flush">
        <SheetTabs
          label={t('pages.title')}
          choices={tabs.map((value) => ({ value, word: t(`pages.tab.${value}`) }))}
          value={state}
          onChange={(chosen) => setQuery({ state: chosen === 'open' ? null : chosen })}
        />
        <DataTable<CaseView, number>
          label={t('pages.title')}
          columns={columns}
          rowId={(one) => one.id}
          paged={paged}
          onOpen={(one) => go(paths.caseOf(one.id))}
          tone={(one) => (turnOf(one, atInstitution)?.who === 'us' || one.may.decide ? 'bad' : null)}
          empty={
            state === 'open' ? (
              <EmptyState title={t('pages.empty.openTitle')} hint={t('pages.empty.openText')} />
            ) : (
              <EmptyState title={t('pages.empty.closedTitle')} />
            )
          }
        />
      </div>
    </>
  );
}
