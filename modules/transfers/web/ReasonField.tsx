import { Input } from 'antd';
import { useTranslation } from 'react-i18next';

type Props = { readonly value: string; readonly onChange: (value: string) => void };

/** Why the child moves, as the guardian applied. */
export function ReasonField({ value, onChange }: Props) {
  const { t } = useTranslation('transfers');
  return (
    <>
      <label htmlFor="transfer-reason">{t('reason')}</label>
      <Input.TextArea
        id="transfer-reason"
        rows={2}
        maxLength={500}
        placeholder={t('reasonHint')}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </>
  );
}
