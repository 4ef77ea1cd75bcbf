import { Refused } from '@xueqian/kernel/decision.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { type Handler, handler } from '@xueqian/platform/handler.ts';
import type { TaskSource } from '@xueqian/platform/task-source.ts';
import type { PaperRecord } from '../../attachments/server/index.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import * as routes from '../contract.ts';
import * as fileRoutes from '../file-contract.ts';
import { answer, checkFile, makeAnswer, refuseFile, takeFile } from './in.ts';
import { approve, drawUp, end, release, submit, takeAnswer, withdraw } from './out.ts';
import { makeFile } from './out-file.ts';
import { paperCodesOf } from './paper.ts';
import { countTurn, findCrossing, listRows, listSteps } from './store.ts';
import { rowViews, viewOf } from './view.ts';

export { provinceBorderStreams } from './paper.ts';

/** Names of constraints of this schema that a request can meet. */
export const provinceBorderConstraints = {
  crossing_released_by_another_person: 'province-border.released-by-another',
} as const;

/** The crossing that papers go with, as far as the asker sees it: while it is being drawn up they may be added. */
export const findCrossingRecord = async (tx: Tx, recordId: number): Promise<PaperRecord | null> => {
  const row = await findCrossing(tx, recordId);
  return row && { institutionId: row.institutionId, isOpen: row.state === 'draft' || row.state === 'returned' };
};

/** What waits: for the clerk, for the principal, for the county. */
export const provinceBorderTasks: readonly TaskSource[] = [
  {
    kind: 'province-border.to-handle',
    permission: 'province-border.handle',
    count: ({ tx }) => countTurn(tx, 'clerk'),
  },
  {
    kind: 'province-border.to-release',
    permission: 'province-border.release',
    count: ({ tx }) => countTurn(tx, 'principal'),
  },
  {
    kind: 'province-border.to-approve',
    permission: 'province-border.approve',
    count: ({ tx }) => countTurn(tx, 'county'),
  },
];

export const provinceBorderHandlers: Handler[] = [
  handler(routes.listCrossings, async ({ tx, now }, { only, direction, after, limit }) => {
    const before = after ? Number(after) : null;
    const rows = await listRows(tx, { only, direction: direction ?? null, before, limit });
    return {
      rows: await rowViews(tx, rows, localDate(now)),
      next: rows.length === limit ? String(rows.at(-1)?.id ?? '') : null,
    };
  }),
  handler(routes.readCrossing, async (call, { crossingId }) => {
    const row = await findCrossing(call.tx, crossingId);
    if (!row) throw new Refused('province-border.not-found');
    call.note(row.childId === null ? null : `child ${row.childId}`, { crossingId });
    const paperCodes = paperCodesOf(call.services.sealer, row, await listSteps(call.tx, crossingId));
    return { ...(await viewOf(call, row)), paperCodes };
  }),
  handler(routes.drawUpCrossing, async (call, asked) => ({ crossingId: await drawUp(call, asked) })),
  handler(routes.submitCrossing, submit),
  handler(routes.releaseCrossing, release),
  handler(routes.approveCrossing, approve),
  handler(routes.withdrawCrossing, withdraw),
  handler(routes.makeFile, (call, { crossingId }) => makeFile(call, crossingId)),
  handler(routes.takeAnswer, takeAnswer),
  handler(routes.endCrossing, end),
  handler(fileRoutes.checkFile, checkFile),
  handler(fileRoutes.takeFile, takeFile),
  handler(fileRoutes.refuseFile, refuseFile),
  handler(fileRoutes.answerCrossing, answer),
  handler(fileRoutes.makeAnswer, (call, { crossingId }) => makeAnswer(call, crossingId)),
];
