import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReasonDialog } from '@xueqian/ui/parts/ReasonDialog.tsx';
import { SearchBox } from '@xueqian/ui/parts/SearchBox.tsx';
import { SheetTabs } from '@xueqian/ui/parts/SheetTabs.tsx';
import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decideLeadingGroup, listLeadingGroups } from '../practice.ts';
import './administration.css';

type Row = OutputOf<typeof listLeadingGroups>['rows'][number];
const shows = ['all', 'waiting', 'missing', 'unsigned'] as const;
const looks = {
  sent: { tone: 'calm', icon: 'clock' },
  filed: { tone: 'good', icon: 'check' },
  returned: { tone: 'bad', icon: 'back' },
} as const;

/** Leading groups of my county's institutions to be filed, and who has not signed the commitment letter. */
export function LeadingGroupsPage() {
  const { t } = useTranslation(['administration', 'ui']);
  const { query, setQuery } = useAddress();
  const show = shows.find((one) => one === query.show) ?? 'all';
  const paged = usePagedRead(listLeadingGroups, { show, ...(query.text ? { text: query.text } : {}) });
  const [returning, setReturning] = useState<Row | null>(null);
  const act = useAct(decideLeadingGroup, { refreshes: [listLeadingGroups], onDone: () => setReturning(null) });
  const columns: readonly Column<Row>[] = [
    {
      key: 'institution',
      head: t('groups.institution'),
      phone: 'title',
      cell: (row) => (
        <span className="two-lines">
          <strong>{row.institution}</strong>
          <small className="figure">{row.code}</small>
        </span>
      ),
    },
    {
      key: 'members',
      head: t('groups.members'),
      cell: (row) =>
        row.members.map((one) => `${one.name} ${t(`group.posts.${one.post}`)}`).join(t('ui:listSeparator')) || '—',
    },
    {
      key: 'state',
      head: t('groups.state'),
      width: 130,
      cell: (row) =>
        row.state === null ? (
          <Tag tone="quiet" icon="dash" word={t('groups.none')} />
        ) : (
          <Tag {...looks[row.state]} word={t(`division.states.${row.state}`)} />
        ),
    },
    {
      key: 'sent',
      head: t('division.sentAt'),
      kind: 'date',
      width: 120,
      cell: (row) => (
        <span className="two-lines">
          {formatDate(row.sentAt)}
          {row.overdue && <small>{t('groups.late')}</small>}
        </span>
      ),
    },
    {
      key: 'letter',
      head: t('groups.letter'),
      width: 150,
      cell: (row) =>
        row.commitment.signedAt === null
          ? t(row.commitment.principal === null ? 'groups.noPrincipal' : 'groups.unsigned')
          : `${row.commitment.signedName ?? ''} ${formatDate(row.commitment.signedAt)}`,
    },
    {
      key: 'acts',
      head: t('accounts.acts'),
      width: 120,
      cell: (row) =>
        row.state === 'sent' &&
        row.filingId !== null && (
          <span className="row-actions">
            <button
              type="button"
              className="plain-link"
              onClick={() => act.mutate({ filingId: row.filingId as number, decision: 'file' })}
            >
              {t('filing.file')}
            </button>
            <button type="button" className="plain-link" onClick={() => setReturning(row)}>
              {t('filing.return')}
            </button>
          </span>
        ),
    },
  ];
  return (
    <>
      <PageHeader title={t('ui:pages.leading-groups')} note={t('groups.note')} />
      <div className="sheet flush">
        <SheetTabs
          label={t('groups.state')}
          choices={shows.map((value) => ({ value, word: t(`groups.show.${value}`) }))}
          value={show}
          onChange={(chosen) => setQuery({ show: chosen === 'all' ? null : chosen })}
        />
        <search className="toolbar sheet-tools">
          <SearchBox label={t('groups.search')} text={query.text} onSearch={(text) => setQuery({ text })} />
        </search>
        <DataTable<Row, number>
          label={t('ui:pages.leading-groups')}
          columns={columns}
          rowId={(row) => row.institutionId}
          paged={paged}
        />
      </div>
      {act.error !== null && returning === null && <ErrorState problem={act.error} small />}
      <ReasonDialog
        isRead
        open={returning !== null}
        title={t('filing.returnTitle')}
        confirmWord={t('filing.return')}
        isPending={act.isPending}
        problem={act.error}
        onSubmit={(reason) =>
          returning?.filingId != null && act.mutate({ filingId: returning.filingId, decision: 'return', reason })
        }
        onClose={() => setReturning(null)}
      />
    </>
  );
}
