import { Refused } from '@xueqian/kernel/decision.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { type Handler, handler } from '@xueqian/platform/handler.ts';
import type { PaperRecord } from '../../attachments/server/index.ts';
import { opensOf, placeOf } from '../../deadlines/server/index.ts';
import * as routes from '../contract.ts';
import { act, decideAct } from './act.ts';
import { enter, mend } from './enter.ts';
import { paperCodesOf } from './paper.ts';
import { countParts, findApplication, holdChild, listRows, lockApplication } from './store.ts';
import { rowViews, sideOf, viewOf } from './view.ts';

export { keyChangeStreams } from './paper.ts';
export { keyChangeTasks } from './tasks.ts';

export const keyChangeConstraints = {
  key_change_open_once_a_child: 'key-changes.already-open',
  key_change_is_applied_for_once: 'key-changes.changed-meanwhile',
  child_goes_after_its_key_change: 'key-changes.open-on-the-child',
} as const;

/** The application that papers go with; they are added while it is in the clerk's hands. */
export const findKeyChangeRecord = async (tx: Tx, id: number): Promise<PaperRecord | null> => {
  const found = await findApplication(tx, id);
  return found && { institutionId: found.institutionId, isOpen: found.state === 'draft' || found.state === 'returned' };
};

export const keyChangeHandlers: Handler[] = [
  handler(routes.enterKeyChange, (call, input) => enter(call, input)),
  handler(routes.editKeyChange, async (call, { applicationId, revision, values, reason }) => {
    const seen = await findApplication(call.tx, applicationId);
    if (!seen) throw new Refused('key-changes.not-found');
    await decideAct(call, seen, 'edit');
    await holdChild(call.tx, seen.childId);
    const row = await lockApplication(call.tx, applicationId, revision);
    if (!row) throw new Refused('key-changes.changed-meanwhile', { state: seen.state });
    return mend(call, row, values, reason);
  }),
  handler(routes.submitKeyChange, (call, { applicationId, revision }) => act(call, applicationId, revision, 'submit')),
  handler(routes.verifyKeyChange, (call, { applicationId, revision }) => act(call, applicationId, revision, 'verify')),
  handler(routes.approveKeyChange, (call, { applicationId, revision }) =>
    act(call, applicationId, revision, 'approve'),
  ),
  handler(routes.returnKeyChange, (call, { applicationId, revision, reason }) =>
    act(call, applicationId, revision, 'return', reason),
  ),
  handler(routes.refuseKeyChange, (call, { applicationId, revision, reason }) =>
    act(call, applicationId, revision, 'refuse', reason),
  ),
  handler(routes.withdrawKeyChange, (call, { applicationId, revision }) =>
    act(call, applicationId, revision, 'withdraw'),
  ),
  handler(routes.listKeyChanges, async (call, { only, institutionId, childId, after, limit }) => {
    const filter = {
      ...{ only, side: sideOf(call.actor) },
      ...{ institutionId: institutionId ?? null, childId: childId ?? null },
    };
    const rows = await listRows(call.tx, filter, after ? Number(after) : null, limit);
    return {
      rows: await rowViews(call, rows),
      next: rows.length === limit ? String(rows.at(-1)?.id ?? '') : null,
    };
  }),
  handler(routes.countKeyChanges, async ({ tx, actor }, { division }) => {
    const place = await placeOf(tx, actor, division);
    const parts = await countParts(tx, place.own, place.part, place.code);
    return {
      division: { code: place.code, name: place.name },
      parts: parts.map((each) => ({ ...each, opens: opensOf(place) })),
    };
  }),
  handler(routes.readKeyChange, async (call, { applicationId }) => {
    const row = await findApplication(call.tx, applicationId);
    if (!row) throw new Refused('key-changes.not-found');
    call.note(`key change ${row.id}`, { child: row.childId });
    return { ...(await viewOf(call, row)), paperCodes: paperCodesOf(call, row) };
  }),
];
