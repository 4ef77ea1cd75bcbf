import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { type Field, type FieldKind, fieldKinds } from '../design.ts';

type Props = {
  readonly field: Field;
  /** Fields before it: a condition waits for one of them. */
  readonly earlier: readonly Field[];
  readonly onChange: (field: Field) => void;
  readonly onRemove: () => void;
  readonly onUp: (() => void) | null;
  readonly onDown: (() => void) | null;
};

/** One field in the designer. */
export function FieldEditor({ field, earlier, onChange, onRemove, onUp, onDown }: Props) {
  const { t } = useTranslation('forms');
  const id = useId();
  const set = (part: Partial<Field>) => onChange({ ...field, ...part });
  const conditions = earlier.flatMap((each) => {
    const answers = each.kind === 'yes-no' ? ['yes', 'no'] : each.kind === 'choice' ? each.options : [];
    return answers.map((is) => ({
      value: `${each.key}|${is}`,
      label: t('design.shownWhen', {
        field: each.label,
        is: each.kind === 'yes-no' ? t(`yesNo.${is}`) : is,
      }),
    }));
  });
  const numbers = [
    ['min', field.min],
    ['max', field.max],
  ] as const;
  return (
    <fieldset className="design-field">
      <legend className="only-heard">{t('design.fieldOf', { label: field.label || t('design.unnamed') })}</legend>
      <div className="design-row">
        <Input
          aria-label={t('design.field')}
          placeholder={t('design.field')}
          maxLength={60}
          value={field.label}
          onChange={(event) => set({ label: event.target.value })}
        />
        <Select
          aria-label={t('design.kind')}
          className="design-kind"
          value={field.kind}
          onChange={(kind: FieldKind) =>
            set({ kind, options: kind === 'choice' || kind === 'choices' ? field.options : [] })
          }
          options={fieldKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        />
        <Checkbox checked={field.isRequired} onChange={(event) => set({ isRequired: event.target.checked })}>
          {t('design.required')}
        </Checkbox>
        <span className="design-acts">
          <Button size="small" disabled={onUp === null} onClick={() => onUp?.()}>
            {t('design.up')}
          </Button>
          <Button size="small" disabled={onDown === null} onClick={() => onDown?.()}>
            {t('design.down')}
          </Button>
          <Button size="small" danger onClick={onRemove}>
            {t('design.remove')}
          </Button>
        </span>
      </div>
      <div className="design-row">
        <Input
          aria-label={t('design.hint')}
          placeholder={t('design.hint')}
          maxLength={200}
          value={field.hint ?? ''}
          onChange={(event) => set({ hint: event.target.value === '' ? null : event.target.value })}
        />
        {conditions.length > 0 && (
          <Select
            aria-label={t('design.shownIf')}
            className="design-condition"
            value={field.shownIf === null ? '' : `${field.shownIf.field}|${field.shownIf.is}`}
            onChange={(chosen: string) => {
              const [key = '', is = ''] = chosen.split('|');
              set({ shownIf: chosen === '' ? null : { field: key, is } });
            }}
            options={[{ value: '', label: t('design.always') }, ...conditions]}
          />
        )}
      </div>
      {field.kind === 'number' && (
        <div className="design-row">
          {numbers.map(([name, value]) => (
            <span key={name} className="design-pair">
              <label htmlFor={`${id}-${name}`}>{t(`design.${name}`)}</label>
              <InputNumber id={`${id}-${name}`} value={value} onChange={(next) => set({ [name]: next })} />
            </span>
          ))}
          <span className="design-pair">
            <label htmlFor={`${id}-decimals`}>{t('design.decimals')}</label>
            <InputNumber
              id={`${id}-decimals`}
              min={0}
              max={4}
              precision={0}
              value={field.decimals}
              onChange={(next) => set({ decimals: Number(next ?? 0) })}
            />
          </span>
          <span className="design-pair">
            <label htmlFor={`${id}-unit`}>{t('design.unit')}</label>
            <Input
              id={`${id}-unit`}
              maxLength={10}
              value={field.unit ?? ''}
              onChange={(event) => set({ unit: event.target.value === '' ? null : event.target.value })}
            />
          </span>
        </div>
      )}
      {(field.kind === 'choice' || field.kind === 'choices') && (
        <Input.TextArea
          aria-label={t('design.options')}
          placeholder={t('design.options')}
          rows={Math.min(Math.max(field.options.length, 3), 12)}
          value={field.options.join('\n')}
          onChange={(event) => set({ options: event.target.value.split('\n') })}
          onBlur={() => set({ options: field.options.map((each) => each.trim()).filter(Boolean) })}
        />
      )}
    </fieldset>
  );
}
