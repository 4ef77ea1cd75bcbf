import i18next from 'i18next';

export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

/** Texts by language, then by module. */
export type MessageResources = Readonly<Record<Language, Readonly<Record<string, object>>>>;

/** The text of `module:key` in a language with its facts put in; a text that is missing shows its key. */
export type Messages = (
  language: Language,
  key: string,
  facts?: Readonly<Record<string, string | number | boolean | null>>,
) => string;

/** Texts that the server itself writes (into workbooks, for example), of the JSON files given to it. */
export const makeMessages = (resources: MessageResources): Messages => {
  const texts = i18next.createInstance();
  void texts.init({
    resources: resources as Record<string, Record<string, object>> as never,
    fallbackLng: languages[0],
    interpolation: { escapeValue: false },
    initAsync: false,
    showSupportNotice: false,
  } as Parameters<typeof texts.init>[0]);
  const fixed = { 'zh-CN': texts.getFixedT('zh-CN'), en: texts.getFixedT('en') } as const;
  return (language, key, facts) => fixed[language](key, { ...facts });
};
