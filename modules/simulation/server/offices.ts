import type { Actor, Level, Role } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { insertAccounts } from '../../accounts/server/index.ts';
import { isAdministrator } from '../../administration/account-rules.ts';
import { recordTrainings } from '../../administration/server/index.ts';
import { adultName } from '../names.ts';
import { randomOf, type Seed } from '../random.ts';

/** An account to be made: its office, and whether it is shown on the sign-in page of a trial. */
export type OfficeAccount = {
  readonly login: string;
  readonly role: Role;
  readonly level: Level;
  readonly officeName: string;
  readonly scope: string;
  readonly divisionCode: string;
  readonly institutionId: number | null;
  readonly trial: boolean;
};

type Known = { login: string; id: number; personName: string; officeId: number };

/** Makes the accounts that are missing, with invented real names, and gives all of them as actors by login. */
export const makeAccounts = async (
  tx: Tx,
  accounts: readonly OfficeAccount[],
  passwordHash: string | null,
  seed: Seed,
  now: Date,
): Promise<Map<string, Actor>> => {
  const find = async (): Promise<Map<string, Known>> =>
    new Map(
      (
        await tx.rows<Known>(
          'select login, id, person_name as "personName", office_id as "officeId" from accounts.accounts where login = any ($1)',
          [accounts.map((account) => account.login)],
        )
      ).map((row) => [row.login, row]),
    );
  // Counties are loaded several at a time and share the people above them.
  await tx.run(`select pg_advisory_xact_lock(hashtext('simulation.accounts'))`);
  const before = await find();
  const missing = accounts.filter((account) => !before.has(account.login));
  const named = missing.map((account) => {
    const random = randomOf(seed, `account/${account.login}`);
    const personName = adultName(random, random.next() < 0.7 ? 'female' : 'male');
    return { ...account, personName, passwordHash, secondFactorOptional: true };
  });
  if (named.length > 0) await insertAccounts(tx, named, now);
  const operators = missing
    .filter(({ role }) => role === 'ordinary' || isAdministrator(role))
    .map(({ login }) => login);
  if (operators.length > 0) await recordTrainings(tx, operators, '系统操作与信息安全培训', now);
  const known = named.length > 0 ? await find() : before;
  return new Map(
    accounts.map((account) => {
      const row = known.get(account.login) as Known;
      const { trial: _, ...office } = account;
      return [
        account.login,
        { ...office, accountId: row.id, personName: row.personName, officeId: row.officeId, duties: null },
      ];
    }),
  );
};
