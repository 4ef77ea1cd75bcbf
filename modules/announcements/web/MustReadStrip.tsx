import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { SmallIcon } from '@xueqian/ui/parts/SmallIcon.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTranslation } from 'react-i18next';
import { listReceived } from '../contract.ts';
import { useAnnouncementWords } from './announcement-words.ts';
import './announcements.css';

const shown = 3;

/** On top of the home page: what must be read, until it is confirmed. Quiet when there is none. */
export function MustReadStrip() {
  const { t } = useTranslation('announcements');
  const { titleOf } = useAnnouncementWords();
  const pressing = useRead(listReceived, { only: 'pressing', limit: 50 });
  const rows = pressing.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <section className="must-read" aria-label={t('mustRead.label')}>
      <SmallIcon name="alert" size={18} />
      <ul>
        {rows.slice(0, shown).map((row) => (
          <li key={row.id}>
            <GoLink to={paths.announcement(row.id)}>{titleOf(row)}</GoLink> <small>{row.officeName}</small>
          </li>
        ))}
        {rows.length > shown && (
          <li>
            <GoLink to={`${paths.announcements()}?only=pressing`}>
              {t('mustRead.more', { n: rows.length - shown })}
            </GoLink>
          </li>
        )}
      </ul>
    </section>
  );
}
