import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { useTranslation } from 'react-i18next';
import { listMoved } from '../contract.ts';
import type { MovedKind } from '../kinds.ts';

type Row = OutputOf<typeof listMoved>['rows'][number];
type Props = {
  readonly kind: MovedKind;
  readonly at: { readonly division?: string; readonly institutionId?: number };
  readonly period: string;
};

const leavings: readonly string[] = ['moved-away', 'withdrawn', 'abroad', 'left-other'];

/** Children that went or came in a period, the latest first; of those who left, whether somebody has taken them in. */
export function MovedChildren({ kind, at, period }: Props) {
  const { t } = useTranslation('flows');
  const { level } = useSession();
  const paged = usePagedRead(listMoved, { kind, period, ...at });
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      head: t('list.name'),
      phone: 'title',
      width: 120,
      cell: (row) => (row.isSeen ? <GoLink to={childPath(row, level)}>{row.name}</GoLink> : row.name),
    },
    { key: 'sex', head: t('list.sex'), width: 70, cell: (row) => t(`list.sexes.${row.sex}`) },
    { key: 'birthOn', head: t('list.birthOn'), kind: 'date', width: 120, cell: (row) => formatDate(row.birthOn) },
    {
      key: 'happenedOn',
      head: t('list.happenedOn'),
      kind: 'date',
      width: 120,
      cell: (row) => formatDate(row.happenedOn),
    },
    { key: 'where', head: t('list.whereabouts'), cell: (row) => <Where row={row} /> },
  ];
  return (
    <DataTable
      label={t('list.title', { kind: t(`moved.${kind}`) })}
      columns={columns}
      paged={paged}
      rowId={(row) => row.moveId}
      empty={<EmptyState title={t('list.empty')} hint={t('list.emptyHint')} />}
    />
  );
}

const childPath = (row: Row, level: string): string =>
  row.isOpen && level === 'institution' ? paths.childDepartures(row.childId) : paths.childOf(row.childId);

function Where({ row }: { readonly row: Row }) {
  const { t } = useTranslation('flows');
  const { fromName, toName } = row;
  const between =
    fromName !== null && toName !== null ? t('list.between', { from: fromName, to: toName }) : (toName ?? fromName);
  return (
    <>
      <span>{between}</span>
      {leavings.includes(row.kind) && (
        <span className={row.isOpen ? 'flows-open' : 'flows-taken'}>
          {t(row.isOpen ? 'list.open' : 'list.taken')}
          {row.isDroppedOut && <strong>{t('list.droppedOut')}</strong>}
        </span>
      )}
    </>
  );
}
