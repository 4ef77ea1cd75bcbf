import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { useTranslation } from 'react-i18next';

/** Whether a finding contradicts the rules or is to be explained. */
export function SeverityTag({ severity }: { readonly severity: 'error' | 'warning' }) {
  const { t } = useTranslation('supervision');
  return (
    <Tag
      tone={severity === 'error' ? 'bad' : 'warn'}
      icon={severity === 'error' ? 'cross' : 'alert'}
      word={t(`severity.${severity}`)}
    />
  );
}
