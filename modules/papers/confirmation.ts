import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
import { readCheckCode } from './check-code.ts';

/** `unconfirmed`: nobody has signed; `changed`: the file says something else than was signed; `confirmed`: it stands. */
export const confirmationStates = ['unconfirmed', 'changed', 'confirmed'] as const;
export type ConfirmationState = (typeof confirmationStates)[number];

/** What the last signature is worth beside the file of today. */
export const confirmationState = (last: { readonly stands: boolean } | null): ConfirmationState =>
  last === null ? 'unconfirmed' : last.stands ? 'confirmed' : 'changed';

export type Signature = {
  /** ISO date on the paper. */
  readonly signedOn: string;
  /** The code printed on the paper, as it was typed; null when nobody compared it. */
  readonly checkCode: string | null;
};

/**
 * Whether a signature can be taken in: on a day that has come and in the child's life; and, where the paper's code is
 * given, of the very file that stands today: whoever signed read those values.
 */
export const decideSignature = (
  { signedOn, checkCode }: Signature,
  file: { readonly birthOn: string; readonly checkCode: string },
  today: string,
): Decision<null> => {
  if (signedOn > today) return refuse('papers.signed-in-the-future', { today });
  if (signedOn < file.birthOn) return refuse('papers.signed-before-birth', { birthOn: file.birthOn });
  if (checkCode === null || checkCode.trim() === '') return accept(null);
  const typed = readCheckCode(checkCode);
  if (typed === null) return refuse('papers.no-check-code');
  return typed === file.checkCode ? accept(null) : refuse('papers.paper-differs');
};
