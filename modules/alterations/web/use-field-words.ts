import { codes } from '@xueqian/kernel/codes/codes.ts';
import { useTranslation } from 'react-i18next';

/** A field of an institution and its value as a person reads them; codes in the words of their tables. */
export const useFieldWords = () => {
  const { t, i18n } = useTranslation('alterations');
  const language = i18n.language === 'en' ? 'en' : 'zh';
  return {
    fieldOf: (field: string): string => t(`fields.${field}`),
    wordOf: (field: string, value: string | null): string => {
      if (value === null || value === '') return '—';
      if (field === 'standing') return t(`standings.${value}`);
      if (field === 'kind') return codes.institutionType.word(value, language) ?? value;
      if (field === 'nature') return codes.kindergartenNature.word(value, language) ?? value;
      return value;
    },
    kinds: ['111', '112', '119'].map((value) => ({
      value,
      label: codes.institutionType.word(value, language) ?? value,
    })),
    natures: ['1', '2', '3', '4'].map((value) => ({
      value,
      label: codes.kindergartenNature.word(value, language) ?? value,
    })),
  };
};
