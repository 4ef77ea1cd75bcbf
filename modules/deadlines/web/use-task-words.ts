import { useTranslation } from 'react-i18next';
import type { DeadlineKind } from '../task.ts';

const termPattern = /(20\d\d)-(autumn|spring)/;

/** Kinds whose record bears a number and is no notice. */
const numbered: readonly DeadlineKind[] = [
  'alteration-review',
  'declaration-review',
  'inspection-knowledge',
  'petition-review',
  'accident-report',
  'case-answer',
  'case-decision',
  'crossing-release',
  'crossing-approval',
  'crossing-answer',
  'crossing-reply',
];

/** What a task is about, as a person reads it: a section, a half-year, the number of a notice. */
export const useTaskWords = () => {
  const { t } = useTranslation('deadlines');
  return {
    aboutOf: ({ kind, subject }: { readonly kind: DeadlineKind; readonly subject: string }): string => {
      const [, year, term] = termPattern.exec(subject) ?? [];
      const half = year === undefined ? '' : t(`terms.${term}`, { year });
      if (kind === 'term-check') return half;
      if (kind === 'form' || kind === 'form-review') return t('round', { id: subject });
      if (numbered.includes(kind)) return t('numbered', { id: subject });
      if (kind !== 'section-review') return t('notice', { id: subject });
      const [section = ''] = subject.split(' ');
      return [t(`sections.${section}`), half].filter(Boolean).join(' ');
    },
  };
};
