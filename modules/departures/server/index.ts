import { Refused } from '@xueqian/kernel/decision.ts';
import { may } from '@xueqian/kernel/permissions.ts';
import { type Call, type Handler, handler } from '@xueqian/platform/handler.ts';
import { isKeptUp } from '../../children/rules.ts';
import * as routes from '../contract.ts';
import { decideUndo, undoUntil } from '../leaving.ts';
import { leave, preview, undo } from './leave.ts';
import { certificateCodeOf } from './paper.ts';
import { resume, suspend } from './rest.ts';
import { findChild, findLastLeaving, type LeavingRow, listLeavings, listSuspensions } from './store.ts';

export { goElsewhere, leave } from './leave.ts';
export { departureStreams } from './paper.ts';

/** Constraints of this schema that a request can meet: two at once on one child. */
export const departureConstraints = {
  suspension_open_once: 'children.changed-meanwhile',
} as const;

const view = ({ actor, now, services }: Call, { state, ...row }: LeavingRow) => ({
  ...row,
  paperCode: certificateCodeOf(services.sealer, { state, ...row }),
  recordedAt: row.recordedAt.toISOString(),
  undoneAt: row.undoneAt?.toISOString() ?? null,
  undoUntil: undoUntil(row.recordedAt).toISOString(),
  mayUndo:
    may('departures.record', actor) &&
    row.institutionId === actor.institutionId &&
    decideUndo({ recordedAt: row.recordedAt, isUndone: row.undoneAt !== null, state }, now).accepted,
});

export const departureHandlers: Handler[] = [
  handler(routes.previewLeaving, (call, { institutionId, childIds, leftOn }) =>
    preview(call, institutionId, childIds.split(',').map(Number), leftOn),
  ),
  handler(routes.recordLeaving, (call, { institutionId, ...asked }) => leave(call, institutionId, asked)),
  handler(routes.undoLeaving, async (call, { leavingId, reason }) => {
    await undo(call, leavingId, reason);
    return {};
  }),
  handler(routes.listLeavings, async (call, input) => {
    const [leftOn, id] = (input.after ?? '').split('|');
    const after = leftOn && id ? { leftOn, id: Number(id) } : null;
    const { institutionId, way, only, limit } = input;
    const name = input.name?.trim() || undefined;
    const rows = await listLeavings(call.tx, { institutionId, way, name, only, after, limit });
    const last = rows.at(-1);
    return {
      rows: rows.map((row) => view(call, row)),
      next: rows.length === limit && last ? `${last.leftOn}|${last.id}` : null,
    };
  }),
  handler(routes.readChildDepartures, async (call, { childId }) => {
    const { tx, actor } = call;
    const child = await findChild(tx, childId);
    if (!child) throw new Refused('children.not-found');
    const last = await findLastLeaving(tx, childId);
    const mine = may('departures.record', actor) && child.institutionId === actor.institutionId;
    return {
      childName: child.name,
      institutionId: child.institutionId,
      classId: child.classId,
      leaving: last && view(call, last),
      suspensions: await listSuspensions(tx, childId),
      may: {
        leave: mine && isKeptUp(child.state),
        suspend: mine && child.state === 'numbered',
        resume: mine && child.state === 'suspended',
      },
    };
  }),
  handler(routes.suspendChild, async (call, { childId, ...rest }) => {
    await suspend(call, childId, rest);
    return {};
  }),
  handler(routes.resumeChild, async (call, { childId, resumedOn, classId }) => {
    await resume(call, childId, resumedOn, classId);
    return {};
  }),
];
