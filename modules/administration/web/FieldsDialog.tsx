import { DateBox } from '@xueqian/ui/parts/DateBox.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import type { Problem } from '@xueqian/ui/problem.ts';
import { Checkbox, Input, Modal, Select } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import '@xueqian/ui/parts/dialogs.css';

export type Field = {
  readonly key: string;
  readonly label: string;
  readonly kind?: 'text' | 'long' | 'date' | 'datetime' | 'choice' | 'choices' | 'tick';
  readonly hint?: string;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly value?: string;
  readonly maxLength?: number;
  readonly optional?: boolean;
};

type Props = {
  readonly title: string;
  readonly hint?: ReactNode;
  readonly fields: readonly Field[];
  readonly confirmWord: string;
  readonly isPending: boolean;
  readonly problem: Problem | null;
  /** Texts by key; `choices` are joined by commas, a tick is `1` or nothing. */
  readonly onSubmit: (values: Readonly<Record<string, string>>) => void;
  readonly onClose: () => void;
};

/** A small form in a dialog: every field has its label, what is missing is said before anything is sent. */
export function FieldsDialog({ title, hint, fields, confirmWord, isPending, problem, onSubmit, onClose }: Props) {
  const { t } = useTranslation(['administration', 'ui']);
  const id = useId();
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(fields.map((field) => [field.key, field.value ?? ''])),
  );
  const [tried, setTried] = useState(false);
  const set = (key: string, value: string) => setValues({ ...values, [key]: value });
  const textOf = (field: Field): string => values[field.key] ?? '';
  const isMissing = (field: Field): boolean =>
    !field.optional && field.kind !== 'tick' && field.kind !== 'choices' && textOf(field).trim() === '';
  const submit = () => {
    setTried(true);
    if (!fields.some(isMissing)) onSubmit(values);
  };
  const control = (field: Field) => {
    const wrong = tried && isMissing(field);
    const shared = {
      id: `${id}-${field.key}`,
      'aria-invalid': wrong,
      status: wrong ? ('error' as const) : ('' as const),
    };
    if (field.kind === 'choice')
      return (
        <Select
          {...shared}
          style={{ width: '100%' }}
          value={textOf(field) || null}
          options={[...(field.options ?? [])]}
          onChange={(value: string) => set(field.key, value)}
        />
      );
    if (field.kind === 'choices')
      return (
        <Checkbox.Group
          className="choice-lines"
          value={textOf(field).split(',').filter(Boolean)}
          options={[...(field.options ?? [])]}
          onChange={(chosen) => set(field.key, chosen.join(','))}
        />
      );
    if (field.kind === 'tick')
      return (
        <Checkbox checked={textOf(field) === '1'} onChange={(event) => set(field.key, event.target.checked ? '1' : '')}>
          {field.label}
        </Checkbox>
      );
    if (field.kind === 'long')
      return (
        <Input.TextArea
          {...shared}
          value={textOf(field)}
          maxLength={field.maxLength ?? 500}
          rows={3}
          onChange={(event) => set(field.key, event.target.value)}
        />
      );
    if (field.kind === 'date' || field.kind === 'datetime')
      return (
        <DateBox
          id={shared.id}
          status={shared.status}
          time={field.kind === 'datetime'}
          value={textOf(field)}
          onChange={(value) => set(field.key, value)}
        />
      );
    return (
      <Input
        {...shared}
        value={textOf(field)}
        maxLength={field.maxLength ?? 100}
        autoComplete="off"
        onChange={(event) => set(field.key, event.target.value)}
      />
    );
  };
  return (
    <Modal
      open
      title={title}
      okText={confirmWord}
      cancelText={t('ui:cancel')}
      confirmLoading={isPending}
      onOk={submit}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      {hint !== undefined && <p className="dialog-hint">{hint}</p>}
      {fields.map((field) => (
        <div key={field.key} className="dialog-field">
          {field.kind !== 'tick' && (
            <label htmlFor={field.kind === 'choices' ? undefined : `${id}-${field.key}`} className="dialog-label">
              {field.label}
            </label>
          )}
          {control(field)}
          {field.hint !== undefined && <p className="soft small">{field.hint}</p>}
          {tried && isMissing(field) && (
            <p className="dialog-wrong" role="alert">
              {t('fields.missing')}
            </p>
          )}
        </div>
      ))}
      {problem !== null && <ErrorState problem={problem} small />}
    </Modal>
  );
}
