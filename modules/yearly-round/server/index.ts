import { type Handler, handler } from '@xueqian/platform/handler.ts';
import * as routes from '../contract.ts';
import { confirm } from './carry-out.ts';
import { change, propose, start, withdraw } from './propose.ts';
import { listRounds } from './store.ts';
import { undo } from './undo.ts';
import { readRoundView, summaryOf } from './view.ts';

export { carryOut, makeRoundKind, roundLanes } from './carry-out.ts';
export { roundJob } from './jobs.ts';
export { endOpenRounds } from './store.ts';
export { yearlyRoundTasks } from './tasks.ts';

/** Constraints of this schema that a request can meet. */
export const yearlyRoundConstraints = {
  round_open_once: 'yearly-round.open-already',
  round_confirmed_by_another_person: 'yearly-round.by-the-same-person',
} as const;

export const yearlyRoundHandlers: Handler[] = [
  handler(routes.startRound, (call, { institutionId, kind }) => start(call, institutionId, kind)),
  handler(routes.proposeRound, (call, { institutionId, kind, plan }) => propose(call, institutionId, kind, plan)),
  handler(routes.changeRound, (call, { roundId, revision, plan }) => change(call, roundId, revision, plan)),
  handler(routes.withdrawRound, async (call, { roundId, revision }) => {
    await withdraw(call, roundId, revision);
    return {};
  }),
  handler(routes.confirmRound, async (call, { roundId, revision, expectMoved, expectStayed }) => {
    await confirm(call, roundId, revision, { moved: expectMoved, stayed: expectStayed });
    return {};
  }),
  handler(routes.undoRound, (call, asked) => undo(call, asked)),
  handler(routes.readRound, (call, { roundId }) => readRoundView(call, roundId)),
  handler(routes.listRounds, async ({ tx }, { kind, state, after, limit }) => {
    const rows = await listRounds(tx, { kind, state, after: after ? Number(after) : null, limit });
    const last = rows.at(-1);
    return { rows: rows.map(summaryOf), next: rows.length === limit && last ? String(last.id) : null };
  }),
];
