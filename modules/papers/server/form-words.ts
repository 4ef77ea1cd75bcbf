import { codes } from '@xueqian/kernel/codes/codes.ts';
import { type Language, makeMessages } from '@xueqian/platform/messages.ts';
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

/** The words of a form in one language, with the names of places as they are called on its day. */
export type FormWords = {
  /** A text of the forms. */
  readonly text: (key: string, facts?: Readonly<Record<string, string | number>>) => string;
  readonly groupName: (group: string) => string;
  readonly fieldName: (column: string) => string;
  /** A value of the file as a person reads it; empty where there is none, so that a hand can fill it in. */
  readonly valueOf: (field: FormField, value: FormValue | undefined) => string;
};

export const makeFormWords = (language: Language, placeName: (code: string) => string | null): FormWords => {
  const of = language === 'en' ? 'en' : 'zh';
  const child = (key: string): string => messages(language, `children:${key}`);
  return {
    text: (key, facts) => messages(language, `papers:${key}`, facts),
    groupName: (group) => child(`pages.group.${group}`),
    fieldName: (column) => child(`pages.field.${column}`),
    valueOf: (field, value) => {
      if (isEmptyValue(value) || value === undefined || value === null) return '';
      if (typeof value === 'boolean') return child(value ? 'pages.yes' : 'pages.no');
      if (field.kind === 'choice') return codes[field.table].word(value, of) ?? value;
      if (field.kind === 'place') return placeName(value) ?? value;
      return value;
    },
  };
};
