import { useQueryClient } from '@tanstack/react-query';
import { callRoute } from '@xueqian/ui/api.ts';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { useGo } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { App, Button } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { enterChild, listDrafts } from '../contract.ts';
import { freshValues } from '../form-rules.ts';
import { ChildForm } from './ChildForm.tsx';
import { DraftBanner } from './DraftBanner.tsx';
import type { ClassChoice } from './FieldControl.tsx';
import { newId } from './new-id.ts';
import { type Draft, useChildDraft } from './use-child-draft.ts';
import { useChildForm } from './use-child-form.ts';
import { useClassChoices } from './use-class-choices.ts';

/** Enters one child after the other; what is not finished is kept as a draft. */
export function NewChildPage() {
  const { t } = useTranslation('children');
  const { institutionId } = useSession();
  const go = useGo();
  const { choices, read } = useClassChoices(institutionId);
  const title = t('pages.form.newTitle');
  const back = { to: paths.myChildren(), word: t('pages.child.back') };
  if (institutionId !== null && choices !== null && choices.length > 0) {
    return <Entry institutionId={institutionId} classes={choices} />;
  }
  return (
    <>
      <PageHeader title={title} back={back} />
      <div className="sheet">
        {read.error !== null ? (
          <ErrorState problem={read.error} onRetry={() => void read.refetch()} />
        ) : choices === null ? (
          <LoadingState lines={8} />
        ) : (
          <EmptyState
            title={t('pages.form.noClasses')}
            action={
              <Button type="primary" onClick={() => go(paths.classes)}>
                {t('pages.form.toClasses')}
              </Button>
            }
          />
        )}
      </div>
    </>
  );
}

type EntryProps = {
  readonly institutionId: number;
  readonly classes: readonly ClassChoice[];
};

function Entry({ institutionId, classes }: EntryProps) {
  const { t } = useTranslation('children');
  const { message } = App.useApp();
  const go = useGo();
  const queries = useQueryClient();
  const [ids, setIds] = useState(() => ({ draftId: newId(), requestId: newId() }));
  const outcome = useRef<'saved' | 'savedCase'>('saved');
  const [dropped, setDropped] = useState<ReadonlySet<string>>(new Set());
  const kept = useRead(listDrafts, { institutionId });
  const classCodes = useMemo(() => classes.map((one) => one.value), [classes]);
  const form = useChildForm({
    classCodes,
    first: freshValues(),
    send: async (values) => {
      const reply = await callRoute(enterChild, {
        institutionId,
        requestId: ids.requestId,
        values: values as never,
      });
      outcome.current = reply.state === 'problem' ? 'savedCase' : 'saved';
      return reply;
    },
    onSaved: (values, goOn) => {
      void draft.discard(ids.draftId);
      void queries.invalidateQueries();
      const word = outcome.current === 'savedCase' ? 'savedCase' : goOn ? 'savedNext' : 'saved';
      message.success(t(`pages.form.${word}`, { name: values.name }));
      setIds({ draftId: newId(), requestId: newId() });
      if (goOn) return freshValues(values);
      go(paths.myChildren());
      return null;
    },
  });
  const draft = useChildDraft({
    active: form.isDirty,
    institutionId,
    draftId: ids.draftId,
    values: form.values,
  });
  const drafts = ((kept.data ?? []) as readonly Draft[]).filter(
    (one) => !dropped.has(one.draftId) && one.draftId !== ids.draftId,
  );
  const takeUp = (one: Draft) => {
    setIds({ draftId: one.draftId, requestId: newId() });
    form.start(one.values, true);
  };
  return (
    <ChildForm
      title={t('pages.form.newTitle')}
      back={{ to: paths.myChildren(), word: t('pages.child.back') }}
      form={form}
      draft={draft.state}
      classes={classes}
      canGoOn
      notice={
        form.isDirty ? null : (
          <DraftBanner
            drafts={drafts}
            onUse={takeUp}
            onDrop={(one) => {
              setDropped(new Set(dropped).add(one.draftId));
              void draft.discard(one.draftId);
            }}
          />
        )
      }
    />
  );
}
