import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { useTranslation } from 'react-i18next';
import type { Standing } from '../institution.ts';

/** That an institution rests or has closed; nothing while it runs. */
export function StandingTag({ standing }: { readonly standing: Standing }) {
  const { t } = useTranslation('institutions');
  if (standing === 'operating') return null;
  return (
    <Tag
      tone={standing === 'closed' ? 'quiet' : 'warn'}
      icon={standing === 'closed' ? 'cross' : 'clock'}
      word={t(`standings.${standing}`)}
    />
  );
}
