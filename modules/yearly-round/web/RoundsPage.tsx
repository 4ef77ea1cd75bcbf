import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate, formatNumber } from '@xueqian/ui/format.ts';
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
import { listRounds } from '../contract.ts';
import type { roundKinds } from '../round.ts';
import { RoundTag } from './RoundTag.tsx';
import './yearly-round.css';

type Row = OutputOf<typeof listRounds>['rows'][number];
const choices = ['all', 'graduation', 'promotion', 'intake'] as const;
/** In the order of the year. */
const inOrder = ['graduation', 'promotion', 'intake'] as const satisfies readonly (typeof roundKinds)[number][];

/** Graduations, promotions and intakes of my institution, or of those in my jurisdiction. */
export function RoundsPage() {
  const { t } = useTranslation('yearly-round');
  const go = useGo();
  const { level } = useSession();
  const mayPropose = useMay('yearly-round.propose');
  const { query, setQuery } = useAddress();
  const only = choices.find((each) => each === query['kind']) ?? 'all';
  const paged = usePagedRead(listRounds, only === 'all' ? {} : { kind: only });
  const columns: readonly Column<Row>[] = [
    {
      key: 'kind',
      head: t('columns.kind'),
      phone: 'title',
      width: 180,
      cell: (row) => <GoLink to={paths.yearlyRound(row.id)}>{t(`titleOf.${row.kind}`, { year: row.year })}</GoLink>,
    },
    ...(level === 'institution'
      ? []
      : [{ key: 'institution', head: t('columns.institution'), cell: (row: Row) => row.institutionName }]),
    { key: 'state', head: t('columns.state'), width: 130, cell: (row) => <RoundTag state={row.state} /> },
    {
      key: 'moved',
      head: t('columns.moved'),
      kind: 'number',
      width: 90,
      cell: (row) => formatNumber(row.moved),
    },
    {
      key: 'stayed',
      head: t('columns.stayed'),
      kind: 'number',
      width: 90,
      cell: (row) => formatNumber(row.stayed),
    },
    {
      key: 'proposed',
      head: t('columns.proposed'),
      width: 160,
      cell: (row) => (
        <>
          {row.proposedBy} <span className="figure">{formatDate(row.proposedAt)}</span>
        </>
      ),
    },
    {
      key: 'confirmed',
      head: t('columns.confirmed'),
      width: 160,
      cell: (row) =>
        row.confirmedAt === null ? null : (
          <>
            {row.confirmedBy} <span className="figure">{formatDate(row.confirmedAt)}</span>
          </>
        ),
    },
  ];
  return (
    <>
      <PageHeader
        title={t('title')}
        note={t(level === 'institution' ? 'note' : 'noteAbove')}
        actions={
          mayPropose &&
          inOrder.map((kind) => (
            <GoLink key={kind} to={paths.newYearlyRound(kind)} className="plain-button">
              {t(`begin.${kind}`)}
            </GoLink>
          ))
        }
      />
      <div className="sheet flush">
        <SheetTabs
          label={t('title')}
          value={only}
          onChange={(chosen) => setQuery({ kind: chosen }, { replace: true })}
          choices={choices.map((value) => ({ value, word: t(value === 'all' ? 'all' : `kinds.${value}`) }))}
        />
        <DataTable
          label={t('title')}
          columns={columns}
          paged={paged}
          rowId={(row) => row.id}
          onOpen={(row) => go(paths.yearlyRound(row.id))}
          empty={<EmptyState title={t('empty.title')} hint={t(mayPropose ? 'empty.hint' : 'empty.hintAbove')} />}
        />
      </div>
    </>
  );
}
