import type { Expected } from './oracle.ts';

const everybody = (body: object = {}): Expected => ({ who: 'public', kind: 'common', ask: () => ({ body }) });
const mine = (body: object = {}): Expected => ({ who: 'signed-in', kind: 'common', ask: () => ({ body }) });

/** Signing in, and one's own account: for everybody alike, and nothing of any place (specification, article 18; A3). */
export const accountsOracle: Readonly<Record<string, Expected>> = {
  'accounts.list-trial-accounts': everybody(),
  'accounts.read-session': everybody(),
  'accounts.sign-in': everybody(),
  'accounts.prove-second-factor': everybody(),
  'accounts.ask-image-question': everybody(),
  'accounts.sign-out': mine(),
  'accounts.read-my-account': mine(),
  'accounts.change-password': mine(),
  'accounts.begin-second-factor': mine(),
  'accounts.confirm-second-factor': mine(),
  'accounts.renew-recovery-codes': mine(),
  'accounts.list-my-sessions': mine(),
  'accounts.list-my-sign-ins': mine(),
  'accounts.end-other-sessions': mine(),
  'accounts.end-session': { who: 'signed-in', kind: 'absent', ask: () => ({ path: { sessionId: 999_999_999 } }) },
};
