import type { OutputOf } from '@xueqian/kernel/route.ts';
import { DateBox } from '@xueqian/ui/parts/DateBox.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useGo, usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { App, Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AlterationKind, alterationKinds } from '../alteration.ts';
import { type AlterationDraft, draftOf, emptyDraft, planOf } from '../alteration-draft.ts';
import { drawUpAlteration, editAlteration, readAlteration, readStanding } from '../contract.ts';
import { PlanFields } from './PlanFields.tsx';
import './alterations.css';

type Place = OutputOf<typeof readStanding>;
type View = OutputOf<typeof readAlteration>;

/** A new alteration of an institution. */
export function NewAlterationPage() {
  const { t } = useTranslation('alterations');
  const institutionId = usePathNumber('institutionId');
  const read = useRead(readStanding, { institutionId });
  const place = read.data;
  if (place === undefined) return <ReadState read={read} lines={8} />;
  if (place.underWay !== null)
    return (
      <>
        <PageHeader title={t('new')} back={{ to: paths.alterations(), word: t('title') }} note={place.name} />
        <NoticeLine>
          {t('underWay')} <GoLink to={paths.alteration(place.underWay)}>{t('openUnderWay')}</GoLink>
        </NoticeLine>
      </>
    );
  return <Form institutionId={institutionId} place={place} view={null} />;
}

/** What was drawn up, or came back, to be changed. */
export function EditAlterationPage() {
  const alterationId = usePathNumber('alterationId');
  const read = useRead(readAlteration, { alterationId });
  const view = read.data;
  const standing = useRead(readStanding, { institutionId: view?.institutionId ?? 0 }, { enabled: view !== undefined });
  if (view === undefined) return <ReadState read={read} lines={8} />;
  if (standing.data === undefined) return <ReadState read={standing} lines={8} />;
  return <Form institutionId={view.institutionId} place={standing.data} view={view} />;
}

type Props = { readonly institutionId: number; readonly place: Place; readonly view: View | null };

function Form({ institutionId, place, view }: Props) {
  const { t } = useTranslation('alterations');
  const { message } = App.useApp();
  const go = useGo();
  const [requestId] = useState(() => crypto.randomUUID());
  const [draft, setDraft] = useState<AlterationDraft>(() => {
    const empty = emptyDraft(place);
    if (view === null) return empty;
    return draftOf(empty, view, new Map(view.targets.map((one) => [one.id, { ...one, countyName: '' }])));
  });
  const change = (over: Partial<AlterationDraft>) => setDraft((before) => ({ ...before, ...over }));
  const finish = (alterationId: number) => {
    void message.success(t('form.saved'));
    go(paths.alteration(alterationId));
  };
  const drawUp = useAct(drawUpAlteration, { onDone: ({ alterationId }) => finish(alterationId) });
  const edit = useAct(editAlteration, { onDone: () => view !== null && finish(view.id) });
  const plan = planOf(draft);
  const { kind, effectiveOn } = draft;
  const reason = draft.reason.trim();
  const isWhole = plan !== null && effectiveOn !== '' && reason.length >= 2;
  const save = () => {
    if (plan === null) return;
    if (view === null) drawUp.mutate({ institutionId, requestId, effectiveOn, reason, plan });
    else edit.mutate({ alterationId: view.id, revision: view.revision, effectiveOn, reason, plan });
  };
  const offered = alterationKinds.filter((each) => (place.standing === 'closed' ? each === 'reopen' : true));
  const problem = drawUp.error ?? edit.error;
  return (
    <>
      <PageHeader
        title={t('new')}
        back={{ to: view === null ? paths.alterations() : paths.alteration(view.id), word: t('title') }}
        note={`${place.name} ${place.code} ${t(`standings.${place.standing}`)}`}
      />
      <div className="sheet alteration-form">
        <label htmlFor="alteration-kind">{t('form.kind')}</label>
        <Select
          id="alteration-kind"
          value={kind}
          onChange={(chosen: AlterationKind) => change({ kind: chosen })}
          options={offered.map((each) => ({ value: each, label: t(`kinds.${each}`) }))}
        />
        {kind !== null && (
          <>
            <p className="soft">{t(`kindHints.${kind}`)}</p>
            <PlanFields draft={draft} place={place} institutionId={institutionId} onChange={change} />
            <label htmlFor="alteration-day">{t('form.effectiveOn')}</label>
            <DateBox id="alteration-day" value={effectiveOn} onChange={(chosen) => change({ effectiveOn: chosen })} />
            <label htmlFor="alteration-reason">{t('form.reason')}</label>
            <Input.TextArea
              id="alteration-reason"
              rows={4}
              maxLength={2000}
              value={draft.reason}
              onChange={(event) => change({ reason: event.target.value })}
            />
            <p className="soft">{t('page.papersNeeded', { documents: t(`documents.${kind}`) })}</p>
          </>
        )}
        {problem !== null && <ErrorState problem={problem} small />}
        <div className="alteration-buttons">
          <Button type="primary" loading={drawUp.isPending || edit.isPending} disabled={!isWhole} onClick={save}>
            {t('form.save')}
          </Button>
        </div>
      </div>
    </>
  );
}
