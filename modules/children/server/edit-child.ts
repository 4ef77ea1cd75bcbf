import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refused } from '@xueqian/kernel/decision.ts';
import { maskIdentityNumber } from '@xueqian/kernel/identity-number.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { from as copyFrom } from 'pg-copy-streams';
import { changedFields } from '../../audit/changed-fields.ts';
import type { ChildState, FieldProblem } from '../child.ts';
import { decideDelete, decideEdit, decideEditOf, isKeptUp } from '../rules.ts';
import { keepApart, prepareCommit } from './commit-staged.ts';
import { checkForm, type FormValues } from './enter-child.ts';
import { claimOf } from './identity-claim.ts';
import { copyStaged, encodeStaged, fieldColumns } from './staged-row.ts';
import {
  type FileRow,
  findFile,
  isClaimHeld,
  lockChild,
  lockClaims,
  passClaimOn,
  saveAction,
  saveDeleted,
} from './store.ts';
import { maskedFields, maskPhone, openNumbers } from './views.ts';

/** Masked numbers that came back untouched mean the stored ones. */
const withStoredNumbers = (call: Call, file: FileRow, values: FormValues): FormValues => {
  const stored = openNumbers(call.services.sealer, file);
  const keep = (value: string | boolean | null | undefined, whole: string | null, mask: (text: string) => string) =>
    whole !== null && value === mask(whole) ? whole : (value ?? null);
  return {
    ...values,
    identityNumber: keep(values['identityNumber'], stored.identityNumber, maskIdentityNumber),
    guardianIdentityNumber: keep(values['guardianIdentityNumber'], stored.guardianIdentityNumber, maskIdentityNumber),
    guardianPhone: keep(values['guardianPhone'], stored.guardianPhone, maskPhone),
  };
};

/** What was changed, before and after; personal numbers as they are shown everywhere, masked. */
const changesOf = (call: Call, before: FileRow, after: FileRow) => {
  const { sealer } = call.services;
  const [wholeBefore, wholeAfter] = [openNumbers(sealer, before), openNumbers(sealer, after)];
  const [old, fresh] = [maskedFields(sealer, before), maskedFields(sealer, after)];
  return changedFields({ ...old, ...wholeBefore }, { ...fresh, ...wholeAfter }, old, fresh);
};

type Edited = { saved: boolean; state: ChildState | null; problems: FieldProblem[] };

/** Of a file with a number: the values change, its place in the order of things does not. */
const keepUp = (call: Call, id: number): Promise<number> =>
  call.tx.run(
    `update children.children c set (${fieldColumns.join(', ')}) = (${fieldColumns.map((column) => `s.${column}`).join(', ')}),
       class_id = s.class_id, version = c.version + 1, changed_at = $2
     from pg_temp.staged_children s where c.id = $1`,
    [id, call.now],
  );

/** Writes the staged row over the file; says whether it holds its claim, which an insert may have taken at this moment. */
const overwrite = async (call: Call, id: number, holds: boolean): Promise<boolean> => {
  const { tx, actor, now } = call;
  await tx.run('savepoint overwriting');
  try {
    await tx.run(
      `update children.children c set (${fieldColumns.join(', ')}) = (${fieldColumns.map((column) => `s.${column}`).join(', ')}),
         class_id = s.class_id, holds_claim = $2, state = $3, version = c.version + 1, changed_at = $5, return_reason = null,
         entered_by = $4, entered_at = $5, confirmed_by = null, confirmed_at = null
       from pg_temp.staged_children s where c.id = $1`,
      [id, holds, holds ? 'entered' : 'problem', actor.accountId, now],
    );
    return holds;
  } catch (error) {
    if (!holds || (error as { constraint?: string }).constraint !== 'child_claim_held_once') throw error;
    await tx.run('rollback to savepoint overwriting');
    return overwrite(call, id, false);
  }
};

/**
 * Changes a file that is in its institution's hands and sends it back on its way. A change of what identifies the child
 * gives the old claim up and asks for the new one: held elsewhere, the file becomes (or stays) a problem case.
 */
