import { useQueries } from '@tanstack/react-query';
import type { OutputOf } from '@xueqian/kernel/route.ts';
import { callRoute } from '@xueqian/ui/api.ts';
import type { Problem } from '@xueqian/ui/problem.ts';
import { readKey } from '@xueqian/ui/use-read.ts';
import { listDivisions } from '../tree-contract.ts';

export type DivisionPart = OutputOf<typeof listDivisions>[number];
export type DivisionNode = DivisionPart & {
  readonly key: string;
  readonly isLeaf: boolean;
  readonly children?: DivisionNode[];
};

type Tree = {
  readonly nodes: readonly DivisionNode[];
  readonly isPending: boolean;
  /** How many branches were read. */
  readonly settled: number;
  readonly problem: Problem | null;
  readonly retry: () => void;
};

/** The tree as far as it is open: the provinces, and one read for each open division. Never the whole. */
export const useDivisionTree = (open: readonly string[], on: string | undefined): Tree => {
  const asked = [undefined, ...open];
  const reads = useQueries({
    queries: asked.map((parent) => {
      const input = { ...(parent === undefined ? {} : { parent }), ...(on === undefined ? {} : { on }) };
      return {
        queryKey: readKey(listDivisions, input),
        queryFn: ({ signal }: { signal: AbortSignal }) => callRoute(listDivisions, input, signal),
        staleTime: 60_000,
      };
    }),
  });
  const partsOf = new Map(asked.map((parent, at) => [parent, reads[at]?.data]));
  const nodesBelow = (parent: string | undefined): DivisionNode[] | undefined =>
    partsOf.get(parent)?.map((part) => {
      const children = part.parts > 0 ? nodesBelow(part.code) : undefined;
      return { ...part, key: part.code, isLeaf: part.parts === 0, ...(children === undefined ? {} : { children }) };
    });
  return {
    nodes: nodesBelow(undefined) ?? [],
    isPending: reads[0]?.isPending ?? true,
    settled: reads.filter((read) => read.data !== undefined).length,
    problem: (reads.find((read) => read.error !== null)?.error ?? null) as Problem | null,
    retry: () => reads.forEach((read) => void (read.error !== null && read.refetch())),
  };
};
