import type { Problem } from '../problem.ts';
import { ErrorState } from './ErrorState.tsx';
import { LoadingState } from './LoadingState.tsx';

type Props = {
  /** A read that has no answer yet. */
  readonly read: { readonly error: Problem | null; readonly refetch: () => unknown };
  readonly lines?: number;
};

/** What stands where an answer will stand: still being read, or what went wrong, with another try. */
export function ReadState({ read, lines = 4 }: Props) {
  if (read.error === null) return <LoadingState lines={lines} />;
  return <ErrorState problem={read.error} onRetry={() => void read.refetch()} />;
}
