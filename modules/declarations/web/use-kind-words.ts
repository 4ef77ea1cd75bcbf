import { useTranslation } from 'react-i18next';
import { nationalKinds } from '../kind.ts';

/** The words of a kind: of the national list in the language of the page, of a department as it wrote them. */
export const useKindWords = () => {
  const { t, i18n } = useTranslation('declarations');
  const language = i18n.language === 'en' ? 'en' : 'zh';
  return {
    titleOf: (kind: string, title: string | null): string => title ?? nationalKinds.word(kind, language) ?? kind,
    whatOf: (kind: string, what: string | null): string => what ?? t(`nationalWhat.${kind}`),
    wayOf: (kind: string) => nationalKinds.find(kind)?.way ?? null,
    besideOf: (kind: string) => nationalKinds.find(kind)?.beside ?? null,
  };
};
