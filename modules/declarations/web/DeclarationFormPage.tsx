import type { OutputOf } from '@xueqian/kernel/route.ts';
import { DateBox } from '@xueqian/ui/parts/DateBox.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useGo, usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { App, Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { drawUpDeclaration, editDeclaration, readDeclaration } from '../contract.ts';
import { listKinds } from '../kind-contract.ts';
import { useKindWords } from './use-kind-words.ts';
import './declarations.css';

type View = OutputOf<typeof readDeclaration>;

/** A new declaration of my institution. */
export function NewDeclarationPage() {
  return <Form view={null} />;
}

/** What was drawn up, or came back, to be changed. */
export function EditDeclarationPage() {
  const declarationId = usePathNumber('declarationId');
  const read = useRead(readDeclaration, { declarationId });
  if (read.data === undefined) return <ReadState read={read} lines={8} />;
  return <Form view={read.data} />;
}

function Form({ view }: { readonly view: View | null }) {
  const { t } = useTranslation('declarations');
  const { message } = App.useApp();
  const go = useGo();
  const words = useKindWords();
  const { institutionId } = useSession();
  const [requestId] = useState(() => crypto.randomUUID());
  const [draft, setDraft] = useState({
    kind: view?.kind ?? null,
    title: view?.title ?? '',
    description: view?.description ?? '',
    changedOn: view?.changedOn ?? '',
  });
  const change = (over: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...over }));
  const kinds = useRead(listKinds, {});
  const finish = (declarationId: number) => {
    void message.success(t('form.saved'));
    go(paths.declaration(declarationId));
  };
  const drawUp = useAct(drawUpDeclaration, { onDone: ({ declarationId }) => finish(declarationId) });
  const edit = useAct(editDeclaration, { onDone: () => view !== null && finish(view.id) });
  if (kinds.data === undefined) return <ReadState read={kinds} lines={8} />;
  const { kind, changedOn } = draft;
  const [title, description] = [draft.title.trim(), draft.description.trim()];
  const chosen = kinds.data.find((each) => each.kind === kind);
  const way = kind === null ? null : words.wayOf(kind);
  const problem = drawUp.error ?? edit.error;
  const isWhole = title.length >= 2 && description.length >= 2 && changedOn !== '';
  const save = () => {
    if (kind === null || institutionId === null) return;
    const given = { kind, title, description, changedOn };
    if (view === null) drawUp.mutate({ institutionId, requestId, ...given });
    else edit.mutate({ declarationId: view.id, revision: view.revision, ...given });
  };
  return (
    <>
      <PageHeader
        title={t(view === null ? 'new' : 'edit')}
        back={{ to: view === null ? paths.declarations() : paths.declaration(view.id), word: t('title') }}
      />
      <div className="sheet declaration-form">
        <label htmlFor="declaration-kind">{t('form.kind')}</label>
        <Select
          id="declaration-kind"
          showSearch={{ optionFilterProp: 'label' }}
          value={kind}
          placeholder={t('form.kindHint')}
          onChange={(next: string) => change({ kind: next })}
          options={kinds.data.map((each) => ({ value: each.kind, label: words.titleOf(each.kind, each.title) }))}
        />
        {kind !== null && chosen !== undefined && <p className="soft">{words.whatOf(kind, chosen.what)}</p>}
        {way !== null && institutionId !== null && (
          <NoticeLine>
            {t(`ways.${way}`)} <GoLink to={paths.newAlteration(institutionId)}>{t('ways.openAlterations')}</GoLink>
          </NoticeLine>
        )}
        {chosen !== undefined && way === null && (
          <>
            <p className="soft">
              {t(`form.handledBy.${chosen.handling}`)} {chosen.needsPapers && t('form.papersLater')}
            </p>
            <label htmlFor="declaration-title">{t('form.title')}</label>
            <Input
              id="declaration-title"
              maxLength={100}
              value={draft.title}
              onChange={(event) => change({ title: event.target.value })}
            />
            <label htmlFor="declaration-day">{t('form.changedOn')}</label>
            <DateBox id="declaration-day" value={changedOn} onChange={(day) => change({ changedOn: day })} />
            <label htmlFor="declaration-description">{t('form.description')}</label>
            <Input.TextArea
              id="declaration-description"
              rows={6}
              maxLength={4000}
              value={draft.description}
              onChange={(event) => change({ description: event.target.value })}
            />
            {problem !== null && <ErrorState problem={problem} small />}
            <div className="declaration-buttons">
              <Button type="primary" loading={drawUp.isPending || edit.isPending} disabled={!isWhole} onClick={save}>
                {t('form.save')}
              </Button>
            </div>
          </>
        )}
      </div>
    </>
  );
}
