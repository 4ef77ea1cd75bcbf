import { useTranslation } from 'react-i18next';

type Told = {
  readonly title: string | null;
  readonly body?: string | null;
  readonly template: string | null;
  readonly facts: Readonly<Record<string, unknown>> | null;
  readonly officeName: string;
};

/** Title and text of an announcement: a person's own, or the words that the system's name of a text stands for. */
export const useAnnouncementWords = (): {
  readonly titleOf: (told: Told) => string;
  readonly bodyOf: (told: Told) => string;
} => {
  const { t } = useTranslation('announcements');
  const system = (told: Told, part: 'title' | 'body'): string =>
    t(
      [
        `system.${told.template ?? 'other'}.${part}-${String(told.facts?.['kind'] ?? '')}`,
        `system.${told.template ?? 'other'}.${part}`,
        `system.other.${part}`,
      ],
      { office: told.officeName, ...told.facts },
    );
  return {
    titleOf: (told) => (told.template === null ? told.title || t('list.notTitled') : system(told, 'title')),
    bodyOf: (told) => (told.template === null ? (told.body ?? '') : system(told, 'body')),
  };
};
