import type { Role } from '@xueqian/kernel/actor.ts';
import { accept, type Decision, type Refusal, refuse } from '@xueqian/kernel/decision.ts';
import { nameKey } from '@xueqian/kernel/personal-name.ts';
import { isAdministrator } from './account-rules.ts';

/** Longest lending, in days: longer needs mean an account of the borrower's own. */
export const longestLending = 30;

type Asked = {
  readonly role: Role;
  readonly holder: string;
  readonly borrower: string;
  readonly until: Date;
  readonly now: Date;
  /** Roles and names of the other open accounts of the office. */
  readonly colleagues: readonly { readonly role: Role; readonly personName: string }[];
};

const counterpart: Partial<Record<Role, Role>> = { ordinary: 'review', review: 'ordinary' };

/** Whether a password may be lent (specification of 2014, article 19 (3)): never so that one person enters and decides. */
export const decideLend = ({
  role,
  holder,
  borrower,
  until,
  now,
  colleagues,
}: Asked): Decision<true, Refusal<`administration.${string}`>> => {
  if (isAdministrator(role)) return refuse('administration.administrators-do-not-lend');
  const ahead = until.getTime() - now.getTime();
  if (ahead <= 0 || ahead > longestLending * 86_400_000)
    return refuse('administration.lending-too-long', { days: longestLending });
  if (nameKey(borrower) === nameKey(holder)) return refuse('administration.lending-to-oneself');
  const decides = colleagues.some(
    (one) => one.role === counterpart[role] && nameKey(one.personName) === nameKey(borrower),
  );
  return decides ? refuse('administration.lending-enters-and-decides') : accept(true);
};
