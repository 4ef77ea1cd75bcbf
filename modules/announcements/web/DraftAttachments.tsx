import { useQueryClient } from '@tanstack/react-query';
import { uploadFile } from '@xueqian/ui/api.ts';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { type Problem, problemOf } from '@xueqian/ui/problem.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { attachmentTypes, mostAttachments } from '../announcement.ts';
import { readAnnouncement, removeAttachment } from '../contract.ts';
import { AttachmentList } from './AttachmentList.tsx';

type Props = {
  readonly announcementId: number | null;
  readonly attachments: readonly { readonly id: number; readonly fileName: string; readonly bytes: number }[];
};

/** The files of a draft: a draft must be kept before a file can hang on it. */
export function DraftAttachments({ announcementId, attachments }: Props) {
  const { t } = useTranslation('announcements');
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const remove = useAct(removeAttachment, { refreshes: [readAnnouncement] });
  if (announcementId === null) return <p className="soft">{t('write.attachFirst')}</p>;
  const send = async (file: File): Promise<void> => {
    setSending(true);
    setProblem(null);
    try {
      await uploadFile(`/api/announcements/${announcementId}/attachments`, file);
      await queries.invalidateQueries({ queryKey: [readAnnouncement.id] });
    } catch (thrown) {
      setProblem(problemOf(thrown));
    } finally {
      setSending(false);
    }
  };
  return (
    <div className="announcement-field">
      <AttachmentList
        attachments={attachments}
        onRemove={(attachmentId) => remove.mutate({ announcementId, attachmentId })}
      />
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('write.attach')}
        accept={Object.values(attachmentTypes)
          .map((ending) => `.${ending}`)
          .join(',')}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file !== undefined) void send(file);
        }}
      />
      <div>
        <Button
          loading={sending}
          disabled={attachments.length >= mostAttachments}
          onClick={() => input.current?.click()}
        >
          {t('write.attach')}
        </Button>{' '}
        <small>{t('write.attachHint')}</small>
      </div>
      {(problem ?? remove.error) !== null && <ErrorState problem={(problem ?? remove.error) as Problem} small />}
    </div>
  );
}
