import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import type { OutputOf, Route } from '@xueqian/kernel/route.ts';
import { type CallInput, callRoute } from './api.ts';
import type { Problem } from './problem.ts';
import { refreshAfter } from './queries.ts';

export type ActOptions<R extends Route> = {
  /** Reads that are out of date afterwards; all of them when left out. */
  readonly refreshes?: readonly Route[];
  readonly onDone?: (output: OutputOf<R>) => void;
};

/** A command by a contract: `act.mutate(input)`; `act.error` is a Problem; `act.isPending` while it runs. */
export const useAct = <R extends Route>(
  route: R,
  options: ActOptions<R> = {},
): UseMutationResult<OutputOf<R>, Problem, CallInput<R>> => {
  const queries = useQueryClient();
  return useMutation<OutputOf<R>, Problem, CallInput<R>>({
    mutationKey: [route.id],
    mutationFn: (input) => callRoute(route, input),
    onSuccess: async (output) => {
      options.onDone?.(output);
      await refreshAfter(queries, options.refreshes);
    },
  });
};
