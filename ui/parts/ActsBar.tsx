import type { ReactNode } from 'react';
import type { Problem } from '../problem.ts';
import { ErrorState } from './ErrorState.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';
import './acts-bar.css';

/** A command of the record, as useAct gives it. */
type Act = { readonly isPending: boolean; readonly error: Problem | null; readonly reset: () => void };

/** What is asked before an act that needs its reason. */
type Asked = {
  readonly title: string;
  readonly hint: string;
  readonly word: string;
  /** What the reason begins with. */
  readonly startsWith?: string;
  readonly onSubmit: (reason: string) => void;
};

type Props = {
  readonly acts: readonly Act[];
  /** What has to be filled in before an act. */
  readonly above?: ReactNode;
  /** The buttons. */
  readonly children: ReactNode;
  readonly asks: Asked | null;
  readonly onClose: () => void;
};

/** Whether one of the commands runs: meanwhile nobody begins another. */
export const isAnyPending = (acts: readonly Act[]): boolean => acts.some((act) => act.isPending);

/** What I may do with a record now: buttons, what the last act was refused for, and the box that asks for a reason. */
export function ActsBar({ acts, above, children, asks, onClose }: Props) {
  const problem = acts.map((act) => act.error).find((error) => error !== null) ?? null;
  return (
    <section className="sheet acts-bar not-printed">
      {above}
      {problem !== null && asks === null && <ErrorState problem={problem} small />}
      <div className="acts-buttons">{children}</div>
      {asks !== null && (
        <ReasonDialog
          open
          title={asks.title}
          hint={asks.hint}
          startsWith={asks.startsWith ?? ''}
          confirmWord={asks.word}
          isPending={isAnyPending(acts)}
          problem={problem}
          onSubmit={asks.onSubmit}
          onClose={() => {
            onClose();
            for (const act of acts) act.reset();
          }}
        />
      )}
    </section>
  );
}
