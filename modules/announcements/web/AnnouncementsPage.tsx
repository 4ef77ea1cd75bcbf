import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay } from '@xueqian/ui/session.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { useTranslation } from 'react-i18next';
import { ReceivedList } from './ReceivedList.tsx';
import { WrittenList } from './WrittenList.tsx';
import './announcements.css';

/** Announcements to my office; and, where it may, what it and those below it have written. */
export function AnnouncementsPage() {
  const { t } = useTranslation(['announcements', 'ui']);
  const follows = useMay('announcements.follow');
  const writes = useMay('announcements.write');
  const { query, setQuery } = useAddress();
  const written = follows && query.tab === 'written';
  return (
    <>
      <PageHeader
        title={t('ui:pages.announcements')}
        note={t('list.note')}
        actions={
          writes ? (
            <GoLink to={paths.writeAnnouncement()} className="plain-button first">
              {t('list.write')}
            </GoLink>
          ) : undefined
        }
      />
      <div className="sheet flush">
        {follows && (
          <nav className="announcement-tabs" aria-label={t('ui:pages.announcements')}>
            {(['received', 'written'] as const).map((tab) => (
              <button
                key={tab}
                type="button"
                aria-pressed={(tab === 'written') === written}
                onClick={() => setQuery({ tab: tab === 'written' ? tab : null, only: null })}
              >
                {t(`tabs.${tab}`)}
              </button>
            ))}
          </nav>
        )}
        {written ? <WrittenList /> : <ReceivedList />}
      </div>
    </>
  );
}
