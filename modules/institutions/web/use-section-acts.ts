import type { Problem } from '@xueqian/ui/problem.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { draftFields, type FormRow, isTyped } from '../filed-form.ts';
import type { FiledSection } from '../section.ts';
import {
  type ShownVersion,
  saveBuildings,
  saveConditions,
  saveFinance,
  saveStaff,
  submitSection,
  takeClasses,
} from '../section-contract.ts';

type Given = {
  readonly institutionId: number;
  readonly section: FiledSection;
  readonly period: string;
  readonly newest: ShownVersion | null;
};

const routes = {
  buildings: saveBuildings,
  conditions: saveConditions,
  staff: saveStaff,
  finance: saveFinance,
} as const;

/**
 * Saving and submitting a section; to be used by what stays on the page: a form is made anew with every version that was
 * saved, and would forget to submit what it had just saved. A number that is shown masked is not sent: the server keeps the one
 * under seal.
 */
export const useSectionActs = ({ institutionId, section, period, newest }: Given) => {
  const { t } = useTranslation('institutions');
  const { message } = App.useApp();
  const revision = newest?.revision ?? null;
  const said = (word: string) => () => void message.success(t(word));
  // One form serves four sections: which fields go with which route is the form's own rule (filed-form.ts).
  const save = useAct(routes[isTyped(section) ? section : 'conditions'] as typeof saveConditions);
  const take = useAct(takeClasses, { onDone: said('section.taken') });
  const submit = useAct(submitSection, { onDone: said('section.submitted') });
  const inputOf = (rows: readonly FormRow[]) => {
    const sent = rows.map((row) => (/\*/.test(String(row['number'] ?? '')) ? { ...row, number: null } : row));
    return { institutionId, period, revision, fields: isTyped(section) ? draftFields(section, sent) : {} };
  };
  const problem: Problem | null = save.error ?? take.error ?? submit.error;
  return {
    problem,
    isSaving: save.isPending || take.isPending,
    isSubmitting: submit.isPending,
    take: () => take.mutate({ institutionId, revision }),
    save: (rows: readonly FormRow[]) => save.mutate(inputOf(rows), { onSuccess: said('pages.basic.saved') }),
    submit: (rows: readonly FormRow[], isDirty: boolean) => {
      const send = (asked: { version: number; revision: number }) =>
        submit.mutate({ institutionId, section, period, ...asked });
      if (isDirty) save.mutate(inputOf(rows), { onSuccess: send });
      else if (newest !== null) send(newest);
    },
  };
};

export type SectionActs = ReturnType<typeof useSectionActs>;
