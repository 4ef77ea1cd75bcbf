import type { ReactNode } from 'react';
import { Figure } from './Figure.tsx';
import { GoLink } from './GoLink.tsx';
import './counts.css';

export type Count = {
  readonly key: string;
  readonly word: string;
  readonly value: number | null | undefined;
  /** The list behind the figure. */
  readonly to?: string;
  readonly tone?: 'plain' | 'good' | 'warn' | 'bad';
  readonly note?: ReactNode;
};

/** A row of large figures that lead to the lists behind them. */
export function Counts({ counts, label }: { readonly counts: readonly Count[]; readonly label: string }) {
  return (
    <ul className="counts" aria-label={label}>
      {counts.map((count) => (
        <li key={count.key} className={`count ${count.tone ?? 'plain'}`}>
          {count.to === undefined ? (
            <div className="count-body">
              <Inside count={count} />
            </div>
          ) : (
            <GoLink to={count.to} className="count-body">
              <Inside count={count} />
            </GoLink>
          )}
        </li>
      ))}
    </ul>
  );
}

function Inside({ count }: { readonly count: Count }) {
  return (
    <>
      <span className="count-word">{count.word}</span>
      <span className="count-value">
        <Figure value={count.value} />
      </span>
      {count.note !== undefined && <span className="count-note">{count.note}</span>}
    </>
  );
}
