import type { OutputOf } from '@xueqian/kernel/route.ts';
import type { CallInput } from '@xueqian/ui/api.ts';
import type { Problem } from '@xueqian/ui/problem.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useState } from 'react';
import { approveChildren, passFirstReview, returnFromFirstReview, returnToInstitution } from '../contract.ts';
import { useReviewStage } from './use-review-stage.ts';

export type Selected = CallInput<typeof approveChildren>;
export type BulkOutput = OutputOf<typeof approveChildren>;
export type ReviewDone = { readonly kind: 'approve' | 'pass' | 'return'; readonly output: BulkOutput };

type Review = {
  readonly approve: (selected: Selected) => void;
  readonly giveBack: (selected: Selected, reason: string) => void;
  readonly isPending: boolean;
  readonly problem: Problem | null;
  readonly done: ReviewDone | null;
  readonly clear: () => void;
};

/** The two decisions on children, the county's or the town's, and what came of the last one. */
export const useReview = (onDone?: (done: ReviewDone) => void): Review => {
  const [done, setDone] = useState<ReviewDone | null>(null);
  const finish = (kind: ReviewDone['kind']) => (output: BulkOutput) => {
    setDone({ kind, output });
    onDone?.({ kind, output });
  };
  const { stage } = useReviewStage();
  const first = stage === 'town';
  const approve = useAct(first ? passFirstReview : approveChildren, { onDone: finish(first ? 'pass' : 'approve') });
  const giveBack = useAct(first ? returnFromFirstReview : returnToInstitution, { onDone: finish('return') });
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
