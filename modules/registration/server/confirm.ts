import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Decision } from '@xueqian/kernel/decision.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import { firstReviewEnd } from '../first-review.ts';
import { decideConfirm, decideFirstReview, decideReturnToEntry, decideReturnToInstitution } from '../rules.ts';
import { type BulkResult, sort } from './bulk.ts';
import { listFirstReviewed, saveFirstReviewed, saveTakenOver } from './first-review-store.ts';
import { type Asked, listAskedLocked, type Selection, saveConfirmed, saveReturned, type Waiting } from './store.ts';

/** The principal confirms (园长确认); where the county has switched it on, the town's central kindergarten looks first. */
export const confirm = async (tx: Tx, actor: Actor, now: Date, selection: Selection): Promise<BulkResult> => {
  const asked = await listAskedLocked(tx, selection, 'entered', localDate(now));
  const { accepted, refused, asked: count } = sort(asked, selection, (child) => decideConfirm(child, actor.accountId));
  await saveConfirmed(
    tx,
    accepted.map((child) => child.id),
    actor,
    now,
    await listFirstReviewed(tx, [...new Set(accepted.map((child) => child.institutionId))]),
    firstReviewEnd(localDate(now)),
  );
  return { asked: count, done: accepted.length, withCase: 0, refused };
};

/** The central kindergarten passes (初审通过): the county's time begins. */
export const passFirst = async (tx: Tx, actor: Actor, now: Date, selection: Selection): Promise<BulkResult> => {
  const asked = await listAskedLocked(tx, selection, 'first-review', localDate(now));
  const {
    accepted,
    refused,
    asked: count,
  } = sort(asked, selection, (child) => decideFirstReview(child, actor.accountId));
  await saveFirstReviewed(
    tx,
    accepted.map((child) => child.id),
    actor,
    now,
  );
  return { asked: count, done: accepted.length, withCase: 0, refused };
};

type Returner = 'principal' | 'town' | 'county';

const waitingFor: Record<Returner, Waiting> = { principal: 'entered', town: 'first-review', county: 'county' };

const decideReturn = (child: Asked, by: Returner, actor: Actor): Decision<null> => {
  if (by === 'principal') return decideReturnToEntry(child);
  return by === 'town' ? decideFirstReview(child, actor.accountId) : decideReturnToInstitution(child);
};

/** The principal, the town or the county returns, with a reason; the administrator mends and enters again. */
export const giveBack = async (
  tx: Tx,
  actor: Actor,
  now: Date,
  selection: Selection,
  by: Returner,
  reason: string,
): Promise<BulkResult> => {
  const asked = await listAskedLocked(tx, selection, waitingFor[by], localDate(now));
  const { accepted, refused, asked: count } = sort(asked, selection, (child) => decideReturn(child, by, actor));
  const ids = accepted.map((child) => child.id);
  if (by === 'county') await saveTakenOver(tx, accepted, actor, now);
  await saveReturned(tx, ids, `returned-by-${by}`, actor, now, reason);
  return { asked: count, done: accepted.length, withCase: 0, refused };
};
