import { useTranslation } from 'react-i18next';

/** Words of the trail for people: of an entry, its subject, its refusal. */
export const useEntryWords = () => {
  const { t } = useTranslation('audit');
  return {
    entryWord: (entry: string): string => t(`entries.${entry}`, { defaultValue: entry }),
    /** `child 17` in words; a login stays as it is. */
    subjectWord: (subject: string | null): string => {
      if (subject === null) return t('pages.blank');
      const [, kind, id] = /^([a-z]+) (\S+)$/.exec(subject) ?? [];
      return kind === undefined ? subject : t(`pages.subject.${kind}`, { id, defaultValue: subject });
    },
    refusalWord: (refusal: string | null): string => {
      if (refusal === 'permission.missing') return t('pages.refusal.permission');
      if (refusal?.endsWith('not-found') === true) return t('pages.refusal.hidden');
      return t(refusal?.startsWith('accounts.sign-in') === true ? 'pages.refusal.signIn' : 'pages.refusal.other');
    },
  };
};

/** Every kind of entry with its words, for the filter. */
export const useEntryKinds = (): { value: string; label: string }[] => {
  const { t } = useTranslation('audit');
  const all = t('entries', { returnObjects: true }) as Record<string, Record<string, string>>;
  if (typeof all !== 'object') return [];
  return Object.entries(all).flatMap(([module, words]) =>
    Object.entries(words).map(([name, label]) => ({ value: `${module}.${name}`, label })),
  );
};
