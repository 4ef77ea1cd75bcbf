import { useTranslation } from 'react-i18next';

type Named = { readonly kind: string; readonly subject: string; readonly target: string };

/** A change in one line: what it is about, and what it becomes. */
export const useChangeWords = (): ((change: Named) => string) => {
  const { t } = useTranslation('jurisdictions');
  return ({ kind, subject, target }) =>
    kind === 'abolish' ? t('change.abolished', { subject }) : t('change.to', { subject, target });
};
