import { codes } from '@xueqian/kernel/codes/codes.ts';
import { type Language, type Messages, makeMessages } from '@xueqian/platform/messages.ts';
import type { FormField } from '../../children/form-fields.ts';
import { type FormValue, isEmptyValue } from '../../children/form-rules.ts';
import childEn from '../../children/messages/en.json' with { type: 'json' };
import childZh from '../../children/messages/zh-CN.json' with { type: 'json' };
import en from '../messages/en.json' with { type: 'json' };
import zh from '../messages/zh-CN.json' with { type: 'json' };

const messages = makeMessages({
  'zh-CN': { papers: zh, children: childZh },
  en: { papers: en, children: childEn },
});

/** The texts of the module whose paper is printed: `of(language, key, facts)`. */
export type OwnTexts = Messages;

type Facts = Readonly<Record<string, string | number>>;

/** The words of a form in one language, with the names of places as they are called on its day. */
export type FormWords = {
  /** A text of the forms. */
  readonly text: (key: string, facts?: Facts) => string;
  /** A text of the module whose paper it is, `module:key`. */
  readonly own: (key: string, facts?: Facts) => string;
  readonly groupName: (group: string) => string;
  readonly fieldName: (column: string) => string;
  /** A value of the file as a person reads it; empty where there is none, so that a hand can fill it in. */
  readonly valueOf: (field: FormField, value: FormValue | undefined) => string;
  readonly placeName: (code: string) => string;
};

type Means = {
  readonly placeName: (code: string) => string | null;
  /** How a text is said where the paper is printed. */
  readonly spoken: (text: string) => string;
  readonly own: OwnTexts | undefined;
};

export const makeFormWords = (language: Language, { placeName, spoken, own }: Means): FormWords => {
  const of = language === 'en' ? 'en' : 'zh';
  const child = (key: string): string => spoken(messages(language, `children:${key}`));
  return {
    text: (key, facts) => spoken(messages(language, `papers:${key}`, facts)),
    own: (key, facts) => spoken((own ?? messages)(language, key, facts)),
    groupName: (group) => child(`pages.group.${group}`),
    fieldName: (column) => child(`pages.field.${column}`),
    valueOf: (field, value) => {
      if (isEmptyValue(value) || value === undefined || value === null) return '';
      if (typeof value === 'boolean') return child(value ? 'pages.yes' : 'pages.no');
      if (field.kind === 'choice') return codes[field.table].word(value, of) ?? value;
      if (field.kind === 'place') return placeName(value) ?? value;
      return value;
    },
    placeName: (code) => placeName(code) ?? code,
  };
};
