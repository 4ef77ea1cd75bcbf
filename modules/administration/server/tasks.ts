import type { TaskSource } from '@xueqian/platform/task-source.ts';
import { findAccount, findMainOffice, type ListedAccount } from '../../accounts/server/index.ts';
import { type Doer, decideSecure, mayRecover } from '../account-rules.ts';
import { commitmentEdition, differs, isPrincipal } from '../leadership-rules.ts';
import { doerOf, heldOf } from './accounts.ts';
import { findCommitment, listMembers, newestFiling } from './leadership-store.ts';
import * as store from './store-tasks.ts';

type Asker = Parameters<TaskSource['count']>[0];

/** Of the accounts that something is asked for, those about which this person decides. */
const countMine = async (
  call: Asker,
  accountIds: readonly number[],
  decides: (doer: Doer, account: ListedAccount) => boolean,
): Promise<number> => {
  if (accountIds.length === 0) return 0;
  const doer = await doerOf(call);
  let mine = 0;
  for (const accountId of accountIds) {
    const account = await findAccount(call.tx, accountId);
    if (account && decides(doer, account)) mine += 1;
  }
  return mine;
};

const groupState = async ({ tx, actor }: Asker) => {
  const office = await findMainOffice(tx, 'institution', actor.scope);
  if (!office) return null;
  const filing = await newestFiling(tx, office.id);
  const members = await listMembers(tx, office.id);
  return { office, filing, changed: differs(members, filing && filing.state !== 'returned' ? filing.members : null) };
};

/** What waits of accounts, filings and signatures; asked in the keeper's role, which sees no child. */
export const administrationTasks: readonly TaskSource[] = [
  {
    kind: 'administration.recoveries-to-decide',
    permission: 'accounts.manage',
    asKeeper: true,
    count: async (call) =>
      countMine(call, await store.listRecoveriesAsked(call.tx), (doer, account) => mayRecover(doer, heldOf(account))),
  },
  {
    kind: 'administration.lendings-to-decide',
    permission: 'accounts.secure',
    asKeeper: true,
    count: async (call) =>
      countMine(
        call,
        await store.listLendingsAsked(call.tx),
        (doer, account) => decideSecure(doer, heldOf(account)).accepted,
      ),
  },
  {
    kind: 'administration.divisions-to-file',
    permission: 'accounts.file-division',
    asKeeper: true,
    count: ({ tx, actor }) => store.countDivisionsToFile(tx, actor),
  },
  {
    kind: 'administration.division-returned',
    permission: 'accounts.manage',
    asKeeper: true,
    count: ({ tx, actor }) => store.countDivisionReturned(tx, actor),
  },
  {
    kind: 'administration.groups-to-file',
    permission: 'accounts.file-leadership',
    asKeeper: true,
    count: ({ tx, actor }) => store.countGroupsToFile(tx, actor.scope),
  },
  {
    kind: 'administration.group-to-send',
    permission: 'accounts.lead',
    asKeeper: true,
    count: async (call) => {
      const group = await groupState(call);
      return group && group.filing?.state !== 'sent' && (group.filing?.state === 'returned' || group.changed) ? 1 : 0;
    },
  },
  {
    kind: 'administration.letter-to-sign',
    permission: 'accounts.lead',
    asKeeper: true,
    count: async ({ tx, actor }) => {
      const office = await findMainOffice(tx, 'institution', actor.scope);
      if (!office || !isPrincipal(actor, actor.personName)) return 0;
      return (await findCommitment(tx, office.id, commitmentEdition)).signedAt === null ? 1 : 0;
    },
  },
];
