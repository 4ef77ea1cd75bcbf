import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { LeaveGuard } from '@xueqian/ui/parts/LeaveGuard.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useGo } from '@xueqian/ui/use-address.ts';
import { App, Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveApplication, submitApplication } from '../contract.ts';
import { formGroupKeys, formGroups } from '../form-groups.ts';
import { AdmissionField } from './AdmissionField.tsx';
import type { ApplicationView } from './AdmissionSteps.tsx';
import { ScanList } from './ScanList.tsx';
import { useAdmissionDraft } from './use-admission-draft.ts';
import './admission.css';

type Props = { readonly view: ApplicationView | null; readonly unlicensedId: number | null };

/** The recognition form with its papers: kept as a draft at any time, handed in when it is whole. */
export function AdmissionForm({ view, unlicensedId }: Props) {
  const { t } = useTranslation(['admission', 'ui']);
  const { message, modal } = App.useApp();
  const go = useGo();
  const draft = useAdmissionDraft(view);
  const [tried, setTried] = useState(false);
  const leaving = useRef(false);
  const form = useRef<HTMLFormElement>(null);
  const save = useAct(saveApplication);
  const submit = useAct(submitApplication, {
    onDone: ({ state }) => {
      leaving.current = true;
      void message.success(t('done', { state: t(`states.${state}`) }));
      if (view !== null) go(paths.admission(view.id));
    },
  });
  const { fields, principalPhone, unfinished } = draft;
  const keep = () =>
    save.mutateAsync({
      ...{ applicationId: view?.id ?? null, revision: view?.revision ?? null, fields, principalPhone },
      ...(view === null ? { unlicensedId } : {}),
    });
  const saveNow = async () => {
    try {
      const { applicationId } = await keep();
      draft.settled();
      void message.success(t('form.saved'));
      leaving.current = true;
      if (view === null) go(paths.editAdmission(applicationId));
      leaving.current = false;
    } catch {
      // Shown below the form.
    }
  };
  const submitNow = async () => {
    try {
      const { applicationId, revision } = await keep();
      draft.settled();
      await submit.mutateAsync({ applicationId, revision });
    } catch {
      // Shown below the form.
    }
  };
  const ask = () => {
    setTried(true);
    const [first] = unfinished;
    if (first !== undefined) {
      form.current?.querySelector<HTMLElement>(`#admission-${first}`)?.focus();
      return;
    }
    modal.confirm({
      title: t('form.askTitle'),
      content: t('form.askText'),
      okText: t('form.submit'),
      cancelText: t('ui:cancel'),
      icon: null,
      onOk: submitNow,
    });
  };
  const problem = save.error ?? submit.error;
  const optional: readonly string[] = fields.nature === '1' || !fields.nature ? ['licenceNumber', 'creditCode'] : [];
  const isPending = save.isPending || submit.isPending;
  return (
    <>
      <PageHeader
        title={view?.name ?? t('ui:pages.new-admission')}
        back={{ to: view === null ? paths.admissions() : paths.admission(view.id), word: t('form.back') }}
        note={t('form.note')}
      />
      {view?.state === 'returned' && (
        <p className="admission-returned" role="status">
          <strong>{t('form.returned')}</strong> {view.steps.findLast((step) => step.act === 'return')?.note}
        </p>
      )}
      <form ref={form} className="admission-form" noValidate onSubmit={(event) => event.preventDefault()}>
        {formGroupKeys.map((group) => (
          <section key={group} className="sheet">
            <h2>{t(`groups.${group}`)}</h2>
            <div className="admission-grid">
              {formGroups[group].map((line) => (
                <AdmissionField
                  key={line}
                  line={line}
                  value={draft.values[line]}
                  isWrong={tried && unfinished.has(line)}
                  isNeeded={!['townCode', 'licenceValidTo', ...optional].includes(line)}
                  kept={line === 'principalPhone' ? (view?.principalPhoneMasked ?? null) : null}
                  onChange={(value) => draft.change(line, value)}
                />
              ))}
            </div>
          </section>
        ))}
        <section className="sheet">
          <h2>{t('scan.title')}</h2>
          {view === null ? (
            <p className="soft">{t('scan.afterSaving')}</p>
          ) : (
            <ScanList applicationId={view.id} scans={view.scans} nature={fields.nature ?? null} isOpen />
          )}
        </section>
        {problem !== null && <ErrorState problem={problem} small />}
        <footer className="sheet admission-buttons">
          <span className="soft">
            {tried && unfinished.size > 0
              ? t('form.toMend', { count: unfinished.size })
              : draft.isDirty
                ? t('form.unsaved')
                : ''}
          </span>
          <Button loading={save.isPending} disabled={isPending} onClick={() => void saveNow()}>
            {t('form.save')}
          </Button>
          {view !== null && (
            <Button type="primary" loading={submit.isPending} disabled={isPending} onClick={ask}>
              {t('form.submit')}
            </Button>
          )}
        </footer>
      </form>
      <LeaveGuard
        active={draft.isDirty}
        isAllowed={() => leaving.current}
        title={t('form.leave.title')}
        text={t('form.leave.text')}
        stayWord={t('form.leave.stay')}
        goWord={t('form.leave.go')}
      />
    </>
  );
}
