import { DateBox } from '@xueqian/ui/parts/DateBox.tsx';
import { Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FiledSection } from '../section.ts';
import type { FiledField } from '../section-fields.ts';
import { useFiledWords } from './use-filed-words.ts';

type Value = string | number | boolean | null | undefined;
type Props = {
  readonly section: FiledSection;
  readonly field: FiledField;
  readonly value: Value;
  readonly wrong: 'missing' | 'invalid' | undefined;
  /** What is in force, when it is something else. */
  readonly was?: string | undefined;
  readonly onChange: (value: string | number | boolean | null) => void;
};

const figures = { area: 1, money: 2, count: 0, year: 0 } as const;

/** One field of a filed section: label, control, what is wrong, what was. */
export function FiledControl({ section, field, value, wrong, was, onChange }: Props) {
  const { t } = useTranslation('institutions');
  const words = useFiledWords();
  const id = `filed-${field.name}`;
  const label = words.fieldOf(section, field);
  return (
    <div className={was === undefined ? 'section-field' : 'section-field changed'}>
      <label htmlFor={id}>
        {label}
        {field.optional !== true && <abbr title={t('pages.basic.required', { field: label })}>*</abbr>}
      </label>
      <Control id={id} section={section} field={field} value={value} wrong={wrong} label={label} onChange={onChange} />
      {was !== undefined && <p className="section-before">{t('pages.basic.was', { value: was })}</p>}
      <p id={`${id}-note`} className={wrong === undefined ? 'section-note' : 'section-note bad'}>
        {wrong === undefined
          ? field.kind === 'number'
            ? t('section.numberHint')
            : ''
          : t(wrong === 'missing' ? 'pages.basic.required' : 'section.invalid', { field: label })}
      </p>
    </div>
  );
}

type ControlProps = Omit<Props, 'was'> & { readonly id: string; readonly label: string };

function Control({ id, section, field, value, wrong, label, onChange }: ControlProps) {
  const { t } = useTranslation('ui');
  const words = useFiledWords();
  const seen = {
    id,
    status: wrong === undefined ? ('' as const) : ('error' as const),
    'aria-invalid': wrong !== undefined,
    'aria-describedby': `${id}-note`,
  };
  if (field.kind === 'code')
    return (
      <Select
        {...seen}
        value={typeof value === 'string' ? value : null}
        onChange={(chosen: string) => onChange(chosen)}
        options={(field.codes ?? []).map((code) => ({ value: code, label: words.codeOf(section, field, code) }))}
      />
    );
  if (field.kind === 'yes')
    return (
      <Select
        {...seen}
        allowClear={field.optional === true}
        value={typeof value === 'boolean' ? String(value) : null}
        onChange={(chosen: string | undefined) => onChange(chosen === undefined ? null : chosen === 'true')}
        options={[
          { value: 'true', label: t('yes') },
          { value: 'false', label: t('no') },
        ]}
      />
    );
  if (field.kind in figures)
    return (
      <InputNumber
        {...seen}
        min={0}
        controls={false}
        precision={figures[field.kind as keyof typeof figures]}
        value={typeof value === 'number' ? value : null}
        onChange={onChange}
      />
    );
  if (field.kind === 'date')
    return (
      <DateBox
        id={id}
        status={seen.status}
        describedBy={seen['aria-describedby']}
        label={label}
        value={typeof value === 'string' ? value : ''}
        onChange={onChange}
      />
    );
  return (
    <Input
      {...seen}
      aria-label={label}
      autoComplete="off"
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
