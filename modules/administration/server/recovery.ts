import { createHash, randomInt } from 'node:crypto';
import { Refused } from '@xueqian/kernel/decision.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { addHours } from 'date-fns';
import { findAccount, findPerson } from '../../accounts/server/index.ts';
import { mayRecover } from '../account-rules.ts';
import { oneTimePassword, recoveryHours } from '../one-time-password.ts';
import { doerOf, heldOf, makeSecret, maskPhone, sealKinds } from './accounts.ts';

/** Only the digest of a secret is kept. */
const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Writes a row whatever the login is: neither the words nor the time of the answer tell whether it exists. */
export const ask = async (call: Call, input: { login: string; name: string; phone: string; reason: string }) => {
  const contact = JSON.stringify({ name: input.name, phone: input.phone });
  await call.tx.run(
    `insert into administration.recoveries (account_id, office_id, contact_sealed, reason, state, asked_at, address)
     select a.id, a.office_id, $2, $3, 'asked', $4, $5 from (select 1) one left join accounts.accounts a on a.login = $1 and a.closed_at is null`,
    [input.login, call.services.sealer.seal(sealKinds.contact, contact).sealed, input.reason, call.now, call.address],
  );
  return {};
};

/** The secret is taken once: of two who send it at the same moment one gets the password, the other a refusal. */
export const use = async (call: Call, login: string, secret: string) => {
  const { tx, now } = call;
  const taken = await tx.find<{ accountId: number }>(
    `update administration.recoveries r set state = 'used', used_at = $3 from accounts.accounts a
     where a.id = r.account_id and a.login = $1 and a.closed_at is null and r.state = 'issued' and r.secret_digest = $2 and r.expires_at > $3
     returning a.id as "accountId"`,
    [login, digestOf(secret), now],
  );
  // The same work for a wrong secret.
  const { password, passwordHash } = await makeSecret();
  if (!taken) throw new Refused('administration.secret-wrong');
  await tx.run(
    'update accounts.accounts set password_hash = $2, password_must_change = true, one_time_until = $3 where id = $1',
    [taken.accountId, passwordHash, addHours(now, 1)],
  );
  await tx.run('delete from accounts.sessions where account_id = $1', [taken.accountId]);
  call.note(`account ${taken.accountId}`);
  return { password };
};

type Row = {
  id: number;
  accountId: number;
  contactSealed: Buffer;
  reason: string;
  state: 'asked' | 'issued' | 'refused' | 'used';
  askedAt: Date;
  checked: string | null;
  decidedAt: Date | null;
  expiresAt: Date | null;
};
const columns = `r.id, r.account_id as "accountId", r.contact_sealed as "contactSealed", r.reason, r.state, r.asked_at as "askedAt",
  r.checked, r.decided_at as "decidedAt", r.expires_at as "expiresAt"`;

export const listAsked = async (call: Call) => {
  const { tx, now } = call;
  const rows = await tx.rows<Row>(
    `select ${columns} from administration.recoveries r order by r.state = 'asked' desc, r.id desc limit 100`,
  );
  const doer = await doerOf(call);
  const { sealer } = call.services;
  const shown = [];
  for (const row of rows) {
    const account = await findAccount(tx, row.accountId);
    if (!account || !mayRecover(doer, heldOf(account))) continue;
    const contact = JSON.parse(sealer.open(sealKinds.contact, row.contactSealed)) as { name: string; phone: string };
    const phone = (await findPerson(tx, account.personId))?.phoneSealed;
    shown.push({
      id: row.id,
      accountId: account.id,
      login: account.login,
      personName: account.personName,
      role: account.role,
      level: account.level,
      officeName: account.officeName,
      askedName: contact.name,
      askedPhone: contact.phone,
      knownPhone: phone ? maskPhone(sealer.open(sealKinds.phone, phone)) : null,
      reason: row.reason,
      state: row.state === 'issued' && row.expiresAt && row.expiresAt <= now ? ('expired' as const) : row.state,
      askedAt: row.askedAt.toISOString(),
      checked: row.checked,
      decidedAt: row.decidedAt?.toISOString() ?? null,
    });
  }
  return shown;
};

export const decide = async (call: Call, recoveryId: number, decision: 'issue' | 'refuse', checked: string) => {
  const { tx, now, actor } = call;
  const row = await tx.find<Row>(`select ${columns} from administration.recoveries r where r.id = $1 for update`, [
    recoveryId,
  ]);
  const account = row ? await findAccount(tx, row.accountId) : null;
  if (!row || !account || !mayRecover(await doerOf(call), heldOf(account)))
    throw new Refused('administration.recovery-not-found');
  if (row.state !== 'asked') throw new Refused('administration.recovery-decided');
  const secret = decision === 'issue' ? oneTimePassword((below) => randomInt(below)) : null;
  const expiresAt = secret ? addHours(now, recoveryHours) : null;
  await tx.run(
    `update administration.recoveries set state = $2, checked = $3, decided_by = $4, decided_at = $5, secret_digest = $6, expires_at = $7 where id = $1`,
    [
      ...[recoveryId, secret ? 'issued' : 'refused', checked, actor.accountId, now],
      ...[secret ? digestOf(secret) : null, expiresAt],
    ],
  );
  call.note(`account ${account.id}`, { recovery: recoveryId, decision, checked });
  return { secret, expiresAt: expiresAt?.toISOString() ?? null };
};
