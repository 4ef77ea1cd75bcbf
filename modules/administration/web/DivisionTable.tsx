import { formatDate } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { useTranslation } from 'react-i18next';
import type { ShownLine } from '../division-lines.ts';

const looks = {
  added: { tone: 'calm', icon: 'check' },
  removed: { tone: 'quiet', icon: 'cross' },
  changed: { tone: 'warn', icon: 'pencil' },
} as const;

/** The division of permissions: office, person, role, since when, and what has changed since it was filed. */
export function DivisionTable({ lines }: { readonly lines: readonly ShownLine[] }) {
  const { t } = useTranslation(['administration', 'ui']);
  const columns: readonly Column<ShownLine>[] = [
    { key: 'office', head: t('accounts.office'), cell: (row) => row.office },
    { key: 'person', head: t('accounts.person'), width: 110, phone: 'title', cell: (row) => row.person },
    { key: 'role', head: t('accounts.role'), width: 120, cell: (row) => t(`ui:roles.${row.role}`) },
    {
      key: 'duties',
      head: t('division.scope'),
      cell: (row) =>
        row.duties === null
          ? t('division.all')
          : row.duties.map((duty) => t(`permissions.${duty.replace('.', '-')}`)).join(t('ui:listSeparator')) ||
            t('sections.noDuty'),
    },
    { key: 'login', head: t('division.login'), width: 150, cell: (row) => <span className="figure">{row.login}</span> },
    { key: 'since', head: t('division.since'), kind: 'date', width: 110, cell: (row) => formatDate(row.since) },
    {
      key: 'change',
      head: t('division.change'),
      width: 90,
      cell: (row) => (row.change === 'same' ? '' : <Tag {...looks[row.change]} word={t(`division.${row.change}`)} />),
    },
  ];
  return (
    <DataTable<ShownLine, string>
      label={t('ui:pages.permission-division')}
      columns={columns}
      rowId={(row) => `${row.accountId}`}
      rows={lines}
      tone={(row) => (row.change === 'same' ? null : row.change === 'removed' ? 'quiet' : 'warn')}
    />
  );
}
