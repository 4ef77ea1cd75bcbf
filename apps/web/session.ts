import { queryOptions } from '@tanstack/react-query';
import { readSession } from '@xueqian/modules/accounts/contract.ts';
import { callRoute } from '@xueqian/ui/api.ts';

export const fetchSession = () => callRoute(readSession, {});

/** Who is signed in, asked once; null: nobody. Signing in and out puts the new answer here. */
export const sessionQuery = queryOptions({
  queryKey: [readSession.id, {}],
  queryFn: fetchSession,
  staleTime: Number.POSITIVE_INFINITY,
});
