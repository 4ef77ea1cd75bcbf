import type { ReactNode } from 'react';
import './percent-bar.css';

type Props = {
  /** As the server rounds it: "85.12"; null when there is nothing to divide by. */
  readonly percent: string | null;
  /** The share exceeds 100: shown as it is and marked; the text says why it can be right and what to check. */
  readonly overHint?: ReactNode;
};

/** A share with a bar behind it; the bar ends at 100, the figure does not. */
export function PercentBar({ percent, overHint }: Props) {
  if (percent === null) return <span className="percent-none">—</span>;
  const share = Number(percent);
  const over = share > 100;
  return (
    <span className={`percent-bar${over ? ' over' : ''}`}>
      <span className="percent-track" aria-hidden="true">
        <span style={{ width: `${Math.min(share, 100)}%` }} />
      </span>
      {over && overHint}
      <span className="figure">{percent}%</span>
    </span>
  );
}
