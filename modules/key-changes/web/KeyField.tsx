import { codes } from '@xueqian/kernel/codes/codes.ts';
import { DivisionPicker } from '@xueqian/ui/parts/DivisionPicker.tsx';
import { useDivisionName } from '@xueqian/ui/use-division-name.ts';
import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type FormField, formFields } from '../../children/form-fields.ts';
import { type FormValue, isoDateTyped } from '../../children/form-rules.ts';
import { searchDivisions } from '../../jurisdictions/contract.ts';

type Props = {
  readonly column: string;
  readonly value: FormValue | undefined;
  readonly isWrong: boolean;
  readonly onChange: (value: FormValue) => void;
};

/** The box of one field of an application: typed, or chosen from its list. */
export function KeyField({ column, value, isWrong, onChange }: Props) {
  const { t, i18n } = useTranslation('children');
  const field = formFields.find((each) => each.column === column) as FormField;
  const id = `key-${column}`;
  const text = typeof value === 'string' ? value : '';
  const status = isWrong ? ('error' as const) : ('' as const);
  if (field.kind === 'place') return <PlaceField id={id} value={text} onChange={onChange} />;
  if (field.kind === 'choice' || field.kind === 'yes-no') {
    const language = i18n.language === 'en' ? 'en' : 'zh';
    const options =
      field.kind === 'choice'
        ? codes[field.table].list.map((row) => ({ value: row.code, label: row[language] }))
        : [
            { value: 'yes', label: t('pages.yes') },
            { value: 'no', label: t('pages.no') },
          ];
    const chosen = typeof value === 'boolean' ? (value ? 'yes' : 'no') : text === '' ? null : text;
    return (
      <Select
        id={id}
        status={status}
        showSearch={{ optionFilterProp: 'label' }}
        value={chosen}
        options={options}
        onChange={(one: string) => onChange(field.kind === 'yes-no' ? one === 'yes' : one)}
      />
    );
  }
  return (
    <Input
      id={id}
      status={status}
      {...(field.kind === 'text' ? {} : { className: 'figure' })}
      maxLength={field.kind === 'text' ? field.longest : 40}
      autoComplete="off"
      value={text}
      onChange={(event) => onChange(event.target.value)}
      onBlur={() => field.kind === 'date' && onChange(isoDateTyped(text))}
    />
  );
}

function PlaceField({
  id,
  value,
  onChange,
}: { readonly id: string; readonly value: string } & Pick<Props, 'onChange'>) {
  const { t } = useTranslation('children');
  const code = value === '' ? null : value;
  const name = useDivisionName(searchDivisions, code);
  return (
    <DivisionPicker
      id={id}
      search={searchDivisions}
      value={code}
      {...(name === null ? {} : { valueName: name })}
      level="county"
      onChange={(chosen) => onChange(chosen?.padEnd(12, '0') ?? null)}
      label={t('pages.form.choosePlace')}
    />
  );
}
