import type { JobKind } from '@xueqian/platform/jobs.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type JobName, jobNames } from './job-kinds.ts';
import { confirmAlterationIn } from './testing/alteration-rows.ts';
import { childCells } from './testing/child-cells.ts';
import { answerFile, graduateOf, makeListIn, sentRows, uploadAnswers } from './testing/primary-entry-play.ts';
import { ok } from './testing/replies.ts';
import { roundPlay } from './testing/round-play.ts';
import { makeTestApp, type TestApp } from './testing/test-app.ts';
import { answersOf, makeBatchIn, province, sentLines } from './testing/verification-play.ts';
import { workbookOf } from './testing/workbook.ts';

let app: TestApp;
const play = roundPlay(() => app, 'a', 600);
let classCode: string;
beforeAll(async () => {
  app = await makeTestApp({ startsAt: '2027-08-05T01:00:00Z' });
  classCode = await app.makeClasses();
  await play.begin();
}, 120_000);
afterAll(() => app.close());

const kindOf = (name: JobName): JobKind<object> => {
  const found = app.jobKinds.find((kind) => kind.name === name);
  if (!found) throw new Error(`no kind ${name}`);
  return found as unknown as JobKind<object>;
};
/** What the job planned last was told. */
const planned = async (name: JobName): Promise<{ accountId?: number }> =>
  (
    await app.database.asOwner((tx) =>
      tx.one<{ data: object }>('select data from pgboss.job where name = $1 order by created_on desc limit 1', [name]),
    )
  ).data;

/** A record whose job is planned, in whose name, where it comes to without him, and how his colleague takes it up. */
type Row = {
  readonly asker: string;
  readonly table: string;
  readonly ask: () => Promise<number>;
  readonly waits: string;
  readonly ends: string;
  readonly failure?: string;
  readonly task: string;
  readonly takeUp: (id: number) => Promise<unknown>;
};
/** Not done in a person's name: an office has decided, or the clock has. */
type Nameless = 'of-an-office' | 'of-the-clock';

const post = (login: string, path: string, body: object) => ok<Record<string, number>>(app.as(login).post(path, body));
let sheets = 0;
const upload = async () => app.uploadAs('a', await workbookOf([childCells(700 + ++sheets, { classCode })]));
const checked = async () => {
  const id = await upload();
  await kindOf('importing.check').work((await planned('importing.check')) as never);
  return id;
};
const batchBody = () => ({ requestId: crypto.randomUUID(), reason: '秋季学期校验' });
const answersTo = async (batchId: number): Promise<number> => {
  const bytes = answersOf(await sentLines(app, batchId), () => '一致');
  const reply = await app.as(province).upload(`/api/verification-batches/${batchId}/answers`, bytes, '结果.csv');
  return (reply.body as { answerId: number }).answerId;
};
const answersHere = async () => {
  await play.numbered();
  return answersTo((await makeBatchIn(app)).batchId);
};
const batchOf = (answerId: number) =>
  app.database.asOwner((tx) =>
    tx.one<{ batchId: number }>('select batch_id as "batchId" from verification.answers where id = $1', [answerId]),
  );
const county = '410105-review';
const listBody = () => ({ requestId: crypto.randomUUID(), year: 2026, reason: '交小学核对入学' });
let graduates = 9400;
const graduate = () =>
  graduateOf(app, { key: 'a', institutionId: app.institution('a'), county: '410105' }, ++graduates);

