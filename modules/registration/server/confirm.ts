import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Decision } from '@xueqian/kernel/decision.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { Sealer } from '@xueqian/platform/sealing.ts';
import { localDate, packOf } from '../../jurisdictions/server/index.ts';
import { firstReviewEnd } from '../first-review.ts';
import { decideConfirm, decideFirstReview, decideReturnToEntry, decideReturnToInstitution } from '../rules.ts';
import { approve } from './approve.ts';
import { type BulkResult, sort } from './bulk.ts';
import { listFirstReviewed, saveFirstReviewed, saveTakenOver } from './first-review-store.ts';
import {
  type Asked,
  approveItself,
  listAskedLocked,
  type Selection,
  saveConfirmed,
  saveReturned,
  type Waiting,
} from './store.ts';

type Rules = Awaited<ReturnType<typeof packOf>>;

const confirmBy = async (tx: Tx, actor: Actor, now: Date, selection: Selection, rules: Rules) => {
  const today = localDate(now);
  const asked = await listAskedLocked(tx, selection, 'entered', today);
  const { accepted, refused, asked: count } = sort(asked, selection, (child) => decideConfirm(child, actor.accountId));
  const ids = accepted.map((child) => child.id);
  const institutionIds = [...new Set(accepted.map((child) => child.institutionId))];
  // Nobody looks between an institution and its own approval.
  const byCounty = rules.values.recordApprovedBy.value === 'county';
  const firstReviewed = byCounty ? await listFirstReviewed(tx, institutionIds) : [];
  const dueOn = firstReviewEnd(today, rules.values.firstReviewWithin);
  await saveConfirmed(tx, ids, actor, now, firstReviewed, dueOn);
  return { ids, institutionIds, result: { asked: count, done: ids.length, withCase: 0, refused } };
};

/**
 * The principal confirms (园长确认); where the county has switched it on, the town's central kindergarten looks first,
 * within the days of the pack. Gives no number, whoever approves there.
 */
export const confirm = async (tx: Tx, actor: Actor, now: Date, selection: Selection): Promise<BulkResult> =>
  (await confirmBy(tx, actor, now, selection, await packOf(tx, actor.divisionCode, localDate(now)))).result;

/**
 * Confirms; where the rules in force let the institution approve a file itself (`recordApprovedBy`; Binhai measures,
 * articles 12 and 15), the confirmation is the approval and gives the numbers. What can't get one stays before the
 * county. `numbered`: of the confirmed, those with a number.
 */
export const confirmAndNumber = async (
  tx: Tx,
  sealer: Sealer,
  actor: Actor,
  now: Date,
  selection: Selection,
): Promise<BulkResult & { readonly numbered: number }> => {
  const rules = await packOf(tx, actor.divisionCode, localDate(now));
  const { ids, institutionIds, result } = await confirmBy(tx, actor, now, selection, rules);
  if (rules.values.recordApprovedBy.value !== 'institution' || ids.length === 0) return { ...result, numbered: 0 };
  // An instant later, so that the history of a file shows the confirmation first.
  const approvedAt = new Date(now.getTime() + 1);
  const chosen = { institutionIds, classId: null, childIds: ids };
  const approved = await approveItself(tx, () =>
    approve(tx, sealer, actor, approvedAt, chosen, rules.numberWithoutIdentity),
  );
  return { ...result, withCase: approved.withCase, numbered: approved.done - approved.withCase };
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
