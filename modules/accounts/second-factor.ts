import { keepers, type Role } from '@xueqian/kernel/actor.ts';
import type { SecondFactorGroup } from '../jurisdictions/policy-pack.ts';

const administrators: readonly Role[] = keepers.filter((role) => role !== 'support');

/** Whether a role must sign in with a second factor under the value of the policy pack (GB/T 22239-2019, 8.1.4.1 d). */
export const isSecondFactorRequired = (group: SecondFactorGroup, role: Role): boolean => {
  switch (group) {
    case 'nobody':
      return false;
    case 'administrators':
      return administrators.includes(role);
    case 'review-and-administrators':
      return role === 'review' || administrators.includes(role);
    case 'everybody':
      return true;
  }
};

/** Length of a recovery code without its hyphens; anything else is a code of the authenticator. */
const recoveryLength = 16;

export type GivenCode =
  | { readonly kind: 'one-time' | 'recovery'; readonly code: string }
  | { readonly kind: 'neither' };

/** What a person typed: six digits of the authenticator, or a recovery code, with or without blanks and hyphens. */
export const readCode = (typed: string): GivenCode => {
  const code = typed.replace(/[\s-]/g, '').toUpperCase();
  if (/^\d{6}$/.test(code)) return { kind: 'one-time', code };
  if (code.length === recoveryLength && /^[A-Z2-7]+$/.test(code)) return { kind: 'recovery', code };
  return { kind: 'neither' };
};
