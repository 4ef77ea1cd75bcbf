import { codes } from '@xueqian/kernel/codes/codes.ts';
import { DateBox } from '@xueqian/ui/parts/DateBox.tsx';
import { DivisionPicker } from '@xueqian/ui/parts/DivisionPicker.tsx';
import { useDivisionName } from '@xueqian/ui/use-division-name.ts';
import { Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { searchDivisions } from '../../jurisdictions/contract.ts';
import { assetOwners } from '../application.ts';
import type { FormLine } from '../form-groups.ts';
import type { Value } from './use-admission-draft.ts';
import { codeTables } from './use-form-words.ts';

type Props = {
  readonly line: FormLine;
  readonly value: Value | undefined;
  readonly isWrong: boolean;
  readonly isNeeded: boolean;
  /** What is kept already and not shown whole. */
  readonly kept: string | null;
  readonly onChange: (value: Value) => void;
};

const dates: readonly FormLine[] = ['openedOn', 'approvedOn', 'licenceValidTo'];
const counts: readonly FormLine[] = ['places', 'children', 'staff'];
const hinted: readonly FormLine[] = ['name', 'creditCode', 'principalPhone', 'letter', 'townCode'];
const longest: Partial<Record<FormLine, number>> = {
  ...{ name: 60, address: 120, approvalDocument: 80, licenceNumber: 40, creditCode: 18, letter: 2000 },
  ...{ legalPerson: 36, principalName: 36, principalPhone: 20 },
};

/** One line of the form with its label, its control and what is still wrong. */
export function AdmissionField({ line, value, isWrong, isNeeded, kept, onChange }: Props) {
  const { t } = useTranslation('admission');
  const label = t(`fields.${line}`);
  const note = isWrong ? t('form.wrong', { field: label }) : hinted.includes(line) ? t(`hints.${line}`) : '';
  return (
    <div className={`admission-field${line === 'address' || line === 'letter' ? ' wide' : ''}`}>
      <label htmlFor={`admission-${line}`}>
        {label}
        {isNeeded && <abbr title={t('form.needed')}>*</abbr>}
      </label>
      <Control line={line} value={value} isWrong={isWrong} kept={kept} onChange={onChange} />
      <p id={`admission-note-${line}`} className={isWrong ? 'bad' : ''}>
        {note}
      </p>
    </div>
  );
}

function Control({ line, value, isWrong, kept, onChange }: Omit<Props, 'isNeeded'>) {
  const { t, i18n } = useTranslation('admission');
  const language = i18n.language === 'en' ? 'en' : 'zh';
  const town = useDivisionName(searchDivisions, line === 'townCode' && typeof value === 'string' ? value : null);
  const shared = {
    id: `admission-${line}`,
    status: isWrong ? ('error' as const) : ('' as const),
    'aria-invalid': isWrong,
    'aria-describedby': `admission-note-${line}`,
  };
  const text = typeof value === 'string' ? value : '';
  if (line === 'townCode')
    return (
      <DivisionPicker
        id={shared.id}
        search={searchDivisions}
        level="town"
        value={text === '' ? null : text}
        {...(town === null ? {} : { valueName: town })}
        onChange={onChange}
        label={t('hints.townCode')}
      />
    );
  if (line in codeTables || line === 'assets') {
    const options =
      line === 'assets'
        ? assetOwners.map((each) => ({ value: each, label: t(`assets.${each}`) }))
        : codes[codeTables[line as keyof typeof codeTables]].list.map((row) => ({
            value: row.code,
            label: row[language],
          }));
    return (
      <Select
        {...shared}
        style={{ width: '100%' }}
        showSearch={{ optionFilterProp: 'label' }}
        value={text === '' ? null : text}
        options={[...options] as { value: string; label: string }[]}
        onChange={(chosen: string) => onChange(chosen)}
      />
    );
  }
  if (counts.includes(line))
    return (
      <InputNumber
        {...shared}
        style={{ width: '100%' }}
        min={0}
        max={line === 'staff' ? 2000 : 5000}
        precision={0}
        value={typeof value === 'number' ? value : null}
        onChange={onChange}
      />
    );
  if (line === 'letter')
    return (
      <Input.TextArea
        {...shared}
        rows={5}
        maxLength={2000}
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  if (dates.includes(line)) return <DateBox id={shared.id} status={shared.status} value={text} onChange={onChange} />;
  return (
    <Input
      {...shared}
      maxLength={longest[line] ?? 100}
      value={text}
      autoComplete="off"
      {...(kept === null ? {} : { placeholder: kept })}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
