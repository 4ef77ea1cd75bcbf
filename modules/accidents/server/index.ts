import { guard, Refused } from '@xueqian/kernel/decision.ts';
import { nationalCalendar } from '@xueqian/kernel/working-calendar.ts';
import { type Call, type Handler, handler } from '@xueqian/platform/handler.ts';
import { dueOf } from '../../deadlines/task.ts';
import { localDate, packOf } from '../../jurisdictions/server/index.ts';
import { drawUpCancellation, holdChild } from '../../petitions/server/index.ts';
import { decideAccident, isReportedInTime } from '../accident.ts';
import * as routes from '../contract.ts';
import {
  type AccidentRow,
  countByKind,
  findAccident,
  findByRequest,
  findVictim,
  insertAccident,
  listRows,
  type Recorded,
} from './store.ts';

const view = ({ reportedAt, recordedAt, countyCode: _, ...row }: AccidentRow, today: string) => ({
  ...row,
  // Where its degree has a period and no day: the holidays of the year that it reaches into are not known yet.
  dueOn: row.dueOn ?? (isReportedInTime[row.degree] ? ('not-known' as const) : null),
  recordedAt: recordedAt.toISOString(),
  late: row.dueOn !== null && (reportedAt === null ? today : localDate(reportedAt)) > row.dueOn,
});

const record = async (call: Call, recorded: Recorded) => {
  const { tx, actor, now } = call;
  const { childId, happenedOn, degree, course, requestId } = recorded;
  // Held first: of two that are the same the second finds what the first made.
  await holdChild(tx, childId);
  const there = await findByRequest(tx, requestId);
  if (there) return there;
  const child = await findVictim(tx, childId);
  if (!child || child.institutionId !== actor.institutionId) throw new Refused('children.not-found');
  guard(decideAccident(child, recorded, localDate(now)));
  const { values } = await packOf(tx, actor.divisionCode, happenedOn);
  const dueOn = isReportedInTime[degree] ? dueOf(values.accidentWithin, happenedOn, nationalCalendar) : null;
  const asked = { childId, endsOn: happenedOn, reason: [...course].slice(0, 500).join(''), requestId };
  const petitionId = degree === 'fatal' ? await drawUpCancellation(call, asked) : null;
  const accidentId = await insertAccident(tx, recorded, dueOn, petitionId, actor, now);
  call.note(`child ${childId}`, { accidentId, petitionId });
  return { accidentId, petitionId };
};

export const accidentHandlers: Handler[] = [
  handler(routes.recordAccident, record),
  handler(routes.listAccidents, async ({ tx, now }, { degree, after, limit }) => {
    const rows = await listRows(tx, degree, after ? Number(after) : null, limit);
    const today = localDate(now);
    return {
      rows: rows.map((row) => {
        const { course: _, handling: __, ...shown } = view(row, today);
        return shown;
      }),
      next: rows.length === limit ? String(rows.at(-1)?.id) : null,
    };
  }),
  handler(routes.readAccident, async ({ tx, now, note }, { accidentId }) => {
    const row = await findAccident(tx, accidentId);
    if (!row) throw new Refused('accidents.not-found');
    note(`child ${row.childId}`, { accidentId });
    const { values } = await packOf(tx, row.countyCode, row.happenedOn);
    return { ...view(row, localDate(now)), article: values.accidentWithin.article };
  }),
  handler(routes.countAccidents, ({ tx }, { fromOn, untilOn }) => countByKind(tx, fromOn, untilOn)),
];
