import { useInfiniteQuery } from '@tanstack/react-query';
import type { OutputOf } from '@xueqian/kernel/route.ts';
import { callRoute } from '@xueqian/ui/api.ts';
import type { Problem } from '@xueqian/ui/problem.ts';
import { readAnnex2 } from '../contract.ts';

export type Annex2 = OutputOf<typeof readAnnex2>;
export type Annex2Row = Annex2['rows'][number];

type Read = {
  /** The pages read so far as one table; null while the first is on its way. */
  readonly table: Annex2 | null;
  readonly problem: Problem | null;
  readonly retry: () => void;
  readonly more: () => void;
  readonly isFetchingMore: boolean;
};

/** The table of a division, my own when none is given. Institutions come page by page and are added below. */
export const useAnnex2 = (division: string | undefined): Read => {
  const given = division === undefined ? {} : { division };
  const read = useInfiniteQuery<Annex2, Problem, { pages: Annex2[] }, readonly unknown[], string | null>({
    queryKey: [readAnnex2.id, given],
    queryFn: ({ pageParam, signal }) =>
      callRoute(readAnnex2, pageParam === null ? given : { ...given, after: pageParam }, signal),
    initialPageParam: null,
    getNextPageParam: (last) => last.next,
  });
  const pages = read.data?.pages;
  const last = pages?.at(-1);
  return {
    table: pages === undefined || last === undefined ? null : { ...last, rows: pages.flatMap((page) => page.rows) },
    problem: read.data === undefined ? read.error : null,
    retry: () => void read.refetch(),
    more: () => void read.fetchNextPage(),
    isFetchingMore: read.isFetchingNextPage,
  };
};
