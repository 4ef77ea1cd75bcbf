import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { SheetTabs } from '@xueqian/ui/parts/SheetTabs.tsx';
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
          <SheetTabs
            label={t('ui:pages.announcements')}
            choices={(['received', 'written'] as const).map((value) => ({ value, word: t(`tabs.${value}`) }))}
            value={written ? 'written' : 'received'}
            onChange={(tab) => setQuery({ tab: tab === 'written' ? tab : null, only: null })}
          />
        )}
        {written ? <WrittenList /> : <ReceivedList />}
      </div>
    </>
  );
}