const rows = {
  'importing.check': {
    ...{ asker: 'a-ordinary', table: 'importing.imports', task: 'importing.stopped' },
    ...{ ask: upload, waits: 'waiting', ends: 'failed' },
    takeUp: async (id) => {
      await post('a-ordinary', `/api/imports/${id}/corrections`, { corrections: [] });
      await kindOf('importing.check').work((await planned('importing.check')) as never);
      expect(await ok(app.as('a-ordinary').get(`/api/imports/${id}`))).toMatchObject({
        state: 'checked',
        failure: null,
      });
      await post('a-ordinary', `/api/imports/${id}/cancellation`, {});
    },
  },
  'importing.commit': {
    ...{ asker: 'a-ordinary', table: 'importing.imports', task: 'importing.to-decide' },
    ask: async () => {
      const id = await checked();
      await post('a-ordinary', `/api/imports/${id}/commit`, { expectRejected: 0 });
      return id;
    },
    ...{ waits: 'committing', ends: 'checked' },
    takeUp: (id) => post('a-ordinary', `/api/imports/${id}/commit`, { expectRejected: 0 }),
  },
  'verification.make': {
    ...{ asker: province, table: 'verification.batches', task: 'verification.stopped' },
    ask: async () => {
      await play.numbered();
      return (await post(province, '/api/verification-batches', batchBody()))['batchId'] as number;
    },
    ...{ waits: 'making', ends: 'failed' },
    takeUp: () => post(province, '/api/verification-batches', batchBody()),
  },
  'verification.check': {
    ...{ asker: province, table: 'verification.answers', task: 'verification.stopped' },
    ...{ ask: answersHere, waits: 'checking', ends: 'failed' },
    takeUp: async (id) => answersTo((await batchOf(id)).batchId),
  },
  'verification.apply': {
    ...{ asker: province, table: 'verification.answers', task: 'verification.stopped' },
    ask: async () => {
      const id = await answersHere();
      await kindOf('verification.check').work((await planned('verification.check')) as never);
      await post(province, `/api/verification-answers/${id}/application`, { expectFaulty: 0 });
      return id;
    },
    ...{ waits: 'applying', ends: 'checked' },
    takeUp: (id) => post(province, `/api/verification-answers/${id}/application`, { expectFaulty: 0 }),
  },
  'primary-entry.make': {
    ...{ asker: county, table: 'primary_entry.lists', task: 'primary-entry.stopped' },
    ask: async () => {
      await graduate();
      return (await post(county, '/api/primary-entry-lists', listBody()))['listId'] as number;
    },
    ...{ waits: 'making', ends: 'failed' },
    takeUp: () => post(county, '/api/primary-entry-lists', listBody()),
  },
  'primary-entry.apply': {
    ...{ asker: county, table: 'primary_entry.answers', task: 'primary-entry.stopped' },
    ask: async () => {
      await graduate();
      const { listId } = await makeListIn(app, county);
      const lines = (await sentRows(app, county, listId)).map((line) => ({ ...line, 接收结果: '查无此人' }));
      const id = await uploadAnswers(app, county, listId, answerFile(lines));
      await post(county, `/api/primary-entry-answers/${id}/application`, { expectFaulty: 0 });
      return id;
    },
    ...{ waits: 'applying', ends: 'checked' },
    takeUp: (id) => post(county, `/api/primary-entry-answers/${id}/application`, { expectFaulty: 0 }),
  },
  'yearly-round.carry-out': {
    ...{ asker: 'a-review', table: 'yearly_round.rounds', task: 'yearly-round.stopped' },
    ask: async () => {
      await play.numbered();
      const id = await play.proposed(play.promotion());
      await ok(play.confirm(id));
      return id;
    },
    ...{ waits: 'running', ends: 'failed', failure: 'yearly-round.confirmer-gone' },
    takeUp: async () => {
      const id = await play.proposed(play.promotion());
      await play.withdrawOpen(id);
    },
  },
  'jurisdictions.carry-out': 'of-an-office',
  'alterations.carry-out': 'of-an-office',
  'duplicates.recheck': 'of-the-clock',
  'supervision.night': 'of-the-clock',
  'platform.reseal': 'of-the-clock',
} as const satisfies Record<JobName, Row | Nameless>;

it('every kind of work is in the table, and every queue has its work', () => {
  expect(Object.keys(rows).sort()).toEqual([...jobNames].sort());
  expect(app.jobKinds.map(({ name }) => name).sort()).toEqual([...jobNames].sort());
});

const own = <T>(sql: string, values: unknown[] = []) =>
  app.database.asOwner(async (tx) => (await tx.rows<T & object>(sql, values))[0] as T);
/** A colleague of an asker, with the same role in the same office. */
const colleagueOf = async (login: string): Promise<number> => {
  const { accountId } = app.actor(login);
  const { id } = await own<{ id: number }>(
    `with who as (insert into accounts.people (name, created_at) values ('离岗人员', now()) returning id)
     insert into accounts.accounts (login, person_name, role, level, office_name, scope, institution_id, division_code, created_at, office_id, person_id)
     select 'gone-' || gen_random_uuid(), '离岗人员', role, level, office_name, scope, institution_id, division_code, created_at, office_id, who.id
     from accounts.accounts, who where accounts.id = $1 returning id`,
    [accountId],
  );
  return id;
};
const digest = () =>
  own<{ all: string }>(
    `select md5(coalesce(string_agg(c.id || c.state || c.version || coalesce(c.class_id, 0), ',' order by c.id), '')) as all from children.children c`,
  );
