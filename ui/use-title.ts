import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** The document's title: what the page shows, then the system's name. */
export const useTitle = (title: string): void => {
  const { t } = useTranslation('ui');
  const system = t('system.short');
  useEffect(() => {
    document.title = title === '' ? system : `${title} · ${system}`;
  }, [title, system]);
};
