import { forgetAccount } from '@xueqian/modules/accounts/server/sessions.ts';
import type { TestApp } from './test-app.ts';

/**
 * Keeps the accounts of a test and their sessions as they are now: what a request did to them (closed, locked, signed
 * out, given another role or password) is put back, so that the next request is asked by the same account as before.
 */
export const shieldAccounts = async (app: TestApp): Promise<{ readonly restore: () => Promise<number> }> => {
  const columns = await app.database.asOwner(async (tx) => {
    await tx.run('create schema shield');
    for (const table of ['accounts', 'sessions'])
      await tx.run(`create table shield.${table} as table accounts.${table}`);
    const rows = await tx.rows<{ name: string }>(
      `select quote_ident(attname) as name from pg_attribute
       where attrelid = 'accounts.accounts'::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = '' order by attnum`,
    );
    return rows.map(({ name }) => name).join(', ');
  });
  return {
    /** Gives how many accounts had to be put back. */
    restore: async () => {
      const changed = await app.database.asOwner(async (tx) => {
        const { same } = await tx.one<{ same: boolean }>(
          `select not exists (select from accounts.accounts a join shield.accounts s on s.id = a.id where a is distinct from s)
             and not exists (select from shield.sessions s left join accounts.sessions o on o.token_digest = s.token_digest
               where (o.account_id, o.expires_at, o.idle_minutes, o.need) is distinct from (s.account_id, s.expires_at, s.idle_minutes, s.need)) as same`,
        );
        if (same) return [];
        await tx.run('set local session_replication_role = replica');
        const accounts = await tx.rows<{ id: number }>(
          `update accounts.accounts a set (${columns}) = (select ${columns} from shield.accounts s where s.id = a.id)
           from shield.accounts kept where kept.id = a.id and kept is distinct from a returning a.id`,
        );
        await tx.run(
          `delete from accounts.sessions o using shield.sessions s
           where o.token_digest = s.token_digest and (o.account_id, o.expires_at, o.idle_minutes, o.need) is distinct from (s.account_id, s.expires_at, s.idle_minutes, s.need)`,
        );
        const sessions = await tx.rows<{ id: number }>(
          `insert into accounts.sessions overriding system value select * from shield.sessions s
           where not exists (select from accounts.sessions o where o.token_digest = s.token_digest) returning account_id as id`,
        );
        return [...accounts, ...sessions].map(({ id }) => id);
      });
      for (const id of new Set(changed)) forgetAccount(id);
      return changed.length;
    },
  };
};
