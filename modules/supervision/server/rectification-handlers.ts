import { Refused } from '@xueqian/kernel/decision.ts';
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
import { guard } from './guard.ts';
import { findInspection } from './inspection-store.ts';
import { paperView, personOf } from './record-views.ts';
import {
  findNotice,
  insertNotice,
  listNotices,
  type RectificationRow,
  saveAnswer,
  saveDecision,
} from './rectification-store.ts';

const getNotice = async (tx: Tx, id: number, hold = false): Promise<RectificationRow> => {
  const found = await findNotice(tx, id, hold);
  if (!found) throw new Refused('supervision.rectification-not-found');
  return found;
};

/** The notice or inspection that papers go with, as far as the asker sees it: until it is closed, or handed over, they may be added. */
export const findPaperRecord = async (tx: Tx, kind: RecordKind, recordId: number): Promise<PaperRecord | null> => {
  if (kind === 'inspection') {
    const inspection = await findInspection(tx, recordId);
    const isOpen = inspection?.state === 'planned' || inspection?.state === 'draft';
    return inspection && { institutionId: inspection.institutionId, isOpen };
  }
  const notice = await findNotice(tx, recordId);
  return notice && { institutionId: notice.institutionId, isOpen: notice.state !== 'accepted' };
};

/** A notice follows from an inspection of the same institution that was handed over. */
const checkInspection = async (tx: Tx, inspectionId: number, institutionId: number): Promise<void> => {
  const inspection = await findInspection(tx, inspectionId);
  if (!inspection || inspection.institutionId !== institutionId) throw new Refused('supervision.inspection-not-found');
  if (inspection.state !== 'handed-over' && inspection.state !== 'closed')
    throw new Refused('supervision.inspection-not-handed-over');
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
      papers: papers.map(paperView),
      inspectionId: row.inspectionId,
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
    if (notice.inspectionId !== null) await checkInspection(tx, notice.inspectionId, notice.institutionId);
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
