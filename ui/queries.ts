import { QueryClient } from '@tanstack/react-query';
import type { Route } from '@xueqian/kernel/route.ts';
import { problemOf } from './problem.ts';

/** Reads go on trying while the connection is lost; a refusal is final. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      // A page come back to shows what others did meanwhile; parts of one page still share an answer.
      staleTime: 1_000,
      gcTime: 5 * 60_000,
      retry: (_times, thrown) => problemOf(thrown).isConnectionLost,
      retryDelay: (times) => Math.min(1000 * 2 ** times, 10_000),
      throwOnError: false,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

/**
 * After a command: the reads it names are asked again at once, all when it names none. Every other answer counts as out
 * of date, so that the next page asks anew however fast one goes there.
 */
export const refreshAfter = async (client: QueryClient, reads?: readonly Pick<Route, 'id'>[]): Promise<void> => {
  if (reads === undefined) return client.invalidateQueries();
  await client.invalidateQueries({ refetchType: 'none' });
  await Promise.all(reads.map((read) => client.refetchQueries({ queryKey: [read.id], type: 'active' })));
};
