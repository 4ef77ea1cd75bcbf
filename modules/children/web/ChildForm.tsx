import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { LeaveGuard } from '@xueqian/ui/parts/LeaveGuard.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { Button } from 'antd';
import { type Ref, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChildColumn } from '../child.ts';
import { formGroupKeys, formGroups } from '../form-fields.ts';
import { isAsked } from '../form-rules.ts';
import type { ClassChoice } from './FieldControl.tsx';
import { FieldRow } from './FieldRow.tsx';
import { FormSections } from './FormSections.tsx';
import { FormStatus } from './FormStatus.tsx';
import { focusColumn, goOnWithEnter } from './form-keys.ts';
import type { DraftState } from './use-child-draft.ts';
import type { ChildFormState } from './use-child-form.ts';
import './child-form.css';

type Props = {
  readonly title: string;
  readonly back: { readonly to: string; readonly word: string };
  readonly form: ChildFormState;
  readonly classes: readonly ClassChoice[];
  /** Above the form: drafts to go on with, the reason of a return. */
  readonly notice?: React.ReactNode;
  readonly canGoOn: boolean;
  readonly draft?: DraftState;
  /** Of a field that is not changed here, why. */
  readonly locked?: (column: ChildColumn) => string | null;
};

/** The form of one child by groups: sections at the side, what is missing and the buttons at the foot. */
export function ChildForm({ title, back, form, classes, notice, canGoOn, draft, locked }: Props) {
  const { t } = useTranslation('children');
  const box = useRef<HTMLFormElement>(null);
  const save = (goOn: boolean) => {
    void form.save(goOn).then((wrong) => {
      if (wrong !== null) focusColumn(box.current, wrong);
      else if (goOn) focusColumn(box.current, 'name');
    });
  };
  return (
    <>
      <PageHeader title={title} back={back} note={t('pages.form.keys')} />
      {notice}
      <form
        ref={box as Ref<HTMLFormElement>}
        className="child-form"
        noValidate
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          save(false);
        }}
        onKeyDownCapture={(event) => {
          if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
            event.preventDefault();
            save(false);
          } else goOnWithEnter(event);
        }}
      >
        <FormSections form={form} onGo={(column) => focusColumn(box.current, column)} />
        <div className="child-form-groups">
          {formGroupKeys.map((group) => {
            const fields = formGroups[group].filter((field) => isAsked(field.column, form.values));
            return fields.length === 0 ? null : (
              <section key={group} className="sheet" id={`group-${group}`}>
                <h2>{t(`pages.group.${group}`)}</h2>
                <div className="form-grid">
                  {fields.map((field) => (
                    <FieldRow
                      key={field.column}
                      field={field}
                      values={form.values}
                      classes={classes}
                      problems={form.shownProblems(field.column)}
                      isMissing={form.isShownMissing(field.column)}
                      locked={locked?.(field.column)}
                      onChange={form.change}
                      onLeave={form.leave}
                    />
                  ))}
                </div>
              </section>
            );
          })}
          {form.failure !== null && <ErrorState problem={form.failure} small />}
          <footer className="child-form-foot foot-bar">
            <FormStatus form={form} draft={draft} onGo={(column) => focusColumn(box.current, column)} />
            {canGoOn && (
              <Button disabled={form.isSaving} onClick={() => save(true)}>
                {t('pages.form.saveNext')}
              </Button>
            )}
            <Button type="primary" htmlType="submit" loading={form.isSaving}>
              {t('pages.form.save')}
            </Button>
          </footer>
        </div>
      </form>
      <LeaveGuard
        active={form.isDirty}
        isAllowed={form.mayLeave}
        title={t('pages.form.leave.title')}
        text={t(canGoOn ? 'pages.form.leave.text' : 'pages.form.leave.textEdit')}
        stayWord={t('pages.form.leave.stay')}
        goWord={t('pages.form.leave.go')}
      />
    </>
  );
}
