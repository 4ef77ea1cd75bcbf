import type { OutputOf } from '@xueqian/kernel/route.ts';
import { downloadFile } from '@xueqian/ui/api.ts';
import { formatInstant } from '@xueqian/ui/format.ts';
import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { Counts } from '@xueqian/ui/parts/Counts.tsx';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReasonDialog } from '@xueqian/ui/parts/ReasonDialog.tsx';
import { SheetTabs } from '@xueqian/ui/parts/SheetTabs.tsx';
import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useAddress, usePathNumber } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listReceipts, readAnnouncement, readFollowUp, remind, withdraw } from '../contract.ts';
import { useAnnouncementWords } from './announcement-words.ts';
import { stateLooks } from './WrittenList.tsx';
import './announcements.css';

type Row = OutputOf<typeof listReceipts>['rows'][number];

const tabs = ['unread', 'read'] as const;

/** Who has read an announcement and who has not; reminding, exporting, withdrawing. */
export function FollowUpPage() {
  const { t } = useTranslation(['announcements', 'ui']);
  const announcementId = usePathNumber('announcementId');
  const { query, setQuery } = useAddress();
  const only = query.only === 'read' ? 'read' : 'unread';
  const { message } = App.useApp();
  const [asksReason, setAsksReason] = useState(false);
  const { titleOf } = useAnnouncementWords();
  const read = useRead(readAnnouncement, { announcementId });
  const counts = useRead(readFollowUp, { announcementId });
  const paged = usePagedRead(listReceipts, { announcementId, only });
  const reminding = useAct(remind, {
    onDone: ({ offices }) => void message.success(t('follow.reminded', { count: offices })),
  });
  const withdrawing = useAct(withdraw, { onDone: () => setAsksReason(false) });
  const problem = read.error ?? counts.error;
  if (problem !== null) return <ErrorState problem={problem} onRetry={() => void read.refetch()} />;
  if (read.data === undefined || counts.data === undefined) return <LoadingState lines={8} />;
  const one = read.data;
  const { offices, read: opened, confirmed } = counts.data;
  const columns: readonly Column<Row>[] = [
    { key: 'office', head: t('follow.office'), phone: 'title', cell: (row) => row.officeName },
    { key: 'level', head: t('follow.level'), width: 120, cell: (row) => t(`ui:levels.${row.level}`) },
    ...(only === 'unread'
      ? []
      : [
          {
            key: 'people',
            head: t('follow.people'),
            cell: (row: Row) => (
              <ul className="announcement-people">
                {row.people.map((person) => (
                  <li key={person.personName + person.readAt} className="figure">
                    {person.confirmedAt === null
                      ? t('follow.person', { name: person.personName, at: formatInstant(person.readAt) })
                      : t('follow.personConfirmed', { name: person.personName, at: formatInstant(person.confirmedAt) })}
                  </li>
                ))}
              </ul>
            ),
          },
        ]),
  ];
  return (
    <>
      <PageHeader
        title={titleOf(one)}
        aside={<Tag {...stateLooks[one.state]} word={t(`states.${one.state}`)} />}
        back={{ to: paths.announcements({ tab: 'written' }), word: t('ui:pages.announcements') }}
        note={
          <>
            {t('read.from', { office: one.officeName, at: formatInstant(one.publishedAt) })}{' '}
            <GoLink to={paths.announcement(one.id)}>{t('mustRead.open')}</GoLink>
          </>
        }
        actions={
          <>
            <Button onClick={() => void downloadFile(`/api/announcements/${one.id}/receipts.xlsx`, t('follow.title'))}>
              {t('follow.export')}
            </Button>
            {one.may.remind && opened < offices && (
              <ConfirmButton
                word={t('follow.remind')}
                question={t('follow.remindQuestion')}
                detail={t('follow.remindDetail')}
                isPending={reminding.isPending}
                onConfirm={() => reminding.mutate({ announcementId })}
              />
            )}
            {one.may.withdraw && (
              <Button danger onClick={() => setAsksReason(true)}>
                {t('follow.withdraw')}
              </Button>
            )}
          </>
        }
      />
      {reminding.error !== null && <ErrorState problem={reminding.error} small />}
      <Counts
        label={t('follow.title')}
        counts={[
          { key: 'offices', word: t('follow.offices'), value: offices, tone: 'plain' },
          { key: 'read', word: t('follow.read'), value: opened, tone: 'plain' },
          { key: 'confirmed', word: t('follow.confirmed'), value: confirmed, tone: 'good' },
          {
            key: 'unread',
            word: t('follow.unread'),
            value: offices - opened,
            tone: offices > opened ? 'warn' : 'plain',
          },
        ]}
      />
      <div className="sheet flush announcement-list">
        <SheetTabs
          small
          label={t('follow.title')}
          value={only}
          choices={tabs.map((value) => ({ value, word: t(`follow.tabs.${value}`) }))}
          onChange={(value) => setQuery({ only: value === 'unread' ? null : value }, { replace: true })}
        />
        <DataTable<Row, number>
          label={t('follow.title')}
          columns={columns}
          paged={paged}
          rowId={(row) => row.officeId}
          empty={<EmptyState title={t(only === 'unread' ? 'follow.emptyUnread' : 'follow.emptyRead')} />}
        />
      </div>
      <ReasonDialog
        open={asksReason}
        title={t('follow.withdrawTitle')}
        hint={t('follow.withdrawHint')}
        confirmWord={t('follow.withdraw')}
        isPending={withdrawing.isPending}
        problem={withdrawing.error}
        onSubmit={(reason) => withdrawing.mutate({ announcementId, reason })}
        onClose={() => {
          setAsksReason(false);
          withdrawing.reset();
        }}
      />
    </>
  );
}
