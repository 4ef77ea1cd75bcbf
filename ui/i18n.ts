import i18next, { type BackendModule, type ResourceKey } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { placeWords } from './place-words.ts';
import { watched } from './watched.ts';

export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

/** Gives the texts of a namespace: `ui`, or a module's name. */
export type MessageLoader = (language: Language, namespace: string) => Promise<ResourceKey>;

const kept = 'xueqian.language';

const keptLanguage = (): Language => {
  try {
    return localStorage.getItem(kept) === 'en' ? 'en' : 'zh-CN';
  } catch {
    return 'zh-CN';
  }
};

export const currentLanguage = watched<Language>(keptLanguage());

const applyLanguage = (language: Language): void => {
  document.documentElement.lang = language;
  currentLanguage.set(language);
};

/** Starts the texts: Simplified Chinese unless this browser chose English. A module's texts come with its pages. */
export const startMessages = async (load: MessageLoader): Promise<void> => {
  const backend: BackendModule = {
    type: 'backend',
    init: () => undefined,
    read: (language, namespace, done) => {
      load(language === 'en' ? 'en' : 'zh-CN', namespace).then(
        (texts) => done(null, texts),
        (thrown: unknown) => done(thrown as Error, null),
      );
    },
  };
  const language = keptLanguage();
  applyLanguage(language);
  await i18next
    .use(backend)
    .use(initReactI18next)
    .use(placeWords)
    .init({
      lng: language,
      fallbackLng: 'zh-CN',
      supportedLngs: [...languages],
      load: 'currentOnly',
      ns: ['ui'],
      defaultNS: 'ui',
      postProcess: [placeWords.name],
      interpolation: { escapeValue: false },
      react: { useSuspense: true, bindI18nStore: 'added' },
    });
};

/** Changes the language and keeps the choice in this browser. */
export const chooseLanguage = async (language: Language): Promise<void> => {
  try {
    localStorage.setItem(kept, language);
  } catch {
    // A browser that keeps nothing: the choice lasts until the page is closed.
  }
  await i18next.changeLanguage(language);
  applyLanguage(language);
};

/** Takes out of this browser's stores whatever is there, but the choice of language: the next person finds nothing. */
export const emptyBrowserStores = (): void => {
  try {
    const language = localStorage.getItem(kept);
    localStorage.clear();
    sessionStorage.clear();
    if (language !== null) localStorage.setItem(kept, language);
  } catch {
    // A browser that keeps nothing.
  }
};

/** Loads the texts of modules, for a page about to be shown. */
export const loadMessages = (namespaces: readonly string[]): Promise<void> => i18next.loadNamespaces([...namespaces]);
