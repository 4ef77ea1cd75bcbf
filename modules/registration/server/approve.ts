import { randomInt } from 'node:crypto';
import type { Actor } from '@xueqian/kernel/actor.ts';
import { Refused } from '@xueqian/kernel/decision.ts';
import { composeSerialNumber, numberKindFor } from '@xueqian/kernel/student-number.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { Sealer } from '@xueqian/platform/sealing.ts';
import { sealKinds } from '../../children/server/index.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import { decideApprove } from '../rules.ts';
import { type BulkResult, sort } from './bulk.ts';
import { saveTakenOver } from './first-review-store.ts';
import {
  type Asked,
  issueIdentityNumbers,
  issueOtherNumber,
  listAskedLocked,
  listBrought,
  listWaitingForAnswer,
  nextSerial,
  type Selection,
  saveFormerNumber,
  saveIdentityNumbered,
  saveProblem,
} from './store.ts';

/** Tries for a free random L number before giving up: four digits a birth date and area. */
const temporaryTries = 40;

/** The six digits of the area in a J or L number: a self-defined division counts by its first six characters. */
const areaOf = (countyCode: string): string => countyCode.slice(0, 6);

/** A number that came with a file of another province. */
type Brought = { readonly kind: 'J' | 'L'; readonly sealed: Buffer; readonly digest: Buffer };

const broughtOf = (sealer: Sealer, sealed: Buffer | undefined): Brought | null => {
  if (sealed === undefined) return null;
  const number = sealer.open(sealKinds.number, sealed);
  return { kind: number.startsWith('J') ? 'J' : 'L', ...sealer.seal(sealKinds.number, number.slice(1)) };
};

const issueByArea = async (
  tx: Tx,
  sealer: Sealer,
  child: Asked,
  kind: 'J' | 'L',
  actor: Actor,
  now: Date,
  brought: Brought | null,
): Promise<void> => {
  // A number is its child's for life, whichever province gave it; one that somebody has already is nobody else's.
  if (brought && (await issueOtherNumber(tx, child.id, brought.kind, brought, actor, now))) return;
  const areaCode = areaOf(child.countyCode);
  for (let attempt = 0; attempt < temporaryTries; attempt += 1) {
    const serial = kind === 'J' ? await nextSerial(tx, actor, areaCode, child.birthOn) : randomInt(0, 10_000);
    if (serial === null) break;
    const composed = composeSerialNumber(kind, { areaCode, birthOn: child.birthOn, serial });
    if (!composed.ok) throw new Error(`number of child ${child.id}: ${composed.code}`);
    const sealed = sealer.seal(sealKinds.number, composed.number.slice(1));
    if (await issueOtherNumber(tx, child.id, kind, sealed, actor, now)) return;
  }
  throw new Refused('registration.serials-used-up', { area: areaCode, birthOn: child.birthOn });
};

/**
 * The county approves: the claim (duplicate check of the whole province) is looked at once more in this transaction,
 * then the number is issued. Said again for the same children it changes nothing: they no longer wait.
 */
export const approve = async (
  tx: Tx,
  sealer: Sealer,
  actor: Actor,
  now: Date,
  selection: Selection,
  withoutIdentity: 'J' | 'L',
): Promise<BulkResult> => {
  const asked = await listAskedLocked(tx, selection, 'county', localDate(now));
  const waiting = await listWaitingForAnswer(
    tx,
    asked.map((child) => child.id),
  );
  const sorted = sort(asked, selection, (child) => decideApprove({ ...child, mayBeAnother: waiting.has(child.id) }));
  await saveTakenOver(tx, sorted.accepted, actor, now);
  const problems = sorted.accepted.filter((child) => !child.holdsClaim);
  const clean = sorted.accepted.filter((child) => child.holdsClaim);
  const kinds = new Map(
    clean.map((child) => [
      child.id,
      child.hasIdentity || child.identityType !== '1'
        ? numberKindFor({ identityType: child.identityType, nationality: child.nationality, pack: { withoutIdentity } })
        : withoutIdentity,
    ]),
  );
  const formal = clean.filter((child) => kinds.get(child.id) === 'G');
  const issued = new Set(
    await issueIdentityNumbers(
      tx,
      formal.map((child) => child.id),
      actor,
      now,
    ),
  );
  await saveIdentityNumbered(tx, [...issued], actor, now);
  const allBrought = await listBrought(
    tx,
    clean.map(({ id }) => id),
  );
  for (const child of clean) {
    const kind = kinds.get(child.id);
    const brought = broughtOf(sealer, allBrought.get(child.id));
    if (kind === 'J' || kind === 'L') await issueByArea(tx, sealer, child, kind, actor, now, brought);
    else if (brought && issued.has(child.id)) await saveFormerNumber(tx, child.id, brought, actor, now);
  }
  if (problems.length > 0)
    await saveProblem(
      tx,
      problems.map((child) => child.id),
      actor,
      now,
    );
  const taken = formal.filter((child) => !issued.has(child.id));
  return {
    asked: sorted.asked,
    done: sorted.accepted.length - taken.length,
    withCase: problems.length,
    refused: [
      ...sorted.refused,
      ...taken.map((child) => ({ childId: child.id, name: child.name, code: 'registration.number-taken', facts: {} })),
    ],
  };
};
