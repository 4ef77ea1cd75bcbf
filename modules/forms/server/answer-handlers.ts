import type { Actor } from '@xueqian/kernel/actor.ts';
import { Refused } from '@xueqian/kernel/decision.ts';
import { may } from '@xueqian/kernel/permissions.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { type Call, type Handler, handler } from '@xueqian/platform/handler.ts';
import { listPapers } from '../../attachments/server/index.ts';
import { closeTask, openTask, pauseTask } from '../../deadlines/server/index.ts';
import { localDate, packOf } from '../../jurisdictions/server/index.ts';
import { decideOnAnswer, decideVersion, decideWrite, isLate, isWithInstitution } from '../answer.ts';
import { carryOver, checkAnswer, shownValues } from '../answer-check.ts';
import {
  beginAnswer,
  carryAnswer,
  decideAnswer,
  listMyForms,
  readAnswer,
  saveAnswer,
  submitAnswer,
} from '../answer-contract.ts';
import { type AnswerValues, fieldsOf } from '../design.ts';
import {
  type AnswerRow,
  findAnswer,
  findAskingRound,
  insertAnswer,
  listMine,
  saveDecision,
  saveSubmitted,
  saveValues,
} from './answer-store.ts';
import { findSchemaFaults } from './find-schema-faults.ts';
import { getVersion, guard } from './guards.ts';

const getAnswer = async (tx: Tx, id: number, hold = false): Promise<AnswerRow> => {
  const found = await findAnswer(tx, id, hold);
  if (!found) throw new Refused('forms.answer-not-found');
  return found;
};

const personOf = (name: string | null, at: Date | null) =>
  at === null ? null : { name: name ?? '', at: at.toISOString() };
const isMaker = (row: AnswerRow, { level, scope }: Actor) => row.makerLevel === level && row.makerScope === scope;
const keysOf = ({ roundId, institutionId }: AnswerRow) => ({
  fill: { institutionId, kind: 'form', subject: String(roundId) } as const,
  look: { institutionId, kind: 'form-review', subject: String(roundId) } as const,
});
/** Most periods shown at once; a kindergarten is asked a few a month. */
const mostMine = 300;

/** The answer, held, if it may be written now. */
const getWritable = async (call: Call, answerId: number, revision: number): Promise<AnswerRow> => {
  const row = await getAnswer(call.tx, answerId, true);
  guard(decideWrite(row.formState, row.state, row.revision === revision));
  return row;
};

/** Papers that an answer names are papers of this answer. */
const guardPapers = async (tx: Tx, row: AnswerRow, values: AnswerValues, keys: readonly string[]): Promise<void> => {
  const named = keys.flatMap((key) => (Array.isArray(values[key]) ? values[key] : []));
  if (named.length === 0) return;
  const there = new Set((await listPapers(tx, 'form-answer', row.id)).map(({ id }) => id));
  if (!named.every((id) => there.has(id))) throw new Refused('forms.paper-not-found');
};

const keep = async (call: Call, row: AnswerRow, given: AnswerValues) => {
  const { design, answerSchema } = await getVersion(call.tx, row.formId, row.version);
  const values = shownValues(design, given);
  const papers = fieldsOf(design).filter(({ kind }) => kind === 'attachment');
  await guardPapers(
    call.tx,
    row,
    values,
    papers.map(({ key }) => key),
  );
  const revision = await saveValues(call.tx, row.id, values, row.version, call.actor, call.now);
  return { design, answerSchema, values, revision };
};

