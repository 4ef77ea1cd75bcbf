import { guard } from '@xueqian/kernel/decision.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { removeEmptyClasses } from '../../classes/server/index.ts';
import { decideUndo, type KeptCode, keptBy } from '../undoing.ts';
import { decideInWindow } from '../window.ts';
import { getMineLocked } from './propose.ts';
import { readWindow } from './rules-of.ts';
import { saveUndone } from './store.ts';
import { listMovedLocked, saveTakenBack } from './store-moves.ts';

/** Takes a round back: who was not touched since goes where it was, the others stay and are named. */
export const undo = async (call: Call, roundId: number, revision: number, reason: string) => {
  const { tx, actor, now } = call;
  const round = await getMineLocked(call, roundId, revision);
  guard(decideUndo(round.state));
  const { window, today } = await readWindow(tx, actor.divisionCode, round.kind, now, round.year);
  guard(decideInWindow(round.kind, window, today));
  const back: number[] = [];
  const kept: { childId: number; code: KeptCode }[] = [];
  for (const row of await listMovedLocked(tx, roundId, round.institutionId)) {
    const code = keptBy({
      how: row.how,
      version: row.version,
      cameFromClass: row.fromClassId !== null,
      fromClassExists: row.fromClassExists,
      now: row.state === null || row.versionNow === null ? null : { state: row.state, version: row.versionNow },
    });
    if (code === null) back.push(row.childId);
    else kept.push({ childId: row.childId, code });
  }
  await saveTakenBack(tx, roundId, back, kept, reason, actor, now);
  await removeEmptyClasses(tx, round.madeClassIds);
  await saveUndone(tx, roundId, reason, actor, now);
  call.note(`round ${roundId}`, { kind: round.kind, back: back.length, kept: kept.length });
  return { back: back.length, kept: kept.length };
};
