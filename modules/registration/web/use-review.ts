import type { OutputOf } from '@xueqian/kernel/route.ts';
import type { CallInput } from '@xueqian/ui/api.ts';
import type { Problem } from '@xueqian/ui/problem.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useState } from 'react';
import { approveChildren, returnToInstitution } from '../contract.ts';

export type Selected = CallInput<typeof approveChildren>;
export type BulkOutput = OutputOf<typeof approveChildren>;
export type ReviewDone = { readonly kind: 'approve' | 'return'; readonly output: BulkOutput };

type Review = {
  readonly approve: (selected: Selected) => void;
  readonly giveBack: (selected: Selected, reason: string) => void;
  readonly isPending: boolean;
  readonly problem: Problem | null;
  readonly done: ReviewDone | null;
  readonly clear: () => void;
};

/** The county's two decisions on children, and what came of the last one. */
export const useReview = (onDone?: (done: ReviewDone) => void): Review => {
  const [done, setDone] = useState<ReviewDone | null>(null);
  const finish = (kind: ReviewDone['kind']) => (output: BulkOutput) => {
    setDone({ kind, output });
    onDone?.({ kind, output });
  };
  const approve = useAct(approveChildren, { onDone: finish('approve') });
  const giveBack = useAct(returnToInstitution, { onDone: finish('return') });
  return {
    approve: (selected) => approve.mutate(selected),
    giveBack: (selected, reason) => giveBack.mutate({ ...selected, reason }),
    isPending: approve.isPending || giveBack.isPending,
    problem: approve.error ?? giveBack.error,
    done,
    clear: () => {
      setDone(null);
      approve.reset();
      giveBack.reset();
    },
  };
};