export const answerHandlers: Handler[] = [
  handler(listMyForms, async ({ tx, now }, { only }) => {
    const on = localDate(now);
    const rows = await listMine(tx, only === 'to-do', mostMine);
    return {
      rows: rows.map(({ formState, firstSubmittedOn, ...row }) => ({
        ...row,
        isOpen: formState === 'open',
        isLate: isLate(row.dueOn, firstSubmittedOn, on),
      })),
    };
  }),
  handler(beginAnswer, async ({ tx, actor, now, note }, { roundId }) => {
    const round = await findAskingRound(tx, roundId);
    if (!round) throw new Refused('forms.not-found');
    if (round.formState !== 'open') throw new Refused('forms.closed');
    const answerId = await insertAnswer(tx, roundId, round, actor, now);
    if (answerId === null) throw new Refused('forms.not-found');
    note(`form ${round.formId}`, { answerId });
    return { answerId };
  }),
  handler(readAnswer, async ({ tx, actor, now }, { answerId }) => {
    const row = await getAnswer(tx, answerId);
    const version = await getVersion(tx, row.formId, row.version);
    const newest = row.version === row.newestVersion ? version : await getVersion(tx, row.formId, row.newestVersion);
    const papers = await listPapers(tx, 'form-answer', answerId);
    const mayWrite = may('forms.answer', actor) && row.formState === 'open' && isWithInstitution(row.state);
    return {
      ...{ id: row.id, formId: row.formId, title: row.title, note: row.note, officeName: row.officeName },
      ...{ period: row.period, dueOn: row.dueOn, isLate: isLate(row.dueOn, row.firstSubmittedOn, localDate(now)) },
      ...{ institutionId: row.institutionId, institutionName: row.institutionName, state: row.state },
      ...{ revision: row.revision, version: row.version, newestVersion: row.newestVersion },
      ...{ openAnswers: newest.openAnswers, design: version.design, values: row.values, reason: row.reason },
      ...{ answerSchema: { ...version.answerSchema }, uiSchema: { ...version.uiSchema } },
      saved: personOf(row.savedBy, row.savedAt),
      submitted: personOf(row.submittedBy, row.submittedAt),
      decided: personOf(row.decidedBy, row.decidedAt),
      papers: papers.map(({ id, fileName, bytes }) => ({ id, fileName, bytes })),
      may: {
        write: mayWrite,
        carry: mayWrite && row.version < row.newestVersion,
        decide: may('forms.decide', actor) && isMaker(row, actor) && row.state === 'submitted',
      },
    };
  }),
  handler(saveAnswer, async (call, { answerId, revision, values }) => {
    const row = await getWritable(call, answerId, revision);
    const kept = await keep(call, row, values);
    call.note(`institution ${row.institutionId}`, { answerId });
    return { revision: kept.revision };
  }),
  handler(submitAnswer, async (call, { answerId, revision, values }) => {
    const { tx, actor, now } = call;
    const row = await getWritable(call, answerId, revision);
    const newest = await getVersion(tx, row.formId, row.newestVersion);
    guard(decideVersion(row.version, row.newestVersion, newest.openAnswers));
    const kept = await keep(call, row, values);
    const faults = checkAnswer(kept.design, kept.answerSchema, kept.values, findSchemaFaults);
    const [first] = faults;
    if (first) {
      const label = fieldsOf(kept.design).find(({ key }) => key === first.field)?.label ?? '';
      throw new Refused('forms.answer-has-faults', { count: faults.length, label });
    }
    const on = localDate(now);
    await saveSubmitted(tx, answerId, actor, now, on);
    const { fill, look } = keysOf(row);
    await pauseTask(tx, fill, on);
    if (row.makerLevel === 'county') {
      const { values: periods } = await packOf(tx, row.countyCode, on);
      await openTask(tx, look, 'county', periods.declarationWithin, on);
    }
    call.note(`institution ${row.institutionId}`, { answerId, version: row.version });
    return { state: 'submitted' as const, revision: kept.revision };
  }),
  handler(carryAnswer, async (call, { answerId, revision }) => {
    const { tx, actor, now } = call;
    const row = await getWritable(call, answerId, revision);
    if (row.version === row.newestVersion) throw new Refused('forms.answer-is-newest');
    const from = await getVersion(tx, row.formId, row.version);
    const to = await getVersion(tx, row.formId, row.newestVersion);
    const moved = carryOver(from.design, to.design, to.answerSchema, row.values, findSchemaFaults);
    await saveValues(tx, answerId, moved.values, row.newestVersion, actor, now);
    call.note(`institution ${row.institutionId}`, { answerId, from: row.version, to: row.newestVersion });
    return { version: row.newestVersion, dropped: [...moved.dropped] };
  }),
  handler(decideAnswer, async ({ tx, actor, now, note }, { answerId, revision, decision, reason }) => {
    const row = await getAnswer(tx, answerId, true);
    // Whoever only follows a form of another office decides nothing.
    if (!isMaker(row, actor)) throw new Refused('forms.answer-not-found');
    const state = guard(decideOnAnswer(row.state, row.revision === revision, decision, reason));
    const on = localDate(now);
    await saveDecision(tx, answerId, state, reason, actor, now);
    const { fill, look } = keysOf(row);
    if (row.makerLevel === 'county') await closeTask(tx, look, on);
    if (state === 'accepted') await closeTask(tx, fill, on);
    else await openTask(tx, fill, 'institution', row.within, on);
    note(`institution ${row.institutionId}`, { answerId, decision, reason });
    return { state };
  }),
];
