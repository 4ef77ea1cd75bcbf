import { Refused } from '@xueqian/kernel/decision.ts';
import { may } from '@xueqian/kernel/permissions.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { fillsOf } from '../moves.ts';
import type { Move } from '../round.ts';
import { decideUndo } from '../undoing.ts';
import { isOpen } from '../window.ts';
import { workOut } from './carry-out.ts';
import { readWindow } from './rules-of.ts';
import { findRound, type RoundRow } from './store.ts';
import { listMoves, type MoveRow } from './store-moves.ts';

export const summaryOf = (round: RoundRow) => ({
  id: round.id,
  institutionId: round.institutionId,
  institutionName: round.institutionName,
  kind: round.kind,
  year: round.year,
  state: round.state,
  revision: round.revision,
  proposedBy: round.proposedBy,
  proposedAt: round.proposedAt.toISOString(),
  confirmedBy: round.confirmedBy,
  confirmedAt: round.confirmedAt?.toISOString() ?? null,
  moved: round.moved,
  stayed: round.stayed,
});

/** What the round would do now, in the form in which its record is kept. */
const previewOf = async (
  call: Call,
  round: RoundRow,
): Promise<{ children: MoveRow[]; fills: ReturnType<typeof fillsOf> }> => {
  const { classes, children, moves } = await workOut(call.tx, round);
  const nameOf = new Map(classes.map(({ id, name }) => [id, name]));
  const moveOf = new Map(moves.map((move) => [move.childId, move]));
  return {
    children: children.map((child) => {
      const move = moveOf.get(child.id) as Move;
      const { id, name, sex, birthOn } = child;
      const fromClass = child.classId === null ? null : (nameOf.get(child.classId) ?? null);
      return { ...move, childId: id, name, sex, birthOn, fromClass, keptCode: null, isTakenBack: false };
    }),
    fills: fillsOf(round.year, round.plan, classes, children, moves),
  };
};

const countFrom = (children: readonly MoveRow[]) => {
  const counts = new Map<string | null, { boys: number; girls: number; moving: number; staying: number }>();
  for (const child of children) {
    const count = counts.get(child.fromClass) ?? { boys: 0, girls: 0, moving: 0, staying: 0 };
    counts.set(child.fromClass, count);
    if (child.sex === '2') count.girls += 1;
    else count.boys += 1;
    if (child.how === 'stays') count.staying += 1;
    else count.moving += 1;
  }
  return [...counts].map(([name, count]) => ({ name, ...count }));
};

/** How full the classes became, as the record has it. */
const fillsOfRecord = (round: RoundRow, children: readonly MoveRow[]) =>
  fillsOf(
    round.year,
    round.plan,
    [],
    children.map(({ childId, sex }) => ({ id: childId, sex })),
    children.map(({ childId, how, to, stayCode, reason }) => ({ childId, how, to, stayCode, reason })),
  );

export const readRoundView = async (call: Call, roundId: number) => {
  const { tx, actor, now } = call;
  const round = await findRound(tx, roundId);
  if (!round) throw new Refused('yearly-round.not-found');
  const { window, today } = await readWindow(tx, round.countyCode, round.kind, now, round.year);
  const waits = round.state === 'proposed' || round.state === 'running';
  const recorded = waits ? [] : await listMoves(tx, roundId);
  const { children, fills } = waits
    ? await previewOf(call, round)
    : { children: recorded, fills: fillsOfRecord(round, recorded) };
  const open = isOpen(window, today);
  const mine = round.institutionId === actor.institutionId;
  const isProposed = round.state === 'proposed';
  return {
    ...summaryOf(round),
    plan: round.plan as never,
    window: { ...window, isOpen: open },
    failure: round.failure === null ? null : { code: round.failure.code, facts: { ...round.failure.facts } },
    undoneBy: round.undoneBy,
    undoneAt: round.undoneAt?.toISOString() ?? null,
    undoReason: round.undoReason,
    from: countFrom(children),
    targets: [...fills],
    children: [...children],
    may: {
      change: mine && isProposed && may('yearly-round.propose', actor),
      confirm:
        mine && isProposed && open && round.proposedById !== actor.accountId && may('yearly-round.confirm', actor),
      undo: mine && open && decideUndo(round.state).accepted && may('yearly-round.confirm', actor),
    },
  };
};
