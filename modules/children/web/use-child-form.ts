import { type Problem, problemOf } from '@xueqian/ui/problem.ts';
import { useCallback, useRef, useState } from 'react';
import type { ChildColumn } from '../child.ts';
import { formFields } from '../form-fields.ts';
import { type FormValue, type FormValues, isAsked, isEmptyValue, missingColumns, withChange } from '../form-rules.ts';
import { type FormProblem, useFormProblems } from './use-form-problems.ts';

export type SaveReply = { readonly saved: boolean; readonly problems: readonly FormProblem[] };

type Given = {
  readonly classCodes: readonly string[];
  readonly first: FormValues;
  readonly send: (values: FormValues) => Promise<SaveReply>;
  /** After a save; gives the values of the next form when the person goes on, null to leave. */
  readonly onSaved: (values: FormValues, goOn: boolean) => FormValues | null;
};

const cleaned = (values: FormValues): FormValues =>
  Object.fromEntries(
    Object.entries(values).map(([column, value]) => [
      column,
      typeof value === 'string' ? (value.trim() === '' ? null : value.trim()) : (value ?? null),
    ]),
  );

/** The state of the form: values, what was touched, what is wrong, and saving. */
export const useChildForm = ({ classCodes, first, send, onSaved }: Given) => {
  const [values, setValues] = useState<FormValues>(first);
  const [isDirty, setDirty] = useState(false);
  const [left, setLeft] = useState<ReadonlySet<ChildColumn>>(new Set());
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<readonly FormProblem[]>([]);
  const [failure, setFailure] = useState<Problem | null>(null);
  const [isSaving, setSaving] = useState(false);
  const leaving = useRef(false);
  const checked = useFormProblems(values, classCodes, isDirty || tried);

  const missing = missingColumns(values);
  const problems = [
    ...refused,
    ...checked.filter((one) => !refused.some((other) => other.column === one.column)),
  ].filter((problem) => isAsked(problem.column as ChildColumn, values));
  const wrong = problems.filter(
    (problem) => problem.severity === 'error' && !missing.includes(problem.column as ChildColumn),
  );
  const openColumns = formFields
    .map((field) => field.column)
    .filter((column) => missing.includes(column) || wrong.some((problem) => problem.column === column));

  const change = useCallback((column: ChildColumn, value: FormValue) => {
    setValues((before) => withChange(before, column, value));
    setRefused((before) => before.filter((problem) => problem.column !== column));
    setDirty(true);
  }, []);
  const leave = useCallback((column: ChildColumn) => setLeft((before) => new Set(before).add(column)), []);
  const start = useCallback((next: FormValues, dirty: boolean) => {
    setValues(next);
    setDirty(dirty);
    setLeft(new Set());
    setTried(false);
    setRefused([]);
    setFailure(null);
  }, []);

  /** Saves; gives the first column to put right, or null when it is saved. */
  const save = async (goOn: boolean): Promise<ChildColumn | null> => {
    setTried(true);
    const stop = openColumns[0];
    if (stop !== undefined || isSaving) return stop ?? null;
    setSaving(true);
    setFailure(null);
    try {
      const sent = cleaned(values);
      const reply = await send(sent);
      if (!reply.saved) {
        setRefused(reply.problems);
        return (reply.problems.find((problem) => problem.severity === 'error')?.column as ChildColumn) ?? 'name';
      }
      leaving.current = !goOn;
      const next = onSaved(sent, goOn);
      // Clean also when the page is left: what is saved must not come back as a draft.
      if (next === null) setDirty(false);
      else start(next, false);
      return null;
    } catch (thrown) {
      setFailure(problemOf(thrown));
      return 'name';
    } finally {
      setSaving(false);
    }
  };

  return {
    values,
    isDirty,
    isSaving,
    failure,
    /** Columns still to be filled or corrected, in the order of the form. */
    openColumns,
    warnings: problems.filter((problem) => problem.severity === 'warning'),
    change,
    leave,
    save,
    start,
    mayLeave: () => leaving.current,
    shownProblems: (column: ChildColumn) =>
      problems.filter(
        (problem) =>
          problem.column === column &&
          (left.has(column) || tried) &&
          (problem.severity === 'warning' || !isEmptyValue(values[column])),
      ),
    isShownMissing: (column: ChildColumn) => missing.includes(column) && (tried || (left.has(column) && isDirty)),
  };
};

export type ChildFormState = ReturnType<typeof useChildForm>;
