import { formatDate, formatInstant } from '@xueqian/ui/format.ts';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTitle } from '@xueqian/ui/use-title.ts';
import { Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { listReceived, readAnnouncement, signReceipt } from '../contract.ts';
import { AttachmentList } from './AttachmentList.tsx';
import { useAnnouncementWords } from './announcement-words.ts';
import { MarkdownText } from './MarkdownText.tsx';
import './announcements.css';

/** One announcement to read. Opening it signs that it was opened; the button says that it was read. */
export function AnnouncementPage() {
  const { t } = useTranslation(['announcements', 'ui']);
  const announcementId = usePathNumber('announcementId');
  const read = useRead(readAnnouncement, { announcementId });
  const sign = useAct(signReceipt);
  const opened = useAct(signReceipt, { refreshes: [listReceived] });
  const { titleOf, bodyOf } = useAnnouncementWords();
  const one = read.data;
  useTitle(one === undefined ? t('ui:pages.announcement') : titleOf(one));
  const unsigned = one?.addressed === true && one.readAt === null;
  const { mutate: markOpened } = opened;
  useEffect(() => {
    if (unsigned) markOpened({ announcementId, confirm: false });
  }, [unsigned, announcementId, markOpened]);

  if (read.error !== null) return <ErrorState problem={read.error} onRetry={() => void read.refetch()} />;
  if (one === undefined) return <LoadingState lines={8} />;
  const period =
    one.validTo !== null
      ? t('read.valid', { from: formatDate(one.validFrom), to: formatDate(one.validTo) })
      : one.validFrom !== null
        ? t('read.validFrom', { from: formatDate(one.validFrom) })
        : '';
  return (
    <>
      <PageHeader
        title={titleOf(one)}
        back={{ to: paths.announcements(one.followed ? { tab: 'written' } : {}), word: t('ui:pages.announcements') }}
        note={
          one.publishedAt === null
            ? t('read.notYet', { office: one.officeName })
            : t('read.from', { office: one.officeName, at: formatInstant(one.publishedAt) })
        }
        actions={
          <>
            {one.may.edit && (
              <GoLink to={paths.writeAnnouncement(one.id)} className="plain-button">
                {t('read.edit')}
              </GoLink>
            )}
            {one.followed && one.state !== 'draft' && (
              <GoLink to={paths.followAnnouncement(one.id)} className="plain-button">
                {t('read.follow')}
              </GoLink>
            )}
            <Button onClick={() => window.print()}>{t('read.print')}</Button>
          </>
        }
      />
      {one.state === 'withdrawn' && (
        <NoticeLine>{t('read.withdrawn', { reason: one.withdrawReason ?? '' })}</NoticeLine>
      )}
      <article className="sheet announcement">
        <MarkdownText text={bodyOf(one)} />
        <AttachmentList attachments={one.attachments} />
        {period !== '' && <p className="announcement-period">{period}</p>}
        {one.addressed && one.state === 'published' && (
          <footer className="announcement-sign not-printed">
            {sign.error !== null && <ErrorState problem={sign.error} small />}
            {one.confirmedAt !== null ? (
              <p>{t('read.confirmed', { at: formatInstant(one.confirmedAt) })}</p>
            ) : (
              <Button
                type="primary"
                loading={sign.isPending}
                onClick={() => sign.mutate({ announcementId, confirm: true })}
              >
                {t('read.confirm')}
              </Button>
            )}
          </footer>
        )}
      </article>
    </>
  );
}
