import { DivisionPicker } from '@xueqian/ui/parts/DivisionPicker.tsx';
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { searchDivisions } from '../../jurisdictions/contract.ts';

/** Where the child goes and why, as the guardian applied. */
export type Destination = {
  readonly code: string | null;
  readonly name: string | null;
  readonly institution: string;
  readonly reason: string;
};

export const isWhole = ({ code, reason }: Destination): boolean => code !== null && [...reason.trim()].length >= 2;

/** As the routes take it; a division is known by its first six digits. */
export const askedOf = ({ code, institution, reason }: Destination) => ({
  otherCode: (code ?? '').slice(0, 6),
  otherInstitution: institution.trim() || null,
  reason: reason.trim(),
});

export function DestinationFields({
  value,
  onChange,
}: {
  readonly value: Destination;
  readonly onChange: (value: Destination) => void;
}) {
  const { t } = useTranslation('province-border');
  return (
    <>
      <label htmlFor="crossing-division">{t('form.division')}</label>
      <DivisionPicker
        id="crossing-division"
        search={searchDivisions}
        value={value.code}
        {...(value.name === null ? {} : { valueName: value.name })}
        onChange={(code, name) => onChange({ ...value, code, name })}
        label={t('form.division')}
      />
      <label htmlFor="crossing-institution">{t('form.institution')}</label>
      <Input
        id="crossing-institution"
        maxLength={200}
        value={value.institution}
        onChange={(event) => onChange({ ...value, institution: event.target.value })}
      />
      <label htmlFor="crossing-reason">{t('form.reason')}</label>
      <Input.TextArea
        id="crossing-reason"
        rows={2}
        maxLength={500}
        placeholder={t('form.reasonHint')}
        value={value.reason}
        onChange={(event) => onChange({ ...value, reason: event.target.value })}
      />
    </>
  );
}
