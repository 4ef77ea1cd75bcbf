import { useQuery } from '@tanstack/react-query';
import type { OutputOf } from '@xueqian/kernel/route.ts';
import { callRoute } from '@xueqian/ui/api.ts';
import { useEffect, useState } from 'react';
import { checkChildForm } from '../contract.ts';
import { type FormValues, isMasked } from '../form-rules.ts';

export type FormProblem = OutputOf<typeof checkChildForm>['problems'][number];

const pause = 500;

/** What the rules say about the form as it stands, a moment after the last key. */
export const useFormProblems = (institutionId: number, values: FormValues, active: boolean) => {
  const [settled, setSettled] = useState(values);
  useEffect(() => {
    const later = setTimeout(() => setSettled(values), pause);
    return () => clearTimeout(later);
  }, [values]);
  const asked = Object.fromEntries(Object.entries(settled).filter(([, value]) => !isMasked(value)));
  const read = useQuery({
    queryKey: [checkChildForm.id, institutionId, asked],
    queryFn: ({ signal }) => callRoute(checkChildForm, { institutionId, values: asked as never }, signal),
    enabled: active,
    placeholderData: (before) => before,
    retry: false,
    gcTime: 30_000,
  });
  const masked = new Set(
    Object.entries(values)
      .filter(([, value]) => isMasked(value))
      .map(([column]) => column),
  );
  const problems = (read.data?.problems ?? []).filter((problem) => !masked.has(problem.column));
  return { problems: active ? problems : [], isChecking: settled !== values || read.isFetching };
};
