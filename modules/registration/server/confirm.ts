import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { decideConfirm, decideReturnToEntry, decideReturnToInstitution } from '../rules.ts';
import { type BulkResult, sort } from './bulk.ts';
import { listAskedLocked, type Selection, saveConfirmed, saveReturned } from './store.ts';

/** The principal confirms (园长确认). */
export const confirm = async (tx: Tx, actor: Actor, now: Date, selection: Selection): Promise<BulkResult> => {
  const asked = await listAskedLocked(tx, selection, 'entered');
  const { accepted, refused, asked: count } = sort(asked, selection, (child) => decideConfirm(child, actor.accountId));
  await saveConfirmed(
    tx,
    accepted.map((child) => child.id),
    actor,
    now,
  );
  return { asked: count, done: accepted.length, withCase: 0, refused };
};

/** The principal or the county returns, with a reason; the administrator mends and enters again. */
export const giveBack = async (
  tx: Tx,
  actor: Actor,
  now: Date,
  selection: Selection,
  by: 'principal' | 'county',
  reason: string,
): Promise<BulkResult> => {
  const asked = await listAskedLocked(tx, selection, by === 'principal' ? 'entered' : 'confirmed');
  const {
    accepted,
    refused,
    asked: count,
  } = sort(asked, selection, by === 'principal' ? decideReturnToEntry : decideReturnToInstitution);
  const ids = accepted.map((child) => child.id);
  await saveReturned(tx, ids, by === 'principal' ? 'returned-by-principal' : 'returned-by-county', actor, now, reason);
  return { asked: count, done: accepted.length, withCase: 0, refused };
};
