import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refused } from '@xueqian/kernel/decision.ts';
import { maskIdentityNumber } from '@xueqian/kernel/identity-number.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { from as copyFrom } from 'pg-copy-streams';
import type { ChildState, FieldProblem } from '../child.ts';
import { decideDelete, decideEdit } from '../rules.ts';
import { prepareCommit } from './commit-staged.ts';
import { checkForm, type FormValues } from './enter-child.ts';
import { claimOf } from './identity-claim.ts';
import { copyStaged, encodeStaged, fieldColumns } from './staged-row.ts';
import { findFile, isClaimHeld, lockChild, lockClaims, passClaimOn, saveAction, saveDeleted } from './store.ts';
import { maskPhone, openNumbers } from './views.ts';

/** Masked numbers that came back untouched mean the stored ones. */
const withStoredNumbers = async (call: Call, id: number, values: FormValues): Promise<FormValues> => {
  const file = await findFile(call.tx, id);
  if (!file) return values;
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

type Edited = { saved: boolean; state: ChildState | null; problems: FieldProblem[] };

/**
 * Changes a file that is in its institution's hands and sends it back on its way. A change of what identifies the child
 * gives the old claim up and asks for the new one: held elsewhere, the file becomes (or stays) a problem case.
 */
export const edit = async (call: Call, id: number, version: number, values: FormValues): Promise<Edited> => {
  const { tx, actor, now, services } = call;
  const child = await lockChild(tx, id);
  if (!child) throw new Refused('children.not-found');
  if (child.version !== version) throw new Refused('children.changed-meanwhile');
  const decision = decideEdit(child.state);
  if (!decision.accepted) throw new Refused(decision.refusal.code, decision.refusal.facts);
  const { staged, problems } = await checkForm(call, child.institutionId, await withStoredNumbers(call, id, values));
  if (!staged) return { saved: false, state: child.state, problems: [...problems] };

  const claim = claimOf(staged.fields);
  const digest = services.sealer.digest(claim.kind, claim.plain);
  const moved = !digest.equals(child.claimDigest);
  await lockClaims(tx, [child.claimDigest, digest]);
  const holds = moved ? !(await isClaimHeld(tx, digest)) : child.holdsClaim;
  const state: ChildState = holds ? 'entered' : 'problem';

  await prepareCommit(tx);
  await pipeline(Readable.from([encodeStaged([staged], services.sealer)]), tx.client.query(copyFrom(copyStaged)));
  await tx.run(
    `update children.children c set (${fieldColumns.join(', ')}) = (${fieldColumns.map((column) => `s.${column}`).join(', ')}),
       class_id = s.class_id, holds_claim = $2, state = $3, version = c.version + 1, return_reason = null,
       entered_by = $4, entered_at = $5, confirmed_by = null, confirmed_at = null
     from pg_temp.staged_children s where c.id = $1`,
    [id, holds, state, actor.accountId, now],
  );
  await saveAction(tx, id, 'edited', actor.accountId, now, null);
  if (moved) await passClaimOn(tx, id, child.claimDigest, 'corrected', actor.accountId, now);
  if (moved && !holds) {
    await tx.rows('select duplicates.open_cases($1, $2)', [[id], now]);
    await saveAction(tx, id, 'case-opened', actor.accountId, now, null);
  }
  if (child.state === 'problem' && holds) await saveAction(tx, id, 'case-closed', actor.accountId, now, null);
  call.note(`child ${id}`, { claimMoved: moved });
  return { saved: true, state, problems: [...problems] };
};

/** Deletes a file that was never numbered; whoever waited for its claim gets it. The row stays, marked. */
export const remove = async (call: Call, id: number, reason: string): Promise<void> => {
  const { tx, actor, now } = call;
  const child = await lockChild(tx, id);
  if (!child) throw new Refused('children.not-found');
  const decision = decideDelete(child.state);
  if (!decision.accepted) throw new Refused(decision.refusal.code, decision.refusal.facts);
  await lockClaims(tx, [child.claimDigest]);
  await saveDeleted(tx, id);
  await saveAction(tx, id, 'deleted', actor.accountId, now, reason);
  await passClaimOn(tx, id, child.claimDigest, 'deleted', actor.accountId, now);
  call.note(`child ${id}`, { reason });
};
