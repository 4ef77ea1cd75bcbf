import { type Decision, Refused } from '@xueqian/kernel/decision.ts';
import { addMonths, calendarDaysBetween } from '@xueqian/kernel/iso-date.ts';
import { may } from '@xueqian/kernel/permissions.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { type Handler, handler } from '@xueqian/platform/handler.ts';
import type { RecordKind } from '../../attachments/paper.ts';
import { listPapers, type PaperRecord } from '../../attachments/server/index.ts';
import { closeTask, openTask, pauseTask } from '../../deadlines/server/index.ts';
import { findPlace } from '../../institutions/server/index.ts';
import { localDate, packOf } from '../../jurisdictions/server/index.ts';
import { decideAnswer, decideIssue, decideOnAnswer, isOverdue } from '../rectification.ts';
import {
  answerRectification,
  decideRectification,
  issueRectification,
  listRectifications,
  readRectification,
} from '../rectification-contract.ts';
import {
  findNotice,
  insertNotice,
  listNotices,
  type RectificationRow,
  saveAnswer,
  saveDecision,
} from './rectification-store.ts';

const guard = <T>(decision: Decision<T>): T => {
  if (!decision.accepted) throw new Refused(decision.refusal.code, decision.refusal.facts);
  return decision.value;
};

const getNotice = async (tx: Tx, id: number, hold = false): Promise<RectificationRow> => {
  const found = await findNotice(tx, id, hold);
  if (!found) throw new Refused('supervision.rectification-not-found');
  return found;
};

/** The notice that papers go with, as far as the asker sees it: until it is closed they may be added. */
export const findPaperRecord = async (tx: Tx, _kind: RecordKind, recordId: number): Promise<PaperRecord | null> => {
  const notice = await findNotice(tx, recordId);
  return notice && { institutionId: notice.institutionId, isOpen: notice.state !== 'accepted' };
};

const rowView = (row: RectificationRow, on: string) => ({
  id: row.id,
  institutionId: row.institutionId,
  institutionName: row.institutionName,
  violation: row.violation,
  state: row.state,
  dueOn: row.dueOn,
  isOverdue: isOverdue(row.state, row.dueOn, on),
  issuedAt: row.issuedAt.toISOString(),
});
const personOf = (name: string | null, at: Date | null) =>
  at === null ? null : { name: name ?? '', at: at.toISOString() };

const keysOf = ({ id, institutionId }: Pick<RectificationRow, 'id' | 'institutionId'>) => ({
  mend: { institutionId, kind: 'rectification', subject: String(id) } as const,
  look: { institutionId, kind: 'rectification-review', subject: String(id) } as const,
});
/** The day was set by hand: its clock counts the calendar. */
const untilDay = (dueOn: string, on: string) => ({ value: calendarDaysBetween(on, dueOn), unit: 'days' }) as const;

export const rectificationHandlers: Handler[] = [
  handler(listRectifications, async ({ tx, now }, { only, institutionId, after, limit }) => {
    const on = localDate(now);
    const rows = await listNotices(tx, only, institutionId ?? null, on, after ? Number(after) : null, limit);
    return {
      rows: rows.map((row) => rowView(row, on)),
      next: rows.length === limit ? String(rows.at(-1)?.id) : null,
    };
  }),
  handler(readRectification, async ({ tx, actor, now }, { rectificationId }) => {
    const row = await getNotice(tx, rectificationId);
    const papers = await listPapers(tx, 'rectification', rectificationId);
    const { pack } = await packOf(tx, row.countyCode, localDate(row.issuedAt));
    return {
      ...rowView(row, localDate(now)),
      institutionCode: row.institutionCode,
      found: row.found,
      asked: row.asked,
      officeName: row.officeName,
      isCited: pack === 'tianjin-binhai-2020',
      issued: personOf(row.issuedBy, row.issuedAt),
      answer: row.answer,
      answered: personOf(row.answeredBy, row.answeredAt),
      decided: personOf(row.decidedBy, row.decidedAt),
      reason: row.reason,
      papers: papers.map(({ id, fileName, bytes, addedBy, addedAt }) => ({
        ...{ id, fileName, bytes, addedBy },
        addedAt: addedAt.toISOString(),
      })),
      may: {
        answer: may('supervision.answer-rectification', actor) && decideAnswer(row.state).accepted,
        decide: may('supervision.order-rectification', actor) && row.state === 'answered',
      },
    };
  }),
  handler(issueRectification, async ({ tx, actor, now, note }, notice) => {
    const on = localDate(now);
    if (!(await findPlace(tx, notice.institutionId))) throw new Refused('institutions.not-found');
    guard(decideIssue(notice.dueOn, on, addMonths(on, 12)));
    const made = await insertNotice(tx, notice, actor, now);
    if (!made) throw new Refused('institutions.not-found');
    if (made.isNew)
      await openTask(
        tx,
        keysOf({ id: made.id, institutionId: notice.institutionId }).mend,
        'institution',
        untilDay(notice.dueOn, on),
        on,
      );
    note(`institution ${notice.institutionId}`, { rectificationId: made.id, violation: notice.violation });
    return { rectificationId: made.id };
  }),
  handler(answerRectification, async ({ tx, actor, now, note }, { rectificationId, answer }) => {
    const row = await getNotice(tx, rectificationId, true);
    guard(decideAnswer(row.state));
    const on = localDate(now);
    await saveAnswer(tx, rectificationId, answer, actor, now);
    const { mend, look } = keysOf(row);
    await pauseTask(tx, mend, on);
    const { values } = await packOf(tx, row.countyCode, on);
    await openTask(tx, look, 'county', values.declarationWithin, on);
    note(`institution ${row.institutionId}`, { rectificationId });
    return { state: 'answered' } as const;
  }),
  handler(decideRectification, async ({ tx, actor, now, note }, { rectificationId, decision, reason }) => {
    const row = await getNotice(tx, rectificationId, true);
    const state = guard(decideOnAnswer(row.state, decision, reason));
    const on = localDate(now);
    await saveDecision(tx, rectificationId, state, reason, actor, now);
    const { mend, look } = keysOf(row);
    await closeTask(tx, look, on);
    if (state === 'accepted') await closeTask(tx, mend, on);
    else await openTask(tx, mend, 'institution', untilDay(row.dueOn, on), on);
    note(`institution ${row.institutionId}`, { rectificationId, decision, reason });
    return { state };
  }),
];
