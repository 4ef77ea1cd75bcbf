import type { ReactNode } from 'react';
import './states.css';

type Props = {
  readonly title: string;
  /** Why it is empty, or what to do first. */
  readonly hint?: ReactNode;
  readonly action?: ReactNode;
};

/** Nothing here: says why, and what to do. */
export function EmptyState({ title, hint, action }: Props) {
  return (
    <div className="state-box">
      <svg width="72" height="54" viewBox="0 0 72 54" aria-hidden="true">
        <rect x="14" y="8" width="44" height="38" rx="4" fill="#eef4f3" stroke="#b6c4c3" strokeWidth="1.5" />
        <path d="M22 19h28M22 27h28M22 35h16" stroke="#b6c4c3" strokeWidth="2.5" strokeLinecap="round" />
      </svg>
      <p className="state-title">{title}</p>
      {hint !== undefined && <p className="state-hint">{hint}</p>}
      {action !== undefined && <div className="state-action">{action}</div>}
    </div>
  );
}
