import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { useTranslation } from 'react-i18next';
import { type ImportState, importLooks } from './import-looks.ts';

export function ImportStateTag({ state }: { readonly state: ImportState }) {
  const { t } = useTranslation('importing');
  return <Tag {...importLooks[state]} word={t(`pages.state.${state}`)} />;
}
