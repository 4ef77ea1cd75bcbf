import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { OutputOf, Route } from '@xueqian/kernel/route.ts';
import { type CallInput, callRoute } from './api.ts';
import type { Problem } from './problem.ts';

export type ReadOptions = {
  /** false: wait. */
  readonly enabled?: boolean;
  /** Go on showing the last answer while another input is read. */
  readonly keep?: boolean;
  /** Read again after so many milliseconds; such a read doesn't keep the session of somebody who left awake. */
  readonly every?: number | false;
  /** The answer stays true for so many milliseconds. */
  readonly holds?: number;
};

/** The key under which an answer is kept; `[route.id]` alone addresses all of a route's answers. */
export const readKey = <R extends Route>(route: R, input: CallInput<R>): readonly unknown[] => [route.id, input];

/** Reads by a contract. `problem` is `error`: what stands in the way, ready for ErrorState. */
export const useRead = <R extends Route>(
  route: R,
  input: CallInput<R>,
  options: ReadOptions = {},
): UseQueryResult<OutputOf<R>, Problem> =>
  useQuery<OutputOf<R>, Problem>({
    queryKey: readKey(route, input),
    queryFn: ({ signal }) => callRoute(route, input, signal, typeof options.every === 'number'),
    enabled: options.enabled ?? true,
    refetchInterval: options.every ?? false,
    ...(options.holds === undefined ? {} : { staleTime: options.holds }),
    ...(options.keep === true ? { placeholderData: keepPreviousData as never } : {}),
  });
