import type { ReactNode } from 'react';
import { GoLink } from './GoLink.tsx';
import './page-header.css';

type Props = {
  readonly title: ReactNode;
  /** What this page is for, or what it shows, in one line. */
  readonly note?: ReactNode;
  /** The way back to the list. */
  readonly back?: { readonly to: string; readonly word: string };
  /** Beside the title: a state tag, a deadline. */
  readonly aside?: ReactNode;
  readonly actions?: ReactNode;
};

export function PageHeader({ title, note, back, aside, actions }: Props) {
  return (
    <header className="page-header">
      {back !== undefined && (
        <GoLink to={back.to} className="page-header-back not-printed">
          <span aria-hidden="true">←</span> {back.word}
        </GoLink>
      )}
      <div className="page-header-line">
        <h1>{title}</h1>
        {aside}
        <div className="page-header-actions">{actions}</div>
      </div>
      {note !== undefined && <p className="page-header-note">{note}</p>}
    </header>
  );
}
