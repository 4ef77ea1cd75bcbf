import type { OutputOf, Route } from '@xueqian/kernel/route.ts';
import { useState } from 'react';
import type { CallInput } from './api.ts';
import type { Problem } from './problem.ts';
import { useRead } from './use-read.ts';

type RowOf<R extends Route> = OutputOf<R> extends { rows: readonly (infer T)[] } ? T : never;

/** A page of a keyset-paged read, with the way on and back. */
export type Paged<T> = {
  readonly rows: readonly T[];
  /** Nothing read yet. */
  readonly isPending: boolean;
  /** Another page is on its way; the old one still shows. */
  readonly isFetching: boolean;
  readonly problem: Problem | null;
  readonly retry: () => void;
  /** Counted from 1. */
  readonly page: number;
  readonly hasNext: boolean;
  readonly goNext: () => void;
  readonly goBack: () => void;
};

/** Reads page by page; starts again when the input changes. Give the input without `after`. */
export const usePagedRead = <R extends Route>(
  route: R,
  input: Omit<CallInput<R>, 'after'>,
  options: { readonly enabled?: boolean } = {},
): Paged<RowOf<R>> => {
  const asked = JSON.stringify(input);
  const [place, setPlace] = useState<{ asked: string; cursors: readonly string[] }>({ asked, cursors: [] });
  const cursors = place.asked === asked ? place.cursors : [];
  const after = cursors.at(-1);
  const full = (after === undefined ? input : { ...input, after }) as CallInput<R>;
  const read = useRead(route, full, { keep: true, enabled: options.enabled ?? true });
  const answer = read.data as { rows: readonly RowOf<R>[]; next: string | null } | undefined;
  const next = read.isPlaceholderData ? null : (answer?.next ?? null);
  return {
    rows: answer?.rows ?? [],
    isPending: read.isPending,
    isFetching: read.isFetching,
    problem: read.error,
    retry: () => void read.refetch(),
    page: cursors.length + 1,
    hasNext: next !== null,
    goNext: () => {
      if (next !== null) setPlace({ asked, cursors: [...cursors, next] });
    },
    goBack: () => setPlace({ asked, cursors: cursors.slice(0, -1) }),
  };
};
