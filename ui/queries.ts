import { QueryClient } from '@tanstack/react-query';
import { problemOf } from './problem.ts';

/** Reads go on trying while the connection is lost; a refusal is final. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      // A page come back to shows what others did meanwhile; parts of one page still share an answer.
      staleTime: 3_000,
      gcTime: 5 * 60_000,
      retry: (_times, thrown) => problemOf(thrown).isConnectionLost,
      retryDelay: (times) => Math.min(1000 * 2 ** times, 10_000),
      throwOnError: false,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});