/** How somebody goes, and comes back. */
const ways = {
  closed: ['closed_at = now()', 'closed_at = null'],
  locked: [`locked_at = now(), locked_for = 'security'`, 'locked_at = null, locked_for = null'],
  'of another role': [`role = 'reader'`, ''],
} as const;

const asked = Object.entries(rows).filter(
  (each): each is [JobName, (typeof each)[1] & Row] => typeof each[1] === 'object',
);
describe.each(asked)('%s', (name, row: Row) => {
  it('stops plainly when its asker is gone, changes nobody, is told, and a colleague takes it up', async () => {
    const id = await row.ask();
    const job = await planned(name);
    expect(job.accountId).toBe(app.actor(row.asker).accountId);
    const gone = await colleagueOf(row.asker);
    const { role } = app.actor(row.asker);
    const before = await digest();
    const state = () =>
      own<{ state: string; code: string }>(`select state, failure ->> 'code' as code from ${row.table} where id = $1`, [
        id,
      ]);
    for (const [way, [go, back]] of Object.entries(ways))
      for (const step of ['work', 'giveUp'] as const) {
        await own(`update accounts.accounts set ${go} where id = $1`, [gone]);
        await kindOf(name)[step]?.({ ...job, accountId: gone } as never);
        expect(await state(), `${way}: ${step}`).toEqual({
          state: row.ends,
          code: row.failure ?? 'accounts.asker-gone',
        });
        // Done once more, as after a crash, it changes nothing.
        await kindOf(name)[step]?.({ ...job, accountId: gone } as never);
        expect((await state()).state).toBe(row.ends);
        await own(`update accounts.accounts set ${back || `role = '${role}'`} where id = $1`, [gone]);
        await own(`update ${row.table} set state = $2, failure = null where id = $1`, [id, row.waits]);
      }
    // As of an account of another office: what he does not see he does not carry out.
    await kindOf(name).work({ ...job, accountId: app.actor('d-teacher').accountId } as never);
    expect(await state()).toEqual({ state: row.ends, code: row.failure ?? 'accounts.asker-gone' });
    expect(await digest()).toEqual(before);
    const waiting = async () =>
      (
        await ok<{ tasks: { kind: string }[] }>(
          app.as(row.task === 'yearly-round.stopped' ? 'a-ordinary' : row.asker).get('/api/tasks'),
        )
      ).tasks.map(({ kind }) => kind);
    expect(await waiting()).toContain(row.task);
    await row.takeUp(id);
    expect(await waiting()).not.toContain(row.task);
  });
});

it('of an institution that has closed nothing is left open', async () => {
  const id = await rows['importing.commit'].ask();
  await own(`update institutions.institutions set standing = 'closed' where id = $1`, [app.institution('a')]);
  const gone = await colleagueOf('a-ordinary');
  await own('update accounts.accounts set closed_at = now() where id = $1', [gone]);
  await kindOf('importing.commit').work({ importId: id, accountId: gone } as never);
  expect(await own('select state from importing.imports where id = $1', [id])).toEqual({ state: 'failed' });
  await own(`update institutions.institutions set standing = 'operating' where id = $1`, [app.institution('a')]);
});

it('what an office decided is carried out though whoever decided it has gone', async () => {
  const alterationId = await confirmAlterationIn(app, 'b', undefined, '2027-08-05');
  const { revision } = await ok<{ revision: number }>(app.as(county).get(`/api/alterations/${alterationId}`));
  await post(county, `/api/alterations/${alterationId}/review`, {
    ...{ revision, decision: 'approve', reason: null, newCode: null },
  });
  await own('update accounts.accounts set closed_at = now() where id = $1', [app.actor(county).accountId]);
  const job = await planned('alterations.carry-out');
  expect(job.accountId).toBeUndefined();
  await kindOf('alterations.carry-out').work(job as never);
  expect(await own('select state from alterations.alterations where id = $1', [alterationId])).toEqual({
    state: 'carried-out',
  });
});
