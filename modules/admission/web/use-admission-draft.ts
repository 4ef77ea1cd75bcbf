import { useState } from 'react';
import { type FormDraft, formFields, telephone, unfinishedFields } from '../application.ts';
import type { FormLine } from '../form-groups.ts';
import type { ApplicationView } from './AdmissionSteps.tsx';

export type Value = string | number | null;
type Values = Readonly<Partial<Record<FormLine, Value>>>;

/** The form as it is typed, and what the server is given of it. */
export const useAdmissionDraft = (view: ApplicationView | null) => {
  const [values, setValues] = useState<Values>(() => ({ ...view?.fields }));
  const [isDirty, setDirty] = useState(false);
  const typedPhone = String(values.principalPhone ?? '').replaceAll(/\s/g, '');
  const phoneFits = telephone.safeParse(typedPhone).success;
  const fields = Object.fromEntries(
    formFields.map((field) => {
      const value = values[field];
      return [field, typeof value === 'string' ? value.trim() || null : (value ?? null)];
    }),
  ) as FormDraft;
  const hasPhone = typedPhone === '' ? (view?.principalPhoneMasked ?? null) !== null : phoneFits;
  return {
    values,
    fields,
    /** Null: as it was. */
    principalPhone: phoneFits ? typedPhone : null,
    unfinished: new Set<FormLine>(unfinishedFields(fields, hasPhone)),
    isDirty,
    change: (line: FormLine, value: Value) => {
      setValues((before) => ({ ...before, [line]: value }));
      setDirty(true);
    },
    settled: () => setDirty(false),
  };
};
