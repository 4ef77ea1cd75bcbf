import type { OutputOf } from '@xueqian/kernel/route.ts';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { isComplete, type Needed, StillNeeded } from '@xueqian/ui/parts/StillNeeded.tsx';
import type { Problem } from '@xueqian/ui/problem.ts';
import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChildColumn } from '../../children/child.ts';
import { type FormValue, type FormValues, isAsked, withChange } from '../../children/form-rules.ts';
import { keyFields } from '../../children/rules.ts';
import type { enterKeyChange } from '../contract.ts';
import { applicationFields } from '../key-change.ts';
import { KeyField } from './KeyField.tsx';
import { ValueWord } from './ValueWord.tsx';
import './key-changes.css';

type Saved = OutputOf<typeof enterKeyChange>;

type Props = {
  /** The file as it is. */
  readonly file: FormValues;
  /** What it is to say, to begin with. */
  readonly first: FormValues;
  readonly firstReason: string;
  readonly problems: Saved['problems'];
  readonly failure: Problem | null;
  readonly isSaving: boolean;
  readonly saveWord: string;
  /** What else is asked for. */
  readonly children?: ReactNode;
  readonly onSave: (values: Record<string, string | boolean | null>, reason: string) => void;
};

const always: readonly string[] = [...keyFields, 'nationality'];

/** Old and new of each field in one line; what follows a new nationality is asked for with it. */
export function KeyChangeForm(props: Props) {
  const { t } = useTranslation(['key-changes', 'children']);
  const { file, problems } = props;
  const [values, setValues] = useState<FormValues>(props.first);
  const [reason, setReason] = useState(props.firstReason);
  const isNewNation = (values.nationality ?? null) !== (file.nationality ?? null);
  const shown = applicationFields.filter((field) => always.includes(field) || (isNewNation && isAsked(field, values)));
  const change = (column: ChildColumn, value: FormValue) => setValues((before) => withChange(before, column, value));
  const given = (field: ChildColumn): FormValue => {
    const value = values[field] ?? null;
    return typeof value === 'string' ? value.trim() || null : value;
  };
  const elsewhere = problems.filter(
    ({ column, severity }) => severity === 'error' && !(shown as readonly string[]).includes(column),
  );
  const textOf = ({ code, column, value, facts }: Saved['problems'][number]) =>
    t([`children:checks.${code}`, 'children:pages.form.checkUnknown'], {
      ...facts,
      value,
      column: t(`children:pages.field.${column}`),
    });
  const needed: Needed = [
    [t('compare.after'), shown.some((field) => given(field) !== (file[field] ?? null))],
    [t('reason'), [...reason.trim()].length >= 2],
  ];
  const canSave = isComplete(needed);
  const asked = isNewNation ? applicationFields : shown;
  return (
    <form
      className="sheet key-part"
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        if (canSave) props.onSave(Object.fromEntries(asked.map((field) => [field, given(field)])), reason.trim());
      }}
    >
      <div className="key-form">
        <div className="key-line key-head" aria-hidden="true">
          <span>{t('compare.field')}</span>
          <span>{t('compare.before')}</span>
          <span>{t('compare.after')}</span>
        </div>
        {shown.map((field) => {
          const isChanged = given(field) !== (file[field] ?? null);
          const own = problems.filter(({ column, severity }) => column === field && severity === 'error');
          return (
            <div key={field} className={`key-line${isChanged ? ' changed' : ''}`}>
              <label htmlFor={`key-${field}`}>{t(`children:pages.field.${field}`)}</label>
              <span className="figure soft">
                <span className="key-small">{t('compare.before')}</span>{' '}
                <ValueWord column={field} value={file[field] ?? null} />
              </span>
              <div>
                <KeyField
                  column={field}
                  value={values[field]}
                  isWrong={own.length > 0}
                  onChange={(value) => change(field, value)}
                />
                {own.map((problem) => (
                  <p key={problem.code} className="key-wrong" role="alert">
                    {textOf(problem)}
                  </p>
                ))}
              </div>
            </div>
          );
        })}
      </div>
      {elsewhere.map((problem) => (
        <p key={`${problem.column}-${problem.code}`} className="key-wrong" role="alert">
          {t(`children:pages.field.${problem.column}`)}: {textOf(problem)}
        </p>
      ))}
      <div className="key-asked">
        {props.children}
        <label htmlFor="key-reason">{t('reason')}</label>
        <Input.TextArea
          id="key-reason"
          rows={2}
          maxLength={500}
          placeholder={t('reasonHint')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      {props.failure !== null && <ErrorState problem={props.failure} />}
      <p className="key-go">
        <Button type="primary" htmlType="submit" disabled={!canSave} loading={props.isSaving}>
          {props.saveWord}
        </Button>
        <StillNeeded needed={needed} />
      </p>
    </form>
  );
}
