import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, currentLanguage } from '../i18n.ts';

/** Changes between Chinese and English; its word stands in the other language. */
export function LanguageSwitch({ className = 'language-switch' }: { readonly className?: string }) {
  const { t } = useTranslation('ui');
  const language = useSyncExternalStore(currentLanguage.watch, currentLanguage.get);
  const other = language === 'en' ? 'zh-CN' : 'en';
  return (
    <button type="button" lang={other} className={className} onClick={() => void chooseLanguage(other)}>
      {t('shell.language')}
    </button>
  );
}
