import type { Need } from '@xueqian/kernel/route.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { type PolicyValues, resolvePack } from '../../jurisdictions/policy-pack.ts';
import { localDate, packOf } from '../../jurisdictions/server/index.ts';
import { passwordExpiresAt } from '../password.ts';
import { isSecondFactorRequired } from '../second-factor.ts';
import type { Account } from './store.ts';

/** What the pack in force for an account's division says about passwords, sessions and the second factor. */
export type AccountPolicy = {
  readonly limits: { readonly length: number; readonly classes: number };
  readonly history: number;
  readonly changedWithinDays: number;
  readonly idleMinutes: number;
  readonly lastsHours: number;
  readonly secondFactorFor: PolicyValues['secondFactorFor']['value'];
};

export const accountPolicyOf = async (tx: Tx, divisionCode: string, now: Date): Promise<AccountPolicy> => {
  const { values } = await packOf(tx, divisionCode, localDate(now));
  return {
    limits: { length: values.passwordLength.value, classes: values.passwordClasses.value },
    history: values.passwordHistory.value,
    changedWithinDays: values.passwordChangedWithin.value,
    idleMinutes: values.sessionIdle.value,
    lastsHours: values.sessionLasts.value,
    secondFactorFor: values.secondFactorFor.value,
  };
};

/**
 * Failures after which a name waits: of the national pack for every name. Were a division's own value used, the number
 * of tries would tell whether a name exists and where.
 */
export const failureLimit: number = resolvePack([]).values.signInFailures.value;

/** What an account must do before anything else: first its password, then its second factor. */
export const needOf = (account: Account, policy: AccountPolicy, now: Date): Need | null => {
  if (account.mustChange || passwordExpiresAt(account.passwordChangedAt, policy.changedWithinDays) <= now)
    return 'password-change';
  const required = isSecondFactorRequired(policy.secondFactorFor, account.actor.role);
  return required && !account.hasSecondFactor && !account.secondFactorOptional ? 'second-factor' : null;
};
