import { useTranslation } from 'react-i18next';

/** What a form needs before it can be sent: the words of each box, and whether it has what it needs. */
export type Needed = readonly (readonly [word: string, isGiven: boolean])[];

export const isComplete = (needed: Needed): boolean => needed.every(([, isGiven]) => isGiven);

/** Beside a button that cannot be pressed yet: what is still missing. Nothing when all is there. */
export function StillNeeded({ needed }: { readonly needed: Needed }) {
  const { t, i18n } = useTranslation('ui');
  const missing = needed.filter(([, isGiven]) => !isGiven).map(([word]) => word);
  if (missing.length === 0) return null;
  const what = new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(missing);
  return <span className="soft still-needed">{t('stillNeeded', { what })}</span>;
}
