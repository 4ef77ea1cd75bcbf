import { Refused } from '@xueqian/kernel/decision.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { findMainOffice, listOpenAccounts } from '../../accounts/server/index.ts';
import { hasBothAccounts } from '../rules.ts';
import { changeTo, clockOf } from './steps.ts';
import { listAwaiting, saveHandOver } from './store.ts';

const accountsOf = async (call: Pick<Call, 'tx'>, institutionId: number) => {
  const office = await findMainOffice(call.tx, 'institution', String(institutionId));
  return office ? listOpenAccounts(call.tx, office) : [];
};

export const listForKeeper = async (call: Call) => {
  const rows = [];
  for (const row of await listAwaiting(call.tx)) {
    const accounts = await accountsOf(call, row.institutionId);
    const { id, revision, institutionId, code, name } = row;
    rows.push({
      ...{ id, revision, institutionId, code, name, since: row.stateSince.toISOString() },
      ...clockOf(row, call.now),
      accounts: accounts.map(({ login, role, personName }) => ({ login, role, personName })),
      complete: hasBothAccounts(accounts),
    });
  }
  return { rows };
};

/** The administrator's word that the slips have reached their people; the accounts are looked at again. */
export const handOver = async (call: Call, applicationId: number, revision: number) => {
  const waiting = (await listAwaiting(call.tx)).find(({ id }) => id === applicationId);
  if (!waiting) throw new Refused('admission.not-found');
  const accounts = await accountsOf(call, waiting.institutionId);
  if (!hasBothAccounts(accounts)) throw new Refused('admission.accounts-missing');
  const made = accounts.map(({ personName, login }) => `${personName} ${login}`).join('; ');
  const change = await changeTo(call, call.actor.scope, 'opened');
  if (!(await saveHandOver(call.tx, { id: applicationId, revision }, call.actor, change, made)))
    throw new Refused('admission.changed-meanwhile');
  call.note(`application ${applicationId}`, { before: { state: 'coded' }, after: { state: 'opened' }, accounts: made });
  return {};
};
