import { formatInstant } from '../format.ts';
import './record-steps.css';

type Step = {
  readonly id: number;
  /** What was done, in words. */
  readonly word: string;
  readonly personName: string;
  readonly officeName: string;
  readonly at: string;
  readonly reason: string | null;
};

/** What was done with a record so far: what, by whom, when, why. */
export function RecordSteps({ title, steps }: { readonly title: string; readonly steps: readonly Step[] }) {
  return (
    <section className="sheet record-steps">
      <h2>{title}</h2>
      <ol>
        {steps.map(({ id, word, personName, officeName, at, reason }) => (
          <li key={id}>
            {word} <strong>{personName}</strong> <span className="soft">{officeName}</span>{' '}
            <span className="figure soft">{formatInstant(at)}</span> {reason}
          </li>
        ))}
      </ol>
    </section>
  );
}
