import { DivisionPicker } from '@xueqian/ui/parts/DivisionPicker.tsx';
import { useDivisionName } from '@xueqian/ui/use-division-name.ts';
import { Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { searchDivisions } from '../../jurisdictions/contract.ts';
import type { FormField } from '../form-fields.ts';
import { type FormValue, isMasked, isoDateTyped } from '../form-rules.ts';
import { useCodeOptions } from './use-field-word.ts';

export type ClassChoice = { readonly value: string; readonly label: string };

type Props = {
  readonly field: FormField;
  readonly value: FormValue | undefined;
  readonly classes: readonly ClassChoice[];
  readonly invalid: boolean;
  readonly describedBy: string;
  readonly label: string;
  readonly onChange: (value: FormValue) => void;
  readonly onLeave: () => void;
};

const textOf = (value: FormValue | undefined): string => (typeof value === 'string' ? value : '');

/** The control of one field, by its kind. */
export function FieldControl(props: Props) {
  const { t } = useTranslation('children');
  const optionsOf = useCodeOptions();
  const { field, value, classes, invalid, describedBy, label, onChange, onLeave } = props;
  const id = `field-${field.column}`;
  const status = invalid ? ('error' as const) : ('' as const);
  const seen = { id, status, 'aria-invalid': invalid, 'aria-describedby': describedBy, onBlur: onLeave };
  switch (field.kind) {
    case 'text':
      return (
        <Input
          {...seen}
          value={textOf(value)}
          maxLength={field.longest}
          onChange={(event) => onChange(event.target.value)}
          autoComplete="off"
        />
      );
    case 'document':
    case 'phone':
      return (
        <Input
          {...seen}
          className="figure"
          value={textOf(value)}
          maxLength={field.kind === 'phone' ? 15 : 40}
          inputMode={field.kind === 'phone' ? 'tel' : 'text'}
          onFocus={(event) => {
            if (isMasked(event.target.value)) event.target.select();
          }}
          onChange={(event) => onChange(event.target.value)}
          autoComplete="off"
        />
      );
    case 'date':
      return (
        <Input
          {...seen}
          className="figure"
          value={textOf(value)}
          maxLength={10}
          placeholder={t('pages.hint.birthFormat')}
          inputMode="numeric"
          onChange={(event) => onChange(event.target.value)}
          onBlur={() => {
            const read = isoDateTyped(textOf(value));
            if (read !== textOf(value)) onChange(read);
            onLeave();
          }}
          autoComplete="off"
        />
      );
    case 'yes-no':
      return (
        <Radio.Group
          id={id}
          aria-label={label}
          value={typeof value === 'boolean' ? value : null}
          onChange={(event) => onChange(event.target.value as boolean)}
          options={[
            { value: true, label: t('pages.yes') },
            { value: false, label: t('pages.no') },
          ]}
        />
      );
    case 'choice': {
      const options = optionsOf(field.table);
      if (field.few === true) {
        return (
          <Radio.Group
            id={id}
            aria-label={label}
            value={value ?? null}
            onChange={(event) => onChange(event.target.value as string)}
            options={options}
          />
        );
      }
      return (
        <Select
          {...seen}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('pages.form.choose')}
          value={typeof value === 'string' ? value : null}
          onChange={(chosen: string | null | undefined) => onChange(chosen ?? null)}
          options={options}
        />
      );
    }
    case 'class':
      return (
        <Select
          {...seen}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('pages.form.chooseClass')}
          value={typeof value === 'string' ? value : null}
          onChange={(chosen: string) => onChange(chosen)}
          options={[...classes]}
        />
      );
    case 'place':
      return <PlaceControl {...props} />;
  }
}

function PlaceControl({ field, value, onChange }: Props) {
  const { t } = useTranslation('children');
  const code = typeof value === 'string' && value !== '' ? value : null;
  const name = useDivisionName(searchDivisions, code);
  return (
    <DivisionPicker
      id={`field-${field.column}`}
      search={searchDivisions}
      value={code}
      {...(name === null ? {} : { valueName: name })}
      level="county"
      // The layout writes places with twelve digits.
      onChange={(chosen) => onChange(chosen?.padEnd(12, '0') ?? null)}
      label={t('pages.form.choosePlace')}
    />
  );
}
