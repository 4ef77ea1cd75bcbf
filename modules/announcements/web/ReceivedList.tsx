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
import { listReceived, type Received } from '../contract.ts';
import { useAnnouncementWords } from './announcement-words.ts';

const filters = ['all', 'unread', 'pressing'] as const;

/** What was announced to my office, the newest first. */
export function ReceivedList() {
  const { t } = useTranslation('announcements');
  const go = useGo();
  const { titleOf } = useAnnouncementWords();
  const { query, setQuery } = useAddress();
  const only = filters.find((each) => each === query.only) ?? 'all';
  const paged = usePagedRead(listReceived, { only });
  const columns: readonly Column<Received>[] = [
    {
      key: 'title',
      head: t('list.title'),
      phone: 'title',
      cell: (row) => (
        <span className={row.readAt === null ? 'announcement-title unread' : 'announcement-title'}>
          <GoLink to={paths.announcement(row.id)}>{titleOf(row)}</GoLink>
          {row.mustRead && <em>{t('list.mustRead')}</em>}
          {row.remindedAt !== null && row.readAt === null && <em>{t('list.reminded')}</em>}
        </span>
      ),
    },
    { key: 'office', head: t('list.office'), width: 220, cell: (row) => row.officeName },
    {
      key: 'published',
      head: t('list.published'),
      kind: 'date',
      width: 120,
      cell: (row) => formatDate(row.publishedAt),
    },
    { key: 'mine', head: t('list.mine'), width: 130, cell: (row) => <ReadTag row={row} /> },
  ];
  return (
    <>
      <SheetTabs
        small
        label={t('list.mine')}
        value={only}
        choices={filters.map((value) => ({ value, word: t(`filter.${value}`) }))}
        onChange={(value) => setQuery({ only: value === 'all' ? null : value }, { replace: true })}
      />
      <DataTable<Received, number>
        label={t('tabs.received')}
        columns={columns}
        paged={paged}
        rowId={(row) => row.id}
        onOpen={(row) => go(paths.announcement(row.id))}
        empty={<EmptyState title={t('list.empty.title')} hint={t('list.empty.hint')} />}
      />
    </>
  );
}

function ReadTag({ row }: { readonly row: Received }) {
  const { t } = useTranslation('announcements');
  if (row.state === 'withdrawn') return <Tag tone="quiet" icon="cross" word={t('states.withdrawn')} />;
  if (row.confirmedAt !== null) return <Tag tone="good" icon="check" word={t('list.confirmed')} />;
  if (row.readAt !== null && !row.mustRead) return <Tag tone="good" icon="check" word={t('list.read')} />;
  return <Tag tone="warn" icon="clock" word={t(row.readAt === null ? 'list.unread' : 'list.read')} />;
}
