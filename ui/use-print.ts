import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, downloadFile } from './api.ts';
import { type Problem, problemOf } from './problem.ts';

/** Fetches a form that the server draws, in the language of the page: `print(path, input)`. */
export const usePrint = () => {
  const { i18n } = useTranslation();
  const [isPrinting, setPrinting] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const print = async (path: string, input: Readonly<Record<string, unknown>>): Promise<boolean> => {
    setPrinting(true);
    setProblem(null);
    const { url, rest } = addressOf(path, input);
    try {
      await downloadFile(url, 'form.pdf', { language: i18n.language === 'en' ? 'en' : 'zh-CN', ...rest });
      return true;
    } catch (thrown) {
      setProblem(problemOf(thrown));
      return false;
    } finally {
      setPrinting(false);
    }
  };
  return { print, isPrinting, problem };
};
