import { useTranslation } from 'react-i18next';
import type { Facts, Problem } from './problem.ts';

const moduleOf = (code: string): string => code.slice(0, Math.max(0, code.indexOf('.'))) || 'ui';

/**
 * The text of refusal codes: what is wrong, who can mend it, and where. Texts stand in the module's messages under
 * `refusals.<code without the module>`. Give the codes that may come, so that their texts are loaded.
 */
export const useRefusalTexts = (codes: readonly string[]): ((code: string, facts: Facts) => string) => {
  const modules = [...new Set(['ui', ...codes.map(moduleOf)])];
  const { t } = useTranslation(modules);
  return (code, facts) => {
    const name = code.slice(code.indexOf('.') + 1);
    const ns = moduleOf(code);
    const keys = [`${ns}:refusals.${name}`, `ui:refusals.${code}`, 'ui:refusals.unknown'];
    return t(keys, { ...facts, code });
  };
};

/** The text of one problem. */
export const useRefusalText = (problem: Problem | null): string => {
  const text = useRefusalTexts(problem === null ? [] : [problem.code]);
  return problem === null ? '' : text(problem.code, { ...problem.facts, status: problem.status });
};
