import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '../format.ts';
import { usePrint } from '../use-print.ts';
import { ErrorState } from './ErrorState.tsx';
import './printed-form.css';

/** A stage of a record, and the code that a paper printed then bears. */
type Stage = { readonly word: string; readonly at: string; readonly code: string };

type Props = {
  /** Of the button. */
  readonly word: string;
  /** What the paper is for. */
  readonly hint: string;
  /** Where the server draws it, and what it is asked. */
  readonly path: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly stages: readonly Stage[];
};

/** The paper of a record: to be printed at any stage, and the codes by which one that was printed is known. */
export function PrintedForm({ word, hint, path, input, stages }: Props) {
  const { t } = useTranslation('ui');
  const { print, isPrinting, problem } = usePrint();
  return (
    <section className="sheet printed-form not-printed">
      <h2>{t('printedForm.title')}</h2>
      <p className="soft">{hint}</p>
      <p>
        <Button loading={isPrinting} onClick={() => void print(path, input)}>
          {word}
        </Button>
      </p>
      {problem !== null && <ErrorState problem={problem} small />}
      <details>
        <summary>{t('printedForm.check')}</summary>
        <p className="soft">{t('printedForm.checkHint')}</p>
        <ul className="printed-codes">
          {stages.map((stage) => (
            <li key={stage.code}>
              <strong className="figure">{stage.code}</strong> {stage.word}{' '}
              <span className="soft figure">{formatInstant(stage.at)}</span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
