import type { ReactNode } from 'react';
import { formatNumber } from '../format.ts';
import { NoticeLine } from './NoticeLine.tsx';
import './checked-file.css';

type Props = {
  readonly name: string;
  readonly tag: ReactNode;
  /** Who sent it, and when. */
  readonly by: string;
  /** Why it was refused as a whole. */
  readonly failure: string | null;
  readonly counts: readonly { readonly key: string; readonly word: string; readonly value: number }[];
  /** Lines that say nothing that can be taken in, with their cause; and what is said of those beyond them. */
  readonly faults: readonly { readonly row: number; readonly text: string }[];
  readonly more: string | null;
  /** What can be done with it. */
  readonly children?: ReactNode;
};

/** A file that was looked through before it is taken in: its counts and its faulty lines. An item of a list. */
export function CheckedFile({ name, tag, by, failure, counts, faults, more, children }: Props) {
  return (
    <li className="checked-file">
      <p>
        <strong>{name}</strong> {tag} <span className="soft figure">{by}</span>
      </p>
      {failure !== null && <NoticeLine tone="bad">{failure}</NoticeLine>}
      {counts.length > 0 && (
        <dl className="checked-counts">
          {counts.map(({ key, word, value }) => (
            <div key={key}>
              <dt>{word}</dt>
              <dd className="figure">{formatNumber(value)}</dd>
            </div>
          ))}
        </dl>
      )}
      {faults.length > 0 && (
        <ul>
          {faults.map(({ row, text }) => (
            <li key={row}>{text}</li>
          ))}
        </ul>
      )}
      {more !== null && <p className="soft">{more}</p>}
      {children}
    </li>
  );
}
