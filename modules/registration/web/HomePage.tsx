import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { useTranslation } from 'react-i18next';

export function HomePage() {
  const { t } = useTranslation('ui');
  return <PageHeader title={t('pages.home')} />;
}
