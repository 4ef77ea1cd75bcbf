import { guard, Refused } from '@xueqian/kernel/decision.ts';
import { addCalendarDays } from '@xueqian/kernel/iso-date.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { type Call, type Handler, handler } from '@xueqian/platform/handler.ts';
import { listPapers, type PaperRecord } from '../../attachments/server/index.ts';
import { daysOfPeriod } from '../../deadlines/keeping-up.ts';
import {
  closeTask,
  columnOf,
  countTasksByPart,
  findDivision,
  listOpenTasks,
  opensOf,
  openTask,
  pauseTask,
  placeOf,
} from '../../deadlines/server/index.ts';
import { beginningOf, localDate, packOf } from '../../jurisdictions/server/index.ts';
import * as routes from '../contract.ts';
import { decideAct, decideDay, decideDeclaring, decidePapers, decideReturnTo } from '../declaration.ts';
import { nameOfKey } from '../kind.ts';
import { demandsOf } from './kind-handlers.ts';
import {
  countByPart,
  type DeclarationRow,
  type Drafted,
  findDeclaration,
  findStanding,
  insertDeclaration,
  insertStep,
  listByIds,
  listRows,
  lockDeclaration,
  saveConfirmed,
  saveDecided,
  saveDraft,
  saveState,
} from './store.ts';
import { reviewTask, rowViews, viewOf } from './view.ts';

/** A declaration as it was read, held. */
const getHeld = async (tx: Tx, id: number, revision: number): Promise<DeclarationRow> => {
  const held = await lockDeclaration(tx, id);
  if (!held && !(await findDeclaration(tx, id))) throw new Refused('declarations.not-found');
  if (held?.revision !== revision) throw new Refused('declarations.changed-meanwhile');
  return held;
};

/** What was given, under what its kind asks for now. */
const draftedOf = async (
  { tx, now }: Call,
  institutionId: number,
  given: { kind: string; title: string; description: string; changedOn: string },
): Promise<Drafted> => {
  const name = nameOfKey(given.kind);
  const standing = await findStanding(tx, institutionId);
  if (standing === null) throw new Refused('institutions.not-found');
  guard(decideDeclaring(name.nationalCode, standing));
  guard(decideDay(given.changedOn, localDate(now)));
  const { handling, title: kindTitle } = await demandsOf(tx, institutionId, name);
  const { title, description, changedOn } = given;
  return { ...name, kindTitle, handling, title, description, changedOn };
};

/** Whether it may go on its way today; gives what its kind asks for. */
const guardOnward = async ({ tx, now }: Call, row: DeclarationRow) => {
  const name = nameOfKey(row.nationalCode ?? `k${row.kindId}`);
  guard(decideDeclaring(name.nationalCode, (await findStanding(tx, row.institutionId)) ?? 'closed'));
  guard(decideDay(row.changedOn, localDate(now)));
  const demands = await demandsOf(tx, row.institutionId, name);
  guard(decidePapers(demands, (await listPapers(tx, 'declaration', row.id)).length));
  return demands;
};

/** The declaration that papers go with, as far as the asker sees it: while it is being drawn up they may be added. */
export const findPaperRecord = async (tx: Tx, recordId: number): Promise<PaperRecord | null> => {
  const row = await findDeclaration(tx, recordId);
  return row && { institutionId: row.institutionId, isOpen: row.state === 'draft' || row.state === 'returned' };
};

