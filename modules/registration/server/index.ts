import { type DueDate, isKnownDay } from '@xueqian/kernel/due-date.ts';
import { calendarDaysBetween } from '@xueqian/kernel/iso-date.ts';
import { type Call, type Handler, handler } from '@xueqian/platform/handler.ts';
import { localDate, packOf, reviewDueOn } from '../../jurisdictions/server/index.ts';
import {
  approveChildren,
  confirmChildren,
  listFirstReviewQueue,
  listReviewQueue,
  passFirstReview,
  readProgress,
  returnFromFirstReview,
  returnToEntry,
  returnToInstitution,
} from '../contract.ts';
import { approve } from './approve.ts';
import { confirmAndNumber, giveBack, passFirst } from './confirm.ts';
import { listQueue, type QueueRow, readCounters } from './queue-store.ts';

export { approve as approveSelection } from './approve.ts';
export type { BulkResult } from './bulk.ts';
export {
  confirm as confirmSelection,
  confirmAndNumber as confirmSelectionAndNumber,
  giveBack as returnSelection,
} from './confirm.ts';
export { registrationTasks } from './tasks.ts';

export const registrationConstraints = {
  child_return_has_a_reason: 'registration.return-needs-reason',
  child_confirmed_by_another_person: 'registration.entered-by-yourself',
  number_once_for_ever: 'registration.number-taken',
  number_one_a_child: 'registration.number-taken',
  child_first_reviewed_by_another_person: 'registration.entered-by-yourself',
} as const;

type Chosen = { institutionId: number; classId: number | null; childIds: number[] | null };

const selectionOf = (input: Chosen) => ({
  institutionIds: [input.institutionId],
  classId: input.classId,
  childIds: input.childIds,
});

/** A command over many children: the trail keeps how many were asked for and done, and why they went back. */
const inBulk =
  <I extends Chosen & { readonly reason?: string }, R extends { asked: number; done: number; numbered?: number }>(
    work: (call: Call, input: I) => Promise<R>,
  ) =>
  async (call: Call, input: I): Promise<R> => {
    const result = await work(call, input);
    call.note(`institution ${input.institutionId}`, {
      asked: result.asked,
      done: result.done,
      ...('numbered' in result ? { numbered: result.numbered } : {}),
      ...(input.reason ? { reason: input.reason } : {}),
    });
    return result;
  };

const givesBack = (from: Parameters<typeof giveBack>[4]) => (call: Call, input: Chosen & { readonly reason: string }) =>
  giveBack(call.tx, call.actor, call.now, selectionOf(input), from, input.reason);

type Queue = 'county' | 'town';

/** The county's day is the pack's, counted from when its time began; the town's is its own last day. */
const dueOf = (pack: Awaited<ReturnType<typeof packOf>>, queue: Queue, row: QueueRow): DueDate =>
  queue === 'town' ? row.clockFrom : reviewDueOn(pack, row.clockFrom);

const queuePage = async (call: Call, queue: Queue, input: { after?: string | null | undefined; limit: number }) => {
  const [at, id] = input.after?.split('|') ?? [];
  const today = localDate(call.now);
  const rows = await listQueue(call.tx, queue, today, at && id ? { at, id: Number(id) } : null, input.limit);
  const pack = await packOf(call.tx, call.actor.divisionCode, today);
  const last = rows.at(-1);
  return {
    rows: rows.map(({ clockFrom: _, ...row }, index) => {
      const dueOn = dueOf(pack, queue, rows[index] as QueueRow);
      return {
        ...row,
        oldestConfirmedAt: row.oldestConfirmedAt.toISOString(),
        dueOn,
        overdue: isKnownDay(dueOn) && dueOn < today,
        daysLeft: isKnownDay(dueOn) ? calendarDaysBetween(today, dueOn) : null,
      };
    }),
    next: rows.length === input.limit && last ? `${last.oldestConfirmedAt.toISOString()}|${last.institutionId}` : null,
  };
};

export const registrationHandlers: Handler[] = [
  handler(
    confirmChildren,
    inBulk((call, input) => confirmAndNumber(call.tx, call.services.sealer, call.actor, call.now, selectionOf(input))),
  ),
  handler(returnToEntry, inBulk(givesBack('principal'))),
  handler(
    approveChildren,
    inBulk(async ({ tx, services, actor, now }, input) => {
      const pack = await packOf(tx, actor.divisionCode, localDate(now));
      return approve(tx, services.sealer, actor, now, selectionOf(input), pack.numberWithoutIdentity);
    }),
  ),
  handler(returnToInstitution, inBulk(givesBack('county'))),
  handler(listReviewQueue, (call, input) => queuePage(call, 'county', input)),
  handler(listFirstReviewQueue, (call, input) => queuePage(call, 'town', input)),
  handler(
    passFirstReview,
    inBulk((call, input) => passFirst(call.tx, call.actor, call.now, selectionOf(input))),
  ),
  handler(returnFromFirstReview, inBulk(givesBack('town'))),
  handler(readProgress, async (call) => {
    const { level } = call.actor;
    const today = localDate(call.now);
    const { atTown, ...counters } = await readCounters(
      call.tx,
      today,
      ['institution', 'town', 'county'].includes(level),
    );
    const queue = level === 'town' ? 'town' : level === 'county' || level === 'institution' ? 'county' : null;
    const [oldest] = queue ? await listQueue(call.tx, queue, today, null, 1) : [];
    const pack = await packOf(call.tx, call.actor.divisionCode, today);
    return {
      ...counters,
      confirmed: counters.confirmed - atTown,
      atTown,
      oldestDueOn: queue && oldest ? dueOf(pack, queue, oldest) : null,
    };
  }),
];
