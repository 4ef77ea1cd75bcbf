import { formatDate } from '@xueqian/ui/format.ts';
import { useDeferredValue, useMemo } from 'react';
import { checkChildForm } from '../checks.ts';
import type { ChildColumn, FieldProblem } from '../child.ts';
import { type FormValues, isMasked } from '../form-rules.ts';

export type FormProblem = Omit<FieldProblem, 'column'> & { readonly column: string };

/**
 * What the rules of the layout say about the form as it stands: the same rules the server asks again when it saves.
 * Places come from the server's own list, and a stored number shown in part is not judged.
 */
export const useFormProblems = (values: FormValues, classCodes: readonly string[], active: boolean) => {
  const settled = useDeferredValue(values);
  const found = useMemo<readonly FormProblem[]>(() => {
    if (!active) return [];
    const masked = Object.entries(settled).flatMap(([column, value]) => (isMasked(value) ? [column] : []));
    const judged = Object.fromEntries(Object.entries(settled).filter(([column]) => !masked.includes(column)));
    const { problems } = checkChildForm(judged, {
      today: formatDate(new Date().toISOString()),
      classOf: (code) => (classCodes.includes(code) ? 'found' : 'missing'),
      knownPlace: () => true,
      placeByName: () => null,
    });
    return problems.filter((problem) => !masked.includes(problem.column));
  }, [settled, classCodes, active]);
  // What was said of an older value is not shown beside the new one.
  return found.filter(({ column }) => settled[column as ChildColumn] === values[column as ChildColumn]);
};
