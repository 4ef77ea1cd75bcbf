import { isKnownDay } from '@xueqian/kernel/due-date.ts';
import { calendarDaysBetween } from '@xueqian/kernel/iso-date.ts';
import { type Call, type Handler, handler } from '@xueqian/platform/handler.ts';
import { localDate, packOf, reviewDueOn } from '../../jurisdictions/server/index.ts';
import {
  approveChildren,
  confirmChildren,
  listReviewQueue,
  readProgress,
  returnToEntry,
  returnToInstitution,
} from '../contract.ts';
import { approve } from './approve.ts';
import { confirm, giveBack } from './confirm.ts';
import { listQueue, readCounters } from './store.ts';

export { approve as approveSelection } from './approve.ts';
export type { BulkResult } from './bulk.ts';
export { confirm as confirmSelection, giveBack as returnSelection } from './confirm.ts';

export const registrationConstraints = {
  child_return_has_a_reason: 'registration.return-needs-reason',
  child_confirmed_by_another_person: 'registration.entered-by-yourself',
  number_once_for_ever: 'registration.number-taken',
  number_one_a_child: 'registration.number-taken',
} as const;

type Chosen = { institutionId: number; classId: number | null; childIds: number[] | null };

const selectionOf = (input: Chosen) => ({
  institutionIds: [input.institutionId],
  classId: input.classId,
  childIds: input.childIds,
});

const noteBulk = (call: Call, input: Chosen, result: { asked: number; done: number }, reason?: string): void =>
  call.note(`institution ${input.institutionId}`, {
    asked: result.asked,
    done: result.done,
    ...(reason ? { reason } : {}),
  });

export const registrationHandlers: Handler[] = [
  handler(confirmChildren, async (call, input) => {
    const result = await confirm(call.tx, call.actor, call.now, selectionOf(input));
    noteBulk(call, input, result);
    return result;
  }),
  handler(returnToEntry, async (call, input) => {
    const result = await giveBack(call.tx, call.actor, call.now, selectionOf(input), 'principal', input.reason);
    noteBulk(call, input, result, input.reason);
    return result;
  }),
  handler(approveChildren, async (call, input) => {
    const pack = await packOf(call.tx, call.actor.divisionCode, localDate(call.now));
    const result = await approve(
      call.tx,
      call.services.sealer,
      call.actor,
      call.now,
      selectionOf(input),
      pack.numberWithoutIdentity,
    );
    noteBulk(call, input, result);
    return result;
  }),
  handler(returnToInstitution, async (call, input) => {
    const result = await giveBack(call.tx, call.actor, call.now, selectionOf(input), 'county', input.reason);
    noteBulk(call, input, result, input.reason);
    return result;
  }),
  handler(listReviewQueue, async (call, input) => {
    const [at, id] = input.after?.split('|') ?? [];
    const rows = await listQueue(call.tx, at && id ? { at, id: Number(id) } : null, input.limit);
    const pack = await packOf(call.tx, call.actor.divisionCode, localDate(call.now));
    const today = localDate(call.now);
    const last = rows.at(-1);
    return {
      rows: rows.map((row) => {
        const dueOn = reviewDueOn(pack, localDate(row.oldestConfirmedAt));
        return {
          ...row,
          oldestConfirmedAt: row.oldestConfirmedAt.toISOString(),
          dueOn,
          overdue: isKnownDay(dueOn) && dueOn < today,
          daysLeft: isKnownDay(dueOn) ? calendarDaysBetween(today, dueOn) : null,
        };
      }),
      next:
        rows.length === input.limit && last ? `${last.oldestConfirmedAt.toISOString()}|${last.institutionId}` : null,
    };
  }),
  handler(readProgress, async (call) => {
    const counters = await readCounters(call.tx);
    const [oldest] =
      call.actor.level === 'county' || call.actor.level === 'institution' ? await listQueue(call.tx, null, 1) : [];
    const pack = await packOf(call.tx, call.actor.divisionCode, localDate(call.now));
    return { ...counters, oldestDueOn: oldest ? reviewDueOn(pack, localDate(oldest.oldestConfirmedAt)) : null };
  }),
];
