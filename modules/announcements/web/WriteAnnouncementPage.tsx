import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { readAnnouncement } from '../contract.ts';
import { AnnouncementForm } from './AnnouncementForm.tsx';
import './announcements.css';

/** A new announcement, or a draft that is gone on with. */
export function WriteAnnouncementPage() {
  const { query } = useAddress();
  const announcementId = Number(query.draft ?? 0);
  const kept = useRead(readAnnouncement, { announcementId }, { enabled: announcementId > 0 });
  if (announcementId === 0) return <AnnouncementForm key="new" kept={null} />;
  if (kept.error !== null) return <ErrorState problem={kept.error} onRetry={() => void kept.refetch()} />;
  if (kept.data === undefined) return <LoadingState lines={8} />;
  return <AnnouncementForm key={announcementId} kept={kept.data} />;
}
