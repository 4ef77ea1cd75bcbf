import type { Route } from '@xueqian/kernel/route.ts';
import { partsOf } from '@xueqian/ui/format.ts';
import { DateBox } from '@xueqian/ui/parts/DateBox.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useAddress, useGo } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Button, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeKinds } from '../division-change.ts';
import { applyForDivision, draftChange, listChanges } from '../division-contract.ts';
import { readDivision } from '../tree-contract.ts';
import { ChangeFields } from './ChangeFields.tsx';
import { applicationInputOf, type ChangeDraft, changeInputOf, emptyDraft, missingOf } from './change-draft.ts';
import './jurisdictions.css';
import '@xueqian/ui/parts/dialogs.css';

const todayHere = (): string => {
  const { year, month, day } = partsOf(new Date());
  return `${year}-${month}-${day}`;
};

/** Drafts a change of the tree, or applies for a self-defined division. Nothing happens before the preview was seen. */
export function NewDivisionChangePage({ searchInstitutions }: { readonly searchInstitutions: Route }) {
  const { t } = useTranslation(['jurisdictions', 'ui']);
  const { query } = useAddress();
  const { level } = useSession();
  const go = useGo();
  const isApplication = query.kind === 'apply';
  const [draft, setDraft] = useState<ChangeDraft>(() => emptyDraft(isApplication ? 'apply' : 'rename', todayHere()));
  const [tried, setTried] = useState(false);
  const change = (changes: Partial<ChangeDraft>) => setDraft((before) => ({ ...before, ...changes }));
  // Whoever comes from a division finds it chosen.
  const about = useRead(readDivision, { code: query.code ?? '' }, { enabled: query.code !== undefined });
  const name = about.data?.line.map((division) => division.name).join('');
  const code = about.data?.code;
  useEffect(() => {
    if (code !== undefined && name !== undefined) setDraft((before) => ({ ...before, division: { code, name } }));
  }, [code, name]);
  const onDone = ({ changeId }: { changeId: number }) => go(paths.divisionChange(changeId));
  const drafting = useAct(draftChange, { refreshes: [listChanges], onDone });
  const applying = useAct(applyForDivision, { refreshes: [listChanges], onDone });
  const missing = missingOf(draft);
  const submit = () => {
    setTried(true);
    if (missing.length > 0) return;
    if (draft.kind === 'apply') applying.mutate(applicationInputOf(draft));
    else drafting.mutate(changeInputOf(draft));
  };
  const problem = drafting.error ?? applying.error;
  const levels = isApplication
    ? level === 'county'
      ? (['county', 'town'] as const)
      : (['county'] as const)
    : (['prefecture', 'county', 'town'] as const);
  return (
    <>
      <PageHeader
        title={t(isApplication ? 'change.applyTitle' : 'change.formTitle')}
        back={{ to: paths.divisionChanges, word: t('ui:pages.division-changes') }}
        note={t(isApplication ? 'change.applyNote' : 'change.formNote')}
      />
      <form className="sheet change-form" onSubmit={(event) => event.preventDefault()}>
        {!isApplication && (
          <div>
            <label htmlFor="change-kind">{t('change.kind')}</label>
            <Select
              id="change-kind"
              style={{ width: 240 }}
              value={draft.kind}
              options={changeKinds.map((value) => ({ value, label: t(`change.kinds.${value}`) }))}
              onChange={(kind: ChangeDraft['kind']) => change({ kind })}
            />
            <p className="soft">{t(`change.kindHints.${draft.kind}`)}</p>
          </div>
        )}
        <ChangeFields draft={draft} change={change} searchInstitutions={searchInstitutions} levels={levels} />
        <div className="pair">
          <div>
            <label htmlFor="change-on">{t('change.on')}</label>
            <DateBox id="change-on" value={draft.on} onChange={(on) => change({ on })} />
          </div>
          <div>
            <label htmlFor="change-document-number">{t('change.documentNumber')}</label>
            <Input
              id="change-document-number"
              value={draft.documentNumber}
              maxLength={60}
              onChange={(event) => change({ documentNumber: event.target.value })}
            />
          </div>
        </div>
        <div>
          <label htmlFor="change-document">{t('change.documentTitle')}</label>
          <Input
            id="change-document"
            value={draft.documentTitle}
            maxLength={200}
            onChange={(event) => change({ documentTitle: event.target.value })}
          />
        </div>
        <div>
          <label htmlFor="change-reason">{t(isApplication ? 'change.reasonNeeded' : 'change.reason')}</label>
          <Input.TextArea
            id="change-reason"
            rows={3}
            maxLength={500}
            value={draft.reason}
            onChange={(event) => change({ reason: event.target.value })}
          />
        </div>
        {tried &&
          missing.map((field) => (
            <p key={field} className="dialog-wrong" role="alert">
              {t('change.missing', { name: t(`change.${field}`) })}
            </p>
          ))}
        {problem !== null && <ErrorState problem={problem} small />}
        <div>
          <Button type="primary" loading={drafting.isPending || applying.isPending} onClick={submit}>
            {t(isApplication ? 'change.send' : 'change.save')}
          </Button>
        </div>
      </form>
    </>
  );
}
