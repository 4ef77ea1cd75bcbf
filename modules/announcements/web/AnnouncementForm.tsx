import type { OutputOf } from '@xueqian/kernel/route.ts';
import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { DateBox } from '@xueqian/ui/parts/DateBox.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useGo } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { App, Button, Checkbox, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { countAudience, discardDraft, publish, type readAnnouncement, saveDraft } from '../contract.ts';
import { AudienceFields } from './AudienceFields.tsx';
import { DraftAttachments } from './DraftAttachments.tsx';
import { MarkdownText } from './MarkdownText.tsx';
import { useAnnouncementDraft } from './use-announcement-draft.ts';

type Props = { readonly kept: OutputOf<typeof readAnnouncement> | null };

/** Writing: text beside its look, audience with its reach, attachments once the draft is kept, then publishing. */
export function AnnouncementForm({ kept }: Props) {
  const { t } = useTranslation(['announcements', 'ui']);
  const go = useGo();
  const { message } = App.useApp();
  const { draft, change, audience, fields } = useAnnouncementDraft(kept);
  const announcementId = kept?.id ?? null;
  const reach = useRead(countAudience, audience, { keep: true, enabled: audience.levels.length > 0 });
  const offices = (reach.data?.levels ?? []).reduce((sum, each) => sum + each.offices, 0);
  const save = useAct(saveDraft);
  const publishing = useAct(publish, {
    onDone: () => announcementId !== null && go(paths.followAnnouncement(announcementId)),
  });
  const discard = useAct(discardDraft, { onDone: () => go(paths.announcements({ tab: 'written' })) });
  const keep = async (): Promise<number> => {
    const saved = await save.mutateAsync({ announcementId, ...fields });
    if (announcementId === null) go(paths.writeAnnouncement(saved.announcementId));
    return saved.announcementId;
  };
  const problem = save.error ?? publishing.error ?? discard.error;
  return (
    <>
      <PageHeader
        title={t(announcementId === null ? 'write.titleNew' : 'write.titleEdit')}
        back={{ to: paths.announcements({ tab: 'written' }), word: t('ui:pages.announcements') }}
      />
      <form className="sheet announcement-form" onSubmit={(event) => event.preventDefault()}>
        <div className="announcement-field">
          <label htmlFor="announcement-title">{t('write.title')}</label>
          <Input
            id="announcement-title"
            maxLength={100}
            value={draft.title}
            onChange={(event) => change({ title: event.target.value })}
          />
        </div>
        <div className="announcement-pair">
          <div className="announcement-field">
            <label htmlFor="announcement-body">{t('write.body')}</label>
            <Input.TextArea
              id="announcement-body"
              rows={12}
              maxLength={20_000}
              value={draft.body}
              aria-describedby="announcement-body-hint"
              onChange={(event) => change({ body: event.target.value })}
            />
            <small id="announcement-body-hint">{t('write.bodyHint')}</small>
          </div>
          <div className="announcement-field">
            <span>{t('write.preview')}</span>
            <div className="announcement-preview">
              <MarkdownText text={draft.body} />
            </div>
          </div>
        </div>
        <AudienceFields draft={draft} audience={audience} change={change} />
        <Checkbox checked={draft.mustRead} onChange={(event) => change({ mustRead: event.target.checked })}>
          {t('write.mustRead')}
        </Checkbox>
        <div className="announcement-pair">
          {(['validFrom', 'validTo'] as const).map((key) => (
            <div key={key} className="announcement-field">
              <label htmlFor={`announcement-${key}`}>{t(`write.${key}`)}</label>
              <DateBox
                id={`announcement-${key}`}
                value={draft[key] ?? ''}
                onChange={(day) => change({ [key]: day || null })}
              />
            </div>
          ))}
        </div>
        <DraftAttachments announcementId={announcementId} attachments={kept?.attachments ?? []} />
        {problem !== null && <ErrorState problem={problem} small />}
        <div className="announcement-bar">
          {announcementId !== null && (
            <ConfirmButton
              danger
              word={t('write.discard')}
              question={t('write.discardQuestion')}
              isPending={discard.isPending}
              onConfirm={() => discard.mutate({ announcementId })}
            />
          )}
          <Button
            loading={save.isPending}
            onClick={() =>
              void keep().then(
                () => message.success(t('write.saved')),
                () => undefined,
              )
            }
          >
            {t('write.save')}
          </Button>
          {announcementId !== null && (
            <ConfirmButton
              type="primary"
              word={t('write.publish')}
              question={t('write.publishQuestion')}
              detail={t('write.publishDetail', { count: offices })}
              disabled={draft.title.trim() === '' || draft.body.trim() === '' || offices === 0}
              isPending={publishing.isPending}
              onConfirm={() =>
                void keep().then(
                  (id) => publishing.mutate({ announcementId: id }),
                  () => undefined,
                )
              }
            />
          )}
        </div>
      </form>
    </>
  );
}
