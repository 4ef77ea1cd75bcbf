import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { useTranslation } from 'react-i18next';
import { listPresent } from '../contract.ts';
import type { PresentKind } from '../kinds.ts';

type Row = OutputOf<typeof listPresent>['rows'][number];
type Props = {
  readonly kind: PresentKind;
  readonly at: { readonly division?: string; readonly institutionId?: number };
};

/** Children that are here, of one kind, institution by institution. */
export function PresentChildren({ kind, at }: Props) {
  const { t } = useTranslation('flows');
  const { level } = useSession();
  const paged = usePagedRead(listPresent, { kind, ...at });
  const says = (row: Row): string => {
    if (kind === 'suspended' || kind === 'overdue')
      return row.restsUntil === null ? '' : t('list.restsUntil', { on: formatDate(row.restsUntil) });
    if (kind === 'unclassed') return row.since === null ? '' : t('list.since', { on: formatDate(row.since) });
    return row.hukouPlace === null ? t('list.noHukou') : t('list.hukou', { place: row.hukouPlace });
  };
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      head: t('list.name'),
      phone: 'title',
      width: 120,
      cell: (row) => <GoLink to={paths.childOf(row.childId)}>{row.name}</GoLink>,
    },
    { key: 'sex', head: t('list.sex'), width: 70, cell: (row) => t(`list.sexes.${row.sex}`) },
    { key: 'birthOn', head: t('list.birthOn'), kind: 'date', width: 120, cell: (row) => formatDate(row.birthOn) },
    ...(level === 'institution'
      ? []
      : [{ key: 'institution', head: t('list.institution'), width: 220, cell: (row: Row) => row.institutionName }]),
    { key: 'class', head: t('list.class'), width: 130, cell: (row) => row.className ?? t('list.noClass') },
    { key: 'says', head: t('list.says'), cell: says },
  ];
  return (
    <DataTable
      label={t('list.title', { kind: t(`present.${kind}`) })}
      columns={columns}
      paged={paged}
      rowId={(row) => row.childId}
      empty={<EmptyState title={t('list.empty')} hint={t('list.emptyHint')} />}
    />
  );
}
