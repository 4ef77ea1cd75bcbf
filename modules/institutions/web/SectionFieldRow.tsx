import { codes } from '@xueqian/kernel/codes/codes.ts';
import { DateBox } from '@xueqian/ui/parts/DateBox.tsx';
import { DivisionPicker } from '@xueqian/ui/parts/DivisionPicker.tsx';
import { useDivisionName } from '@xueqian/ui/use-division-name.ts';
import { Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { searchDivisions } from '../../jurisdictions/contract.ts';
import type { BasicSection } from '../institution.ts';
import { isOptional, type SectionField } from '../section-form.ts';
import { useSectionWords } from './use-section-words.ts';

type Value = string | number | null | undefined;

type Props = {
  readonly field: SectionField;
  readonly value: Value;
  /** Given when the value differs from the one in force. */
  readonly inForce: Partial<BasicSection> | null;
  readonly wrong: 'missing' | 'invalid' | undefined;
  readonly readOnly: boolean;
  readonly onChange: (value: string | number | null) => void;
};

const tables = {
  kind: 'institutionType',
  nature: 'kindergartenNature',
  organizer: 'organizer',
  urbanRural: 'urbanRural',
} as const satisfies Partial<Record<SectionField, keyof typeof codes>>;
const figures: readonly SectionField[] = ['places', 'feePerMonth'];
const dates: readonly SectionField[] = ['licenceValidTo', 'approvedOn'];
const withHint: readonly SectionField[] = ['name', 'creditCode', 'contactPhone', 'places', 'townCode', 'postcode'];
const withRule: readonly SectionField[] = [
  'name',
  'postcode',
  'contactPhone',
  'creditCode',
  'licenceNumber',
  'principalName',
  'address',
  'places',
  'feePerMonth',
];

/** One field: its control or its value, what is wrong, and what is in force when that is something else. */
export function SectionFieldRow({ field, value, inForce, wrong, readOnly, onChange }: Props) {
  const { t } = useTranslation('institutions');
  const wordOf = useSectionWords();
  const town = useDivisionName(searchDivisions, field === 'townCode' && typeof value === 'string' ? value : null);
  const townBefore = useDivisionName(searchDivisions, field === 'townCode' ? inForce?.townCode : null);
  const label = t(`pages.basic.field.${field}`);
  const note =
    wrong === 'missing'
      ? t('pages.basic.required', { field: label })
      : wrong === 'invalid'
        ? t(`pages.basic.invalid.${withRule.includes(field) ? field : 'other'}`)
        : !readOnly && withHint.includes(field)
          ? t(`pages.basic.hint.${field}`)
          : '';
  const before = inForce === null ? '' : (townBefore ?? wordOf(field, inForce[field]));
  return (
    <div className={`section-field${field === 'address' ? ' wide' : ''}${inForce === null ? '' : ' changed'}`}>
      <label htmlFor={`section-${field}`}>
        {label}
        {!readOnly && !isOptional(field) && <abbr title={t('pages.basic.required', { field: label })}>*</abbr>}
      </label>
      {readOnly ? (
        <p id={`section-${field}`} className="section-value figure">
          {town ?? wordOf(field, value)}
        </p>
      ) : (
        <Control
          field={field}
          value={value}
          label={label}
          town={town}
          invalid={wrong !== undefined}
          onChange={onChange}
        />
      )}
      {inForce !== null && (
        <p className="section-before">
          {t('pages.basic.was', { value: before === '' || before === '—' ? t('pages.basic.wasEmpty') : before })}
        </p>
      )}
      <p id={`section-note-${field}`} className={wrong === undefined ? 'section-note' : 'section-note bad'}>
        {note}
      </p>
    </div>
  );
}

type ControlProps = Pick<Props, 'field' | 'value' | 'onChange'> & {
  readonly label: string;
  readonly town: string | null;
  readonly invalid: boolean;
};

function Control({ field, value, label, town, invalid, onChange }: ControlProps) {
  const { t, i18n } = useTranslation('institutions');
  const language = i18n.language === 'en' ? 'en' : 'zh';
  const seen = {
    id: `section-${field}`,
    status: invalid ? ('error' as const) : ('' as const),
    'aria-invalid': invalid,
    'aria-describedby': `section-note-${field}`,
  };
  if (field in tables) {
    const options = codes[tables[field as keyof typeof tables]].list.map((row) => ({
      value: row.code,
      label: row[language],
    }));
    return (
      <Select
        {...seen}
        showSearch={{ optionFilterProp: 'label' }}
        value={typeof value === 'string' ? value : null}
        onChange={(chosen: string) => onChange(chosen)}
        options={options}
      />
    );
  }
  if (field === 'townCode') {
    return (
      <DivisionPicker
        id={seen.id}
        search={searchDivisions}
        level="town"
        value={typeof value === 'string' && value !== '' ? value : null}
        {...(town === null ? {} : { valueName: town })}
        onChange={onChange}
        label={t('pages.basic.hint.townCode')}
      />
    );
  }
  if (figures.includes(field)) {
    return (
      <InputNumber
        {...seen}
        min={0}
        precision={field === 'places' ? 0 : 2}
        value={typeof value === 'number' ? value : null}
        onChange={onChange}
      />
    );
  }
  if (dates.includes(field))
    return (
      <DateBox
        id={seen.id}
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
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
