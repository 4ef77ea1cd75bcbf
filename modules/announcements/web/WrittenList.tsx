import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { SheetTabs } from '@xueqian/ui/parts/SheetTabs.tsx';
import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAddress, useGo } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { useTranslation } from 'react-i18next';
import { announcementStates } from '../announcement.ts';
import { listWritten } from '../contract.ts';
import { useAnnouncementWords } from './announcement-words.ts';

type Row = OutputOf<typeof listWritten>['rows'][number];

export const stateLooks = {
  draft: { tone: 'warn', icon: 'pencil' },
  published: { tone: 'good', icon: 'check' },
  withdrawn: { tone: 'quiet', icon: 'cross' },
} as const;

const pathOf = (row: Row): string => {
  if (row.state === 'draft' && row.mine) return paths.writeAnnouncement(row.id);
  return paths.followAnnouncement(row.id);
};

/** What my office and those below it have written; drafts are the office's own. */
export function WrittenList() {
  const { t } = useTranslation('announcements');
  const go = useGo();
  const { titleOf } = useAnnouncementWords();
  const { query, setQuery } = useAddress();
  const state = announcementStates.find((each) => each === query.only);
  const paged = usePagedRead(listWritten, state === undefined ? {} : { state });
  const columns: readonly Column<Row>[] = [
    {
      key: 'title',
      head: t('list.title'),
      phone: 'title',
      cell: (row) => (
        <span className="announcement-title">
          <GoLink to={pathOf(row)}>{titleOf(row)}</GoLink>
          {row.mustRead && <em>{t('list.mustRead')}</em>}
        </span>
      ),
    },
    {
      key: 'state',
      head: t('list.state'),
      width: 120,
      cell: (row) => <Tag {...stateLooks[row.state]} word={t(`states.${row.state}`)} />,
    },
    { key: 'office', head: t('list.office'), width: 200, cell: (row) => row.officeName },
    { key: 'writer', head: t('list.writtenBy'), width: 110, phone: 'hide', cell: (row) => row.writtenBy },
    {
      key: 'at',
      head: t('list.published'),
      kind: 'date',
      width: 120,
      cell: (row) => formatDate(row.publishedAt ?? row.writtenAt),
    },
  ];
  return (
    <>
      <SheetTabs
        small
        label={t('list.state')}
        value={state ?? 'all'}
        choices={[
          { value: 'all', word: t('filter.all') },
          ...announcementStates.map((value) => ({ value, word: t(`states.${value}`) })),
        ]}
        onChange={(value) => setQuery({ only: value === 'all' ? null : value }, { replace: true })}
      />
      <DataTable<Row, number>
        label={t('tabs.written')}
        columns={columns}
        paged={paged}
        rowId={(row) => row.id}
        onOpen={(row) => go(pathOf(row))}
        empty={<EmptyState title={t('list.emptyWritten.title')} hint={t('list.emptyWritten.hint')} />}
      />
    </>
  );
}
