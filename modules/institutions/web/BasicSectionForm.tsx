import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { App, Button } from 'antd';
import { type RefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isUnderReview } from '../basic-review.ts';
import { readInstitution, saveBasicDraft, submitBasic } from '../contract.ts';
import type { BasicSection, SectionState } from '../institution.ts';
import {
  changesAgainst,
  draftOf,
  type SectionField,
  type SectionValues,
  sectionOf,
  wrongFields,
} from '../section-form.ts';
import { SectionFieldRow } from './SectionFieldRow.tsx';
import { SectionLeaveGuard } from './SectionLeaveGuard.tsx';
import { type InstitutionView, SectionPeople } from './SectionPeople.tsx';
import { sectionGroupKeys, sectionGroups } from './section-groups.ts';

type Props = { readonly state: SectionState; readonly view: InstitutionView };

const focusField = (box: RefObject<HTMLFormElement | null>, field: SectionField | undefined) => {
  const control = box.current?.querySelector<HTMLElement>(`#section-${field}`);
  control?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  control?.focus({ preventScroll: true });
};

export function BasicSectionForm({ state, view }: Props) {
  const { t } = useTranslation('institutions');
  const { message, modal } = App.useApp();
  const { institution, inForce, newest, may } = view;
  const first: SectionValues = newest?.fields ?? inForce?.fields ?? { name: institution.name, kind: institution.kind };
  const [values, setValues] = useState<SectionValues>(first);
  const [isDirty, setDirty] = useState(false);
  const [tried, setTried] = useState(false);
  const box = useRef<HTMLFormElement>(null);
  const wrong = wrongFields(values);
  const wrongOnes = Object.keys(wrong) as SectionField[];
  const changed = changesAgainst(inForce?.fields ?? null, values);
  const institutionId = institution.id;
  const done = (word: string) => () => {
    setDirty(false);
    message.success(t(word));
  };
  const save = useAct(saveBasicDraft, { refreshes: [readInstitution], onDone: done('pages.basic.saved') });
  const submit = useAct(submitBasic, { onDone: done('pages.basic.submittedDone') });
  const saveNow = () => save.mutate({ institutionId, fields: draftOf(values) });
  const ask = () => {
    setTried(true);
    if (wrongOnes.length > 0) return focusField(box, wrongOnes[0]);
    modal.confirm({
      title: t('pages.basic.askTitle'),
      content: t('pages.basic.askText'),
      okText: t('pages.basic.submit'),
      cancelText: t('pages.basic.cancel'),
      icon: null,
      onOk: () => submit.mutate({ institutionId, fields: sectionOf(values) as BasicSection }),
    });
  };
  const problem = save.error ?? submit.error;
  return (
    <>
      <div className={`section-state ${state}`} role="status">
        <p>{t(`pages.basic.stateText.${state}`)}</p>
        {newest?.reason != null && (
          <p>
            <strong>{t('pages.basic.reason')}</strong> {newest.reason} {newest.returnedBy}
          </p>
        )}
        {!may.edit && !isUnderReview(state) && <p>{t('pages.basic.readOnly')}</p>}
      </div>
      <form
        ref={box}
        className="section-form"
        noValidate
        onSubmit={(event) => event.preventDefault()}
        onKeyDown={(event) => {
          if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
            event.preventDefault();
            if (may.edit) saveNow();
          }
        }}
      >
        <div>
          {sectionGroupKeys.map((group) => (
            <section key={group} className="sheet">
              <h2>{t(`pages.basic.group.${group}`)}</h2>
              <div className="section-grid">
                {sectionGroups[group].map((field) => (
                  <SectionFieldRow
                    key={field}
                    field={field}
                    value={values[field]}
                    inForce={changed.includes(field) ? (inForce?.fields ?? null) : null}
                    wrong={tried || wrong[field] === 'invalid' ? wrong[field] : undefined}
                    readOnly={!may.edit}
                    onChange={(value) => {
                      setValues({ ...values, [field]: value });
                      setDirty(true);
                    }}
                  />
                ))}
              </div>
            </section>
          ))}
          {problem !== null && <ErrorState problem={problem} small />}
          {may.edit && (
            <footer className="section-foot foot-bar">
              <span>
                {tried && wrongOnes.length > 0
                  ? t('pages.basic.toMend', { count: wrongOnes.length })
                  : isDirty
                    ? t('pages.basic.unsaved')
                    : ''}
              </span>
              <Button loading={save.isPending} disabled={!isDirty} onClick={saveNow}>
                {t('pages.basic.save')}
              </Button>
              <Button
                type="primary"
                loading={submit.isPending}
                disabled={!may.submit || (state === 'approved' && changed.length === 0)}
                onClick={ask}
              >
                {t('pages.basic.submit')}
              </Button>
            </footer>
          )}
        </div>
        <SectionPeople view={view} changes={changed.length} />
      </form>
      <SectionLeaveGuard active={isDirty} />
    </>
  );
}
