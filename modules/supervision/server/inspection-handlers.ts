import type { Actor } from '@xueqian/kernel/actor.ts';
import { Refused } from '@xueqian/kernel/decision.ts';
import { may } from '@xueqian/kernel/permissions.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { type Handler, handler } from '@xueqian/platform/handler.ts';
import { listPapers } from '../../attachments/server/index.ts';
import { closeTask, findDue, openTask } from '../../deadlines/server/index.ts';
import { findPlace } from '../../institutions/server/index.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import {
  decideCloseUnsigned,
  decideCorrection,
  decideDrop,
  decideHandOver,
  decideKnow,
  decidePlan,
  decideSave,
} from '../inspection.ts';
import {
  beginInspection,
  closeUnsignedInspection,
  correctInspection,
  dropInspection,
  handOverInspection,
  knowInspection,
  listInspections,
  planInspections,
  readInspection,
  saveInspection,
} from '../inspection-contract.ts';
import { itemsInForce } from './checklist-handlers.ts';
import { guard } from './guard.ts';
import {
  countOfRequest,
  findByRequest,
  findInspection,
  type InspectionRow,
  insertCorrection,
  insertInspections,
  listNoticesOf,
  listRows,
  saveClosedUnsigned,
  saveDraft,
  saveDropped,
  saveHandOver,
  saveKnown,
  type WholeInspection,
} from './inspection-store.ts';
import { paperView, personOf } from './record-views.ts';

const changedMeanwhile = 'supervision.inspection-changed-meanwhile';

const getInspection = async (tx: Tx, id: number): Promise<WholeInspection> => {
  const found = await findInspection(tx, id);
  if (!found) throw new Refused('supervision.inspection-not-found');
  return found;
};
/** One that my own department makes; what others made and I see is theirs to write. */
const getMine = async (tx: Tx, actor: Actor, id: number): Promise<WholeInspection> => {
  const found = await getInspection(tx, id);
  if (found.level !== actor.level) throw new Refused('supervision.inspection-of-another-office');
  return found;
};
const wrote = (rows: number): void => {
  if (rows === 0) throw new Refused(changedMeanwhile);
};

/** The key under which the principal's clock runs. */
const knowledgeTask = ({ id, institutionId }: Pick<InspectionRow, 'id' | 'institutionId'>) =>
  ({ institutionId, kind: 'inspection-knowledge', subject: String(id) }) as const;

const rowView = ({ institutionCode: _code, level: _level, ...row }: InspectionRow) => row;

