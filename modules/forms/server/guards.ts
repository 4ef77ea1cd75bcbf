import { type Decision, Refused } from '@xueqian/kernel/decision.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { type FormRow, findForm, findVersion, type Version } from './form-store.ts';

/** The value of a decision, or its refusal. */
export const guard = <T>(decision: Decision<T>): T => {
  if (!decision.accepted) throw new Refused(decision.refusal.code, decision.refusal.facts);
  return decision.value;
};

export const getForm = async (tx: Tx, formId: number): Promise<FormRow> => {
  const form = await findForm(tx, formId);
  if (!form) throw new Refused('forms.not-found');
  return form;
};

export const getVersion = async (tx: Tx, formId: number, version: number): Promise<Version> => {
  const found = await findVersion(tx, formId, version);
  if (!found) throw new Refused('forms.not-found');
  return found;
};
