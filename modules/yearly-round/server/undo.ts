import { guard, Refused } from '@xueqian/kernel/decision.ts';
import type { InputOf } from '@xueqian/kernel/route.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { removeEmptyClasses } from '../../classes/server/index.ts';
import type { undoRound } from '../contract.ts';
import { decideUndo, type KeptCode, keptBy } from '../undoing.ts';
import { decideInWindow } from '../window.ts';
import { getMineLocked } from './propose.ts';
import { readWindow } from './rules-of.ts';
import { saveTouched, saveUndone } from './store.ts';
import { listMovedLocked, type MovedRow, saveTakenBack } from './store-moves.ts';

type Kept = { readonly childId: number; readonly code: KeptCode };

const sort = (rows: readonly MovedRow[]): { readonly back: number[]; readonly kept: Kept[] } => {
  const back: number[] = [];
  const kept: Kept[] = [];
  for (const row of rows) {
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
  return { back, kept };
};

const refusalOf = {
  'gone-on': 'yearly-round.child-gone-on',
  'changed-since': 'yearly-round.child-changed-since',
  'class-gone': 'yearly-round.child-class-gone',
} as const satisfies Record<KeptCode, string>;

/**
 * Takes a round back, or what it did with some of its children (one who graduated by mistake): who was not touched since
 * goes where it was, the others stay and are named. Of chosen children at least one must be able to go back.
 */
export const undo = async (call: Call, { roundId, revision, reason, childIds }: InputOf<typeof undoRound>) => {
  const { tx, actor, now } = call;
  const round = await getMineLocked(call, roundId, revision);
  guard(decideUndo(round.state));
  const { window, today } = await readWindow(tx, actor.divisionCode, round.kind, now, round.year);
  guard(decideInWindow(round.kind, window, today));
  const moved = await listMovedLocked(tx, roundId, round.institutionId);
  const asked = childIds === null ? moved : moved.filter(({ childId }) => childIds.includes(childId));
  if (childIds !== null && asked.length < new Set(childIds).size) throw new Refused('yearly-round.child-not-moved');
  const { back, kept } = sort(asked);
  const [first] = kept;
  if (childIds !== null && back.length === 0 && first) throw new Refused(refusalOf[first.code]);
  // Of some children the others are told in the reply: the round stands, and what keeps them may yet be put right.
  await saveTakenBack(tx, roundId, back, childIds === null ? kept : [], reason, actor, now);
  if (childIds === null) {
    await removeEmptyClasses(tx, round.madeClassIds);
    await saveUndone(tx, roundId, reason, actor, now);
  } else await saveTouched(tx, roundId);
  call.note(`round ${roundId}`, { kind: round.kind, back: back.length, kept: kept.length, alone: childIds !== null });
  return { back: back.length, kept: kept.length };
};
