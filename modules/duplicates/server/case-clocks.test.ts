import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerCase, enterAlike } from '../../../apps/server/testing/likeness-rows.ts';
import { makeTestApp, type PlaceKey, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { passNight } from '../../deadlines/server/index.ts';
import { passCases, setCaseClocks } from './index.ts';

let app: TestApp;
let n = 300;
beforeAll(async () => {
  app = await makeTestApp();
  await app.makeClasses();
});
afterAll(() => app.close());

const at = (day: string) => app.setNow(`${day}T05:00:00Z`);
const today = '2026-11-22';
const alike = (one: PlaceKey, other: PlaceKey) => {
  at(today);
  n += 1;
  return enterAlike(app, n, one, other);
};
const night = async (day: string) => {
  at(day);
  const begun = await passCases(app.database, day);
  await passNight(app.database, day);
  return begun;
};
const tasksOf = (caseId: number) =>
  app.database.asOwner((tx) =>
    tx.rows<{
      kind: string;
      who: number;
      holder: string;
      dueOn: string;
      closedOn: string | null;
      risen: string | null;
    }>(
      `select kind, institution_id as who, holder_level as holder, due_on as "dueOn", closed_on as "closedOn", escalated_to as risen
       from deadlines.tasks where subject = $1::text and kind in ('case-answer', 'case-decision') order by id`,
      [caseId],
    ),
  );
type View = {
  state: string;
  decidedLevel: string | null;
  decisionDueOn: string | null;
  later: { dueOn: string | null };
  earlier: { dueOn: string | null };
  may: { decide: boolean; awaitAnswers: boolean; undo: boolean };
};
const read = async (login: string, caseId: number) =>
  (await app.as(login).get(`/api/duplicate-cases/${caseId}`)).body as View;
const decide = (login: string, caseId: number, decision = 'two-children') =>
  app.as(login).post(`/api/duplicate-cases/${caseId}/decision`, { decision, reason: '已核对户口簿' });
const titleOf = (reply: { body: unknown }) => (reply.body as { title?: string }).title;
const waits = async (login: string) =>
  Object.fromEntries(
    ((await app.as(login).get('/api/tasks')).body as { tasks: { kind: string; count: number }[] }).tasks.map(
      ({ kind, count }) => [kind, count],
    ),
  );

describe('the clocks of a case', () => {
  it('each side answers within a month, by the rules of its county', async () => {
    const { caseId } = await alike('a', 'c');
    const [a, c] = [app.institution('a'), app.institution('c')];
    expect(await tasksOf(caseId)).toEqual(
      [c, a].map((who) => ({
        ...{ kind: 'case-answer', who, holder: 'institution' },
        ...{ dueOn: '2026-12-22', closedOn: null, risen: null },
      })),
    );
    // Either side knows both days.
    for (const login of ['a-ordinary', 'c-ordinary', '410105-review', '410100-review'])
      expect(await read(login, caseId), login).toMatchObject({
        later: { dueOn: '2026-12-22' },
        earlier: { dueOn: '2026-12-22' },
        decisionDueOn: null,
      });
    expect((await waits('a-ordinary'))['duplicates.to-answer']).toBe(1);
    expect((await waits('410100-review'))['duplicates.to-decide']).toBeUndefined();
  });

  it('the arbiter waits for both, and has five working days from the last answer', async () => {
    const { caseId } = await alike('a', 'c');
    await answerCase(app, caseId, ['a']);
    expect(await read('410100-review', caseId)).toMatchObject({
      may: { decide: false, awaitAnswers: true },
      later: { dueOn: '2026-12-22' },
      earlier: { dueOn: null },
    });
    expect(titleOf(await decide('410100-review', caseId))).toBe('duplicates.answers-awaited');
    at('2026-11-23');
    await answerCase(app, caseId, ['c']);
    expect(await read('410100-review', caseId)).toMatchObject({
      may: { decide: true, awaitAnswers: false },
      decisionDueOn: '2026-11-30',
    });
    expect((await tasksOf(caseId)).map(({ kind, holder, closedOn }) => [kind, holder, closedOn])).toEqual([
      ['case-answer', 'institution', '2026-11-23'],
      ['case-answer', 'institution', '2026-11-22'],
      ['case-decision', 'prefecture', null],
    ]);
    expect((await waits('410100-review'))['duplicates.to-decide']).toBe(1);
    const mine = (await app.as('410100-review').get('/api/deadlines?whose=mine')).body as { rows: unknown[] };
    expect(mine.rows).toMatchObject([{ kind: 'case-decision', subject: String(caseId), holder: 'prefecture' }]);
    expect((await decide('410100-review', caseId)).status).toBe(200);
    expect((await tasksOf(caseId)).every(({ closedOn }) => closedOn !== null)).toBe(true);
    expect((await waits('410100-review'))['duplicates.to-decide']).toBeUndefined();
  });

  it('both answer at once: the clock of the arbiter begins once', async () => {
    const { caseId } = await alike('b', 'a');
    await Promise.all([answerCase(app, caseId, ['a']), answerCase(app, caseId, ['b'])]);
    const decisions = (await tasksOf(caseId)).filter(({ kind }) => kind === 'case-decision');
    expect(decisions).toMatchObject([{ holder: 'county', dueOn: '2026-11-27', closedOn: null }]);
  });

  it('a decision while an answer arrives: one after the other, and no clock is left', async () => {
    const { caseId } = await alike('a', 'c');
    await answerCase(app, caseId, ['a', 'c']);
    const [again, decided] = await Promise.all([
      app.as('a-ordinary').post(`/api/duplicate-cases/${caseId}/answer`, { statement: '另有出生医学证明' }),
      decide('410100-review', caseId),
    ]);
    expect(decided.status, decided.text).toBe(200);
    expect([200, 409]).toContain(again.status);
    expect((await tasksOf(caseId)).filter(({ closedOn }) => closedOn === null)).toEqual([]);
  });

  it('one institution on both sides answers once', async () => {
    const { caseId } = await alike('a', 'a');
    expect(await tasksOf(caseId)).toHaveLength(1);
    await answerCase(app, caseId, ['a']);
    expect(await read('410105-review', caseId)).toMatchObject({ may: { decide: true } });
  });

  it('a correction ends them', async () => {
    const { caseId, laterId } = await alike('a', 'c');
    await app.as('c-ordinary').post(`/api/children/${laterId}/deletion`, { reason: '重复登记' });
    await app.database.asOwner((tx) =>
      tx.rows('select duplicates.close_unfounded($1, $2, $3, $4)', [[laterId], [], [], app.now()]),
    );
    expect((await tasksOf(caseId)).map(({ closedOn }) => closedOn)).toEqual([today, today]);
  });
});

describe('who sleeps', () => {
  it('the arbiter decides without the institution that let its day pass', async () => {
    const { caseId } = await alike('a', 'b');
    await answerCase(app, caseId, ['a']);
    expect(await night('2026-12-22')).toBe(0);
    expect(await read('410105-review', caseId)).toMatchObject({ may: { decide: false } });
    expect(await night('2026-12-23')).toBeGreaterThan(0);
    expect(await tasksOf(caseId)).toMatchObject([
      { kind: 'case-answer', who: app.institution('b'), closedOn: null, risen: 'county' },
      { kind: 'case-answer', who: app.institution('a') },
      { kind: 'case-decision', holder: 'county', dueOn: '2026-12-30' },
    ]);
    // Done again it begins nothing anew.
    expect(await night('2026-12-23')).toBe(0);
    expect((await decide('410105-review', caseId)).status).toBe(200);
  });

  it('a case that its county let lie is the prefecture’s too, and what it decided is its own to take back', async () => {
    const { caseId } = await alike('b', 'a');
    await answerCase(app, caseId, ['a', 'b']);
    at('2026-11-27');
    expect((await waits('410100-review'))['duplicates.to-take-over']).toBeUndefined();
    expect(titleOf(await decide('410100-review', caseId, 'one-child'))).toBe('duplicates.not-yours-to-decide');
    await night('2026-11-30');
    expect((await tasksOf(caseId)).at(-1)).toMatchObject({ kind: 'case-decision', risen: 'prefecture' });
    expect((await waits('410100-review'))['duplicates.to-take-over']).toBeGreaterThan(0);
    expect(titleOf(await decide('410600-review', caseId))).toBe('duplicates.not-found');
    // Another one's deadline is not this one's: its county keeps its own late case.
    expect(await read('410105-review', caseId)).toMatchObject({ may: { decide: true } });
    expect((await decide('410100-review', caseId, 'one-child')).status).toBe(200);
    expect(await read('410100-review', caseId)).toMatchObject({ decidedLevel: 'prefecture', may: { undo: true } });
    expect(await read('410105-review', caseId)).toMatchObject({ may: { undo: false } });
    const undo = (login: string) =>
      app.as(login).post(`/api/duplicate-cases/${caseId}/undoing`, { reason: '合并有误' });
    expect(titleOf(await undo('410105-review'))).toBe('duplicates.decided-elsewhere');
    expect((await undo('410100-review')).status).toBe(200);
    // Opened again with both answers there: its county has its days anew.
    await setCaseClocks({ database: app.database, clock: app.now });
    expect((await tasksOf(caseId)).at(-1)).toMatchObject({
      kind: 'case-decision',
      dueOn: '2026-12-07',
      closedOn: null,
    });
    expect(titleOf(await decide('410100-review', caseId))).toBe('duplicates.not-yours-to-decide');
    expect(await read('410105-review', caseId)).toMatchObject({ state: 'open', may: { decide: true } });
  });
});
