import { formatNumber } from '@xueqian/ui/format.ts';
import { SmallIcon } from '@xueqian/ui/parts/SmallIcon.tsx';
import { useTranslation } from 'react-i18next';

type Attachment = { readonly id: number; readonly fileName: string; readonly bytes: number };
type Props = {
  readonly attachments: readonly Attachment[];
  /** Given where they can be taken away. */
  readonly onRemove?: (attachmentId: number) => void;
};

/** The files of an announcement, to be downloaded. */
export function AttachmentList({ attachments, onRemove }: Props) {
  const { t } = useTranslation('announcements');
  if (attachments.length === 0) return null;
  return (
    <section className="announcement-files">
      <h2>{t('read.attachments')}</h2>
      <ul>
        {attachments.map((file) => (
          <li key={file.id}>
            <SmallIcon name="form" />
            <a href={`/api/announcement-attachments/${file.id}`} download={file.fileName}>
              {file.fileName}
            </a>
            <small className="figure">{formatNumber(Math.max(1, Math.round(file.bytes / 1024)))} KB</small>
            {onRemove !== undefined && (
              <button type="button" className="plain-link" onClick={() => onRemove(file.id)}>
                {t('write.removeAttachment')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