export const inspectionHandlers: Handler[] = [
  handler(listInspections, async ({ tx }, { only, institutionId, after, limit }) => {
    const rows = await listRows(tx, only, institutionId ?? null, after ? Number(after) : null, limit);
    return { rows: rows.map(rowView), next: rows.length === limit ? String(rows.at(-1)?.id) : null };
  }),
  handler(readInspection, async ({ tx, actor, now }, { inspectionId }) => {
    const { signedBy, signedAt, knownBy, knownAt, droppedBy, droppedAt, ...row } = await getInspection(
      tx,
      inspectionId,
    );
    const { level, ...shown } = row;
    const isMine = level === actor.level && may('supervision.inspect', actor);
    const isOver = row.state === 'handed-over' || row.state === 'closed';
    const due = row.state === 'handed-over' ? await findDue(tx, knowledgeTask(row)) : null;
    return {
      ...shown,
      signed: personOf(signedBy, signedAt),
      known: personOf(knownBy, knownAt),
      knownBy: due,
      dropped: personOf(droppedBy, droppedAt),
      photos: (await listPapers(tx, 'inspection', inspectionId)).map(paperView),
      rectifications: await listNoticesOf(tx, inspectionId),
      may: {
        write: isMine && !isOver && row.state !== 'dropped',
        closeUnsigned: isMine && decideCloseUnsigned(row.state, due, localDate(now), 'any').accepted,
        know: row.state === 'handed-over' && may('supervision.know-inspection', actor),
        correct: isMine && decideCorrection(row.state, row.correctedById !== null).accepted,
        rectify: isOver && row.found > 0 && may('supervision.order-rectification', actor),
      },
    };
  }),
  handler(beginInspection, async ({ tx, actor, now, note }, { institutionId, requestId }) => {
    if (!(await findPlace(tx, institutionId))) throw new Refused('institutions.not-found');
    await insertInspections(tx, [institutionId], requestId, null, await itemsInForce(tx, actor), actor, now);
    const made = await findByRequest(tx, requestId, institutionId);
    if (!made) throw new Refused('institutions.not-found');
    note(`institution ${institutionId}`, { inspectionId: made.id });
    return { inspectionId: made.id };
  }),
  handler(planInspections, async ({ tx, actor, now, note }, { requestId, institutionIds, ...plan }) => {
    for (const id of institutionIds) if (!(await findPlace(tx, id))) throw new Refused('institutions.not-found');
    guard(decidePlan(plan.fromOn, plan.untilOn, localDate(now)));
    await insertInspections(tx, institutionIds, requestId, plan, await itemsInForce(tx, actor), actor, now);
    note(`division ${actor.scope}`, { plan: plan.title, institutions: institutionIds.length });
    return { planned: await countOfRequest(tx, requestId) };
  }),
  handler(saveInspection, async ({ tx, actor, note }, { inspectionId, revision, ...draft }) => {
    const row = await getMine(tx, actor, inspectionId);
    guard(decideSave(row, revision, draft.answers));
    wrote(await saveDraft(tx, inspectionId, revision, draft));
    note(`institution ${row.institutionId}`, { inspectionId });
    return { revision: revision + 1 };
  }),
  handler(handOverInspection, async ({ tx, actor, now, note }, { inspectionId, revision, knowWithin }) => {
    const row = await getMine(tx, actor, inspectionId);
    const numbers = guard(decideHandOver(row, localDate(now)));
    wrote(await saveHandOver(tx, inspectionId, revision, numbers, actor, now));
    const period = { value: knowWithin, unit: 'working-days' } as const;
    await openTask(tx, knowledgeTask(row), 'institution', period, localDate(now));
    note(`institution ${row.institutionId}`, { inspectionId, ...numbers });
    return { state: 'handed-over' } as const;
  }),
  handler(knowInspection, async ({ tx, actor, now, note }, { inspectionId, objection }) => {
    const row = await getInspection(tx, inspectionId);
    guard(decideKnow(row.state, objection));
    wrote(await saveKnown(tx, inspectionId, objection, actor, now));
    await closeTask(tx, knowledgeTask(row), localDate(now));
    note(`institution ${row.institutionId}`, { inspectionId, objects: objection !== null });
    return { state: 'closed' } as const;
  }),
  handler(dropInspection, async ({ tx, actor, now, note }, { inspectionId, reason }) => {
    const row = await getMine(tx, actor, inspectionId);
    guard(decideDrop(row.state, reason));
    wrote(await saveDropped(tx, inspectionId, reason, actor, now));
    note(`institution ${row.institutionId}`, { inspectionId, reason });
    return { state: 'dropped' } as const;
  }),
  handler(closeUnsignedInspection, async ({ tx, actor, now, note }, { inspectionId, how }) => {
    const row = await getMine(tx, actor, inspectionId);
    const due = await findDue(tx, knowledgeTask(row));
    guard(decideCloseUnsigned(row.state, due, localDate(now), how));
    wrote(await saveClosedUnsigned(tx, inspectionId, how, actor, now));
    await closeTask(tx, knowledgeTask(row), localDate(now));
    note(`institution ${row.institutionId}`, { inspectionId, how });
    return { state: 'closed' } as const;
  }),
  handler(correctInspection, async ({ tx, actor, now, note }, { inspectionId, requestId, reason }) => {
    const row = await getMine(tx, actor, inspectionId);
    const there = await findByRequest(tx, requestId, row.institutionId);
    if (!there) {
      guard(decideCorrection(row.state, row.correctedById !== null));
      await insertCorrection(tx, inspectionId, requestId, reason, actor, now);
    }
    const made = there ?? (await findByRequest(tx, requestId, row.institutionId));
    if (!made) throw new Refused(changedMeanwhile);
    note(`institution ${row.institutionId}`, { inspectionId: made.id, corrects: inspectionId, reason });
    return { inspectionId: made.id };
  }),
];
