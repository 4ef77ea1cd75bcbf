import { guard, Refused } from '@xueqian/kernel/decision.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { listPapers } from '../../attachments/server/index.ts';
import { checkOver, claimOver, findWholeValues, likenessOver, lockClaims } from '../../children/server/index.ts';
import { closeTask, findDues, openTask, pauseTask } from '../../deadlines/server/index.ts';
import { localDate, packOf } from '../../jurisdictions/server/index.ts';
import { decideBegin, decideKeyChange, isRenumbered, type KeyChangeAct, type KeyChangeState } from '../key-change.ts';
import {
  type ApplicationRow,
  carryOut,
  findApplication,
  type Hindrance,
  holdChild,
  listObstacles,
  lockApplication,
  type Stamps,
  saveStep,
} from './store.ts';
import { fieldsOf, identitiesOf, needsCounty, sideOf } from './view.ts';

const refusalOf: Readonly<Record<Hindrance, string>> = {
  'child-went-on': 'key-changes.child-went-on',
  'claim-taken': 'key-changes.claim-taken',
  'number-taken': 'key-changes.number-taken',
};

/** What the file will say, checked once more: other values may have changed since the application was entered. */
const effectOf = async (call: Call, row: ApplicationRow) => {
  const whole = await findWholeValues(call, row.childId);
  if (!whole) throw new Refused('key-changes.child-went-on');
  const { before, after } = identitiesOf(call, row);
  const { fields } = await checkOver(call, whole, { ...row.newValues, identityNumber: after });
  if (!fields) throw new Refused('key-changes.no-longer-fits');
  return { whole, fields, before, claim: claimOver(call, whole, fields) };
};

/** The file changes: claims are locked before files, as by everybody who changes one. */
const carry = async (call: Call, row: ApplicationRow, effect: Awaited<ReturnType<typeof effectOf>>) => {
  const { tx, actor, now } = call;
  const child = await holdChild(tx, row.childId);
  if (!child) throw new Refused('key-changes.child-went-on');
  const obstacles = (await listObstacles(tx, row.childId)).filter((each) => each !== 'key-change-open');
  guard(decideBegin({ state: child.state, obstacles }, !effect.claim.equals(effect.whole.file.claimDigest)));
  const old = { identityType: row.oldValues.identityType ?? null, identityNumber: effect.before };
  const to = {
    claim: effect.claim,
    keys: likenessOver(call, effect.fields),
    renumber: isRenumbered({ ...old, numberKind: child.numberKind }, effect.fields),
    changed: fieldsOf(call, row),
  };
  const hindrance = await carryOut(tx, row.id, to, actor, now);
  if (hindrance) throw new Refused(refusalOf[hindrance]);
};

/**
 * The clocks: from the guardian's application on the institution's runs; it rests while the county has the application or
 * the clerk has it back; the county has what is left of the time.
 */
const setClocks = async ({ tx, now }: Call, row: ApplicationRow, state: KeyChangeState): Promise<void> => {
  const on = localDate(now);
  const subject = String(row.id);
  const own = { institutionId: row.institutionId, kind: 'key-change', subject } as const;
  const review = { institutionId: row.institutionId, kind: 'key-change-review', subject } as const;
  if (state === 'submitted' && row.state === 'returned') await openTask(tx, own, 'institution', noPeriod, on);
  if (state === 'returned') await pauseTask(tx, own, on);
  if (state === 'verified') {
    const left = (await findDues(tx, 'key-change', [subject], on)).get(subject);
    await pauseTask(tx, own, on);
    const { childChangeWithin } = (await packOf(tx, row.countyCode, on)).values;
    const unit = childChangeWithin.unit === 'working-days' ? ('working-days' as const) : ('days' as const);
    const period = left?.daysLeft == null ? noPeriod : { value: Math.max(left.daysLeft, 0), unit };
    await openTask(tx, review, 'county', period, on);
  } else if (row.state === 'verified') await closeTask(tx, review, on);
  if (state === 'completed' || state === 'refused' || state === 'withdrawn') await closeTask(tx, own, on);
};
const noPeriod = { value: null, unit: null } as const;

const stampsOf = (act: KeyChangeAct, state: KeyChangeState, note: string | null): Stamps => ({
  ...(act === 'submit' ? { submitted: true } : {}),
  ...(act === 'verify' ? { verified: true } : {}),
  ...(act === 'return' || act === 'refuse' || act === 'withdraw' || state === 'completed' ? { decided: true } : {}),
  ...(act === 'return' || act === 'refuse' ? { note } : {}),
});

/** Refuses what the actor may not do now; gives where the act leads. */
export const decideAct = async (call: Call, row: ApplicationRow, what: KeyChangeAct): Promise<KeyChangeState> => {
  const { tx, actor, now } = call;
  const papers = (await listPapers(tx, 'key-change', row.id)).length;
  const isOwn = row.enteredById === actor.accountId;
  const county = await needsCounty(tx, row, localDate(now));
  return guard(decideKeyChange({ state: row.state, isOwn, papers }, what, sideOf(actor), county));
};

/** One step of an application, as it was read: who comes second finds another revision. */
export const act = async (call: Call, id: number, revision: number, what: KeyChangeAct, note: string | null = null) => {
  const { tx, actor, now } = call;
  const seen = await findApplication(tx, id);
  if (!seen) throw new Refused('key-changes.not-found');
  const state = await decideAct(call, seen, what);
  let effect: Awaited<ReturnType<typeof effectOf>> | null = null;
  if (state === 'completed') {
    effect = await effectOf(call, seen);
    await lockClaims(tx, [effect.whole.file.claimDigest, effect.claim]);
    await holdChild(tx, seen.childId);
  }
  const row = await lockApplication(tx, id, revision);
  if (!row) throw new Refused('key-changes.changed-meanwhile', { state: seen.state });
  const saved = await saveStep(tx, id, state, stampsOf(what, state, note), actor, now);
  await setClocks(call, row, state);
  if (effect) await carry(call, row, effect);
  call.note(`key change ${id}`, { child: row.childId, act: what, state, ...(note === null ? {} : { reason: note }) });
  return { state, ...saved };
};