export const declarationHandlers: Handler[] = [
  handler(routes.listDeclarations, async ({ tx, now }, { only, kind, division, after, limit }) => {
    const today = localDate(now);
    const column = division === undefined ? null : columnOf[(await findDivision(tx, division)).level];
    const place = { column, code: division ?? '' };
    if (only === 'queue') {
      const [on, id] = after?.split('|') ?? [];
      const from = on && id ? { on, id: Number(id) } : null;
      const filter = { holder: null, lateOn: null, running: 'declaration-review', ...place } as const;
      const tasks = await listOpenTasks(tx, filter, from, limit);
      const found = await rowViews(
        tx,
        await listByIds(
          tx,
          tasks.map(({ subject }) => Number(subject)),
        ),
        today,
      );
      const end = tasks.at(-1);
      return {
        rows: tasks
          .flatMap(({ subject }) => found.find((row) => String(row.id) === subject) ?? [])
          .filter((row) => kind === undefined || row.kind === kind),
        next: tasks.length === limit && end ? `${end.dueOn ?? '9999-12-31'}|${end.id}` : null,
      };
    }
    const name = kind === undefined ? null : nameOfKey(kind);
    const rows = await listRows(tx, { only, kind: name, ...place }, after ? Number(after) : null, limit);
    return { rows: await rowViews(tx, rows, today), next: rows.length === limit ? String(rows.at(-1)?.id) : null };
  }),
  handler(routes.readDeclaration, async ({ tx, actor, now }, { declarationId }) => {
    const row = await findDeclaration(tx, declarationId);
    if (!row) throw new Refused('declarations.not-found');
    return viewOf(tx, row, actor, localDate(now));
  }),
  handler(routes.countDeclarations, async ({ tx, actor, now }, { division, period }) => {
    const today = localDate(now);
    const place = await placeOf(tx, actor, division);
    const { fromOn, untilOn } = daysOfPeriod(period, today);
    const [from, before] = [beginningOf(fromOn), beginningOf(addCalendarDays(untilOn, 1))];
    const counted = await countByPart(tx, place.own, place.part, place.code, from, before);
    const tasks = await countTasksByPart(tx, place.own, place.part, place.code, today, 'declaration-review');
    const none = { declared: 0, accepted: 0, acknowledged: 0, refused: 0, returned: 0 };
    const codes = new Map([...tasks, ...counted].map(({ code, name }) => [code, name]));
    const parts = [...codes].map(([code, name]) => {
      const task = tasks.find((one) => one.code === code);
      return {
        ...{ opens: opensOf(place), ...none, ...counted.find((one) => one.code === code), code, name },
        waiting: (task?.open ?? 0) - (task?.paused ?? 0),
        late: task?.lateOfCounties ?? 0,
      };
    });
    parts.sort(
      (one, other) => other.late - one.late || other.waiting - one.waiting || (one.code < other.code ? -1 : 1),
    );
    return { division: { code: place.code, name: place.name }, fromOn, untilOn, parts };
  }),
  handler(routes.drawUpDeclaration, async (call, { institutionId, requestId, ...given }) => {
    const { tx, actor, now } = call;
    const drafted = await draftedOf(call, institutionId, given);
    const made = await insertDeclaration(tx, institutionId, requestId, drafted, actor, now);
    if (made === null) throw new Refused('institutions.not-found');
    if (made.isNew) await insertStep(tx, made.id, 'drawn-up', null, actor, now);
    call.note(`institution ${institutionId}`, { declarationId: made.id, kind: given.kind });
    return { declarationId: made.id };
  }),
  handler(routes.editDeclaration, async (call, { declarationId, revision, ...given }) => {
    const { tx, actor, now } = call;
    const row = await getHeld(tx, declarationId, revision);
    guard(decideAct(row.state, row.handling, 'edit', null));
    const drafted = await draftedOf(call, row.institutionId, given);
    call.note(`institution ${row.institutionId}`, { declarationId, kind: given.kind });
    return saveDraft(tx, declarationId, drafted, actor, now);
  }),
  handler(routes.submitDeclaration, async (call, { declarationId, revision }) => {
    const { tx, actor, now } = call;
    const row = await getHeld(tx, declarationId, revision);
    const state = guard(decideAct(row.state, row.handling, 'submit', null));
    await guardOnward(call, row);
    const saved = await saveState(tx, declarationId, state, null);
    await insertStep(tx, declarationId, 'submit', null, actor, now);
    call.note(`institution ${row.institutionId}`, { declarationId });
    return { state, revision: saved.revision };
  }),
  handler(routes.confirmDeclaration, async (call, { declarationId, revision, decision, reason }) => {
    const { tx, actor, now } = call;
    const row = await getHeld(tx, declarationId, revision);
    if (row.state !== 'submitted') throw new Refused('declarations.changed-meanwhile');
    const state = guard(decideAct(row.state, row.handling, decision, reason));
    const saved =
      decision === 'confirm'
        ? await saveConfirmed(tx, declarationId, (await guardOnward(call, row)).handling, actor, now)
        : await saveState(tx, declarationId, state, reason);
    if (decision === 'confirm') {
      const on = localDate(now);
      const { values } = await packOf(tx, row.countyCode, on);
      await openTask(tx, reviewTask(row), 'county', values.declarationWithin, on);
    }
    await insertStep(tx, declarationId, decision, reason, actor, now);
    call.note(`institution ${row.institutionId}`, { declarationId, decision, reason });
    return { state, revision: saved.revision };
  }),
  handler(routes.decideDeclaration, async (call, { declarationId, revision, decision, reason }) => {
    const { tx, actor, now } = call;
    const row = await getHeld(tx, declarationId, revision);
    const state = guard(decideAct(row.state, row.handling, decision, reason));
    guard(decideReturnTo((await findStanding(tx, row.institutionId)) ?? 'closed', decision));
    const saved = await saveDecided(tx, declarationId, state, reason, actor, now);
    // While the institution mends it, the county's clock rests.
    if (decision === 'return') await pauseTask(tx, reviewTask(row), localDate(now));
    else await closeTask(tx, reviewTask(row), localDate(now));
    await insertStep(tx, declarationId, decision, reason, actor, now);
    call.note(`institution ${row.institutionId}`, { declarationId, decision, reason });
    return { state, revision: saved.revision };
  }),
  handler(routes.withdrawDeclaration, async (call, { declarationId, revision }) => {
    const { tx, actor, now } = call;
    const row = await getHeld(tx, declarationId, revision);
    const state = guard(decideAct(row.state, row.handling, 'withdraw', null));
    const saved = await saveState(tx, declarationId, state, null);
    await closeTask(tx, reviewTask(row), localDate(now));
    await insertStep(tx, declarationId, 'withdraw', null, actor, now);
    call.note(`institution ${row.institutionId}`, { declarationId });
    return { state, revision: saved.revision };
  }),
];