export const edit = async (call: Call, id: number, version: number, values: FormValues): Promise<Edited> => {
  const { tx, actor, now, services } = call;
  const before = await findFile(tx, id);
  if (!before) throw new Refused('children.not-found');
  const { staged, problems } = await checkForm(call, before.institutionId, withStoredNumbers(call, before, values));
  const claim = staged && claimOf(staged.fields);
  const asked = claim ? services.sealer.digest(claim.kind, claim.plain) : before.claimDigest;
  // A file that was told apart keeps the claim of its own while it says the same of its child.
  const isApart = before.claimApartFrom?.equals(asked) === true;
  const digest = isApart ? before.claimDigest : asked;
  // Claims are locked before files, as whoever passes a claim on does: so the two never wait for each other.
  await lockClaims(tx, [before.claimDigest, digest]);
  const child = await lockChild(tx, id);
  if (!child) throw new Refused('children.not-found');
  if (child.version !== version || !child.claimDigest.equals(before.claimDigest))
    throw new Refused('children.changed-meanwhile');
  const decision = decideEdit(child.state);
  if (!decision.accepted) throw new Refused(decision.refusal.code, decision.refusal.facts);
  if (!staged) return { saved: false, state: child.state, problems: [...problems] };

  const moved = !digest.equals(child.claimDigest);
  const whole = { ...before, ...openNumbers(services.sealer, before) };
  const allowed = decideEditOf(child.state, whole, staged.fields);
  if (!allowed.accepted) throw new Refused(allowed.refusal.code, allowed.refusal.facts);
  await prepareCommit(tx);
  await pipeline(Readable.from([encodeStaged([staged], services.sealer)]), tx.client.query(copyFrom(copyStaged)));
  await keepApart(tx);
  if (isKeptUp(child.state)) {
    await keepUp(call, id);
    await saveAction(tx, id, 'edited', actor.accountId, now, null);
    const kept = await findFile(tx, id);
    call.note(`child ${id}`, kept ? changesOf(call, before, kept) : {});
    return { saved: true, state: child.state, problems: [...problems] };
  }
  const mayHold = moved ? !(await isClaimHeld(tx, digest)) : child.holdsClaim;
  const holds = await overwrite(call, id, mayHold);
  const state: ChildState = holds ? 'entered' : 'problem';
  await saveAction(tx, id, 'edited', actor.accountId, now, null);
  if (moved && before.claimApartFrom)
    await tx.run('update children.children set claim_apart_from = null where id = $1', [id]);
  if (moved) await passClaimOn(tx, id, child.claimDigest, 'corrected', actor.accountId, now);
  if (moved && !holds) {
    await tx.rows('select duplicates.open_cases($1, $2)', [[id], now]);
    await saveAction(tx, id, 'case-opened', actor.accountId, now, null);
  }
  if (child.state === 'problem' && holds) await saveAction(tx, id, 'case-closed', actor.accountId, now, null);
  const after = await findFile(tx, id);
  call.note(`child ${id}`, { claimMoved: moved, ...(after ? changesOf(call, before, after) : {}) });
  return { saved: true, state, problems: [...problems] };
};

/** Deletes a file that was never numbered; whoever waited for its claim gets it. The row stays, marked. */
export const remove = async (call: Call, id: number, reason: string): Promise<void> => {
  const { tx, actor, now } = call;
  const before = await findFile(tx, id);
  if (!before) throw new Refused('children.not-found');
  await lockClaims(tx, [before.claimDigest]);
  const child = await lockChild(tx, id);
  if (!child) throw new Refused('children.not-found');
  if (!child.claimDigest.equals(before.claimDigest)) throw new Refused('children.changed-meanwhile');
  const decision = decideDelete(child.state);
  if (!decision.accepted) throw new Refused(decision.refusal.code, decision.refusal.facts);
  await saveDeleted(tx, id);
  await saveAction(tx, id, 'deleted', actor.accountId, now, reason);
  await passClaimOn(tx, id, child.claimDigest, 'deleted', actor.accountId, now);
  call.note(`child ${id}`, { reason });
};
