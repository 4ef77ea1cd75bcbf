import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childCells, undocumentedCells } from '../../../apps/server/testing/child-cells.ts';
import { claimPlay } from '../../../apps/server/testing/claim-play.ts';
import { answerCase, enterAlike } from '../../../apps/server/testing/likeness-rows.ts';
import { photo } from '../../../apps/server/testing/section-cells.ts';
import { makeTestApp, type PlaceKey, type Reply, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { brokenInvariants } from '../../children/server/testing/invariants.ts';

let app: TestApp;
let n = 100;
beforeAll(async () => {
  app = await makeTestApp();
  await app.makeClasses();
});
afterAll(() => app.close());

const alike = (one: PlaceKey, other: PlaceKey) => {
  n += 1;
  return enterAlike(app, n, one, other);
};
/** A case in which both sides have said their word. */
const answered = async (one: PlaceKey, other: PlaceKey) => {
  const made = await alike(one, other);
  await answerCase(app, made.caseId, [one, other]);
  return made;
};
const read = async (login: string, caseId: number) =>
  (await app.as(login).get(`/api/duplicate-cases/${caseId}`)).body as {
    state: string;
    outcome: string | null;
    papers: { fileName: string }[];
    may: Record<string, boolean>;
    later: { answer: { statement: string | null } | null };
  };
const decide = (login: string, caseId: number, decision: string): Promise<Reply> =>
  app.as(login).post(`/api/duplicate-cases/${caseId}/decision`, { decision, reason: '已核对户口簿' });
const undo = (login: string, caseId: number): Promise<Reply> =>
  app.as(login).post(`/api/duplicate-cases/${caseId}/undoing`, { reason: '合并有误' });
const titleOf = (reply: Reply) => (reply.body as { title?: string }).title;
const stateOf = async (id: number): Promise<string> =>
  (
    await app.database.asOwner((tx) =>
      tx.one<{ state: string }>('select state from children.children where id = $1', [id]),
    )
  ).state;
const bookIsRight = async () => {
  expect(await brokenInvariants(app.database)).toEqual([]);
  expect(await app.differences()).toEqual([]);
};

describe('an answer with evidence', () => {
  it('needs papers, and the other institution sees neither papers nor words', async () => {
    const { caseId } = await alike('a', 'c');
    const me = app.as('c-ordinary');
    const answer = () => me.post(`/api/duplicate-cases/${caseId}/answer`, { statement: '户口簿可以证明' });
    expect(titleOf(await answer())).toBe('duplicates.needs-papers');
    await me.upload(`/api/papers/duplicate-case/${caseId}`, photo, '户口簿.png');
    expect((await answer()).status).toBe(200);
    expect(await read('c-ordinary', caseId)).toMatchObject({
      later: { answer: { statement: '户口簿可以证明' } },
      papers: [{ fileName: '户口簿.png' }],
    });
    expect(await read('a-ordinary', caseId)).toMatchObject({ later: { answer: null }, papers: [] });
    // Both counties look on; their prefecture sees the papers, and decides when the other one has answered too.
    expect(await read('410105-review', caseId)).toMatchObject({ papers: [], may: { decide: false } });
    expect(await read('410100-review', caseId)).toMatchObject({
      papers: [{}],
      may: { decide: false, awaitAnswers: true },
    });
  });

  it('may come from both at once', async () => {
    const { caseId } = await alike('a', 'b');
    await Promise.all(
      (['a', 'b'] as const).map((key) =>
        app.as(`${key}-ordinary`).upload(`/api/papers/duplicate-case/${caseId}`, photo, '证明.png'),
      ),
    );
    const replies = await Promise.all(
      (['a', 'b'] as const).map((key) =>
        app.as(`${key}-ordinary`).post(`/api/duplicate-cases/${caseId}/answer`, { statement: '本园的幼儿' }),
      ),
    );
    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    expect((await read('410105-review', caseId)).papers).toHaveLength(2);
  });
});

describe('who decides', () => {
  it('the county inside its county, else the superior of both', async () => {
    const own = await answered('a', 'b');
    expect(titleOf(await decide('410100-review', own.caseId, 'two-children'))).toBe('duplicates.not-yours-to-decide');
    expect((await decide('410105-review', own.caseId, 'two-children')).status).toBe(200);
    const across = await answered('a', 'd');
    expect(titleOf(await decide('410105-review', across.caseId, 'two-children'))).toBe(
      'duplicates.not-yours-to-decide',
    );
    expect(titleOf(await decide('410600-review', across.caseId, 'two-children'))).toBe(
      'duplicates.not-yours-to-decide',
    );
    expect((await decide('410000-review', across.caseId, 'two-children')).status).toBe(200);
  });

  it('one decision, however many decide at once', async () => {
    const { caseId } = await answered('a', 'c');
    const replies = await Promise.all(
      ['one-child', 'transfer', 'two-children'].map((what) => decide('410100-review', caseId, what)),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    await bookIsRight();
  });
});

describe('two children', () => {
  it('are never asked about again', async () => {
    const { caseId, laterId, earlierId } = await answered('a', 'c');
    expect((await decide('410100-review', caseId, 'two-children')).status).toBe(200);
    const open = await app.database.asOwner((tx) =>
      tx.rows('select k.id from duplicates.cases k where k.later_child_id = $1 and k.state = $2', [laterId, 'open']),
    );
    expect(open).toEqual([]);
    const candidates = await app.database.asOwner((tx) =>
      tx.rows('select * from duplicates.candidates($1) where other_id = $2', [[laterId], earlierId]),
    );
    expect(candidates).toEqual([]);
  });

  it('of one name and birth date without numbers each hold a claim, in the form and in a sheet', async () => {
    const play = claimPlay(() => app);
    const cells = undocumentedCells(9000, { classCode: '20262101' });
    const earlier = play.childId(await play.enter('a', cells));
    const later = play.childId(await play.enter('b', cells));
    const [row] = (
      (await app.as('b-ordinary').get('/api/duplicate-cases')).body as { rows: { id: number; kind: string }[] }
    ).rows.filter(({ kind }) => kind === '102');
    await answerCase(app, row?.id ?? 0, ['a', 'b']);
    expect((await decide('410105-review', row?.id ?? 0, 'two-children')).status).toBe(200);
    expect([await stateOf(earlier), await stateOf(later)]).toEqual(['entered', 'entered']);
    const { version, fields } = await play.read('b', later);
    const edited = await app
      .as('b-ordinary')
      .post(`/api/children/${later}`, { version, values: { ...fields, address: '经三路二号' } });
    expect(edited.body).toMatchObject({ saved: true, state: 'entered' });
    const counts = await (await play.startImport('b', [{ ...cells, address: '经三路三号' }]))();
    expect(counts).toMatchObject({ created: 0, updated: 1 });
    await bookIsRight();
  });

  it('have not one number', async () => {
    const play = claimPlay(() => app);
    await play.enter('a', childCells(9100, { classCode: '20262101' }));
    await play.enter('b', childCells(9100, { classCode: '20262101' }));
    const { id } = await app.database.asOwner((tx) =>
      tx.one<{ id: number }>(`select id from duplicates.cases where kind = '101' order by id desc limit 1`),
    );
    await answerCase(app, id, ['a', 'b']);
    expect(titleOf(await decide('410105-review', id, 'two-children'))).toBe('duplicates.number-belongs-to-one');
    expect((await decide('410105-review', id, 'one-child')).status).toBe(200);
    await bookIsRight();
  });
});

describe('one child', () => {
  it('the later file goes into the other one, and comes back as it was', async () => {
    const { caseId, laterId, earlierId } = await answered('a', 'c');
    expect((await decide('410100-review', caseId, 'one-child')).status).toBe(200);
    expect([await stateOf(laterId), await stateOf(earlierId)]).toEqual(['merged', 'entered']);
    await bookIsRight();
    expect((await undo('410100-review', caseId)).status).toBe(200);
    expect(await stateOf(laterId)).toBe('entered');
    expect(await read('410100-review', caseId)).toMatchObject({ state: 'open', outcome: null });
    expect(titleOf(await undo('410100-review', caseId))).toBe('duplicates.no-merger');
    await bookIsRight();
  });

  it('stays after a later change of the other file', async () => {
    const { caseId, earlierId } = await answered('a', 'c');
    await decide('410100-review', caseId, 'one-child');
    const { version, fields } = await claimPlay(() => app).read('a', earlierId);
    await app
      .as('a-ordinary')
      .post(`/api/children/${earlierId}`, { version, values: { ...fields, address: '经三路一号' } });
    expect(titleOf(await undo('410100-review', caseId))).toBe('duplicates.changed-since-merger');
  });

  it('is decided while the institution corrects: one of the two is done, the other is told', async () => {
    const { caseId, laterId } = await answered('a', 'c');
    const { version, fields } = await claimPlay(() => app).read('c', laterId);
    const [corrected, decided] = await Promise.all([
      app.as('c-ordinary').post(`/api/children/${laterId}`, { version, values: { ...fields, name: '张浩然' } }),
      decide('410100-review', caseId, 'one-child'),
    ]);
    expect([corrected.status, decided.status]).toContain(200);
    for (const reply of [corrected, decided]) expect([200, 404, 409]).toContain(reply.status);
    await bookIsRight();
  });

  it('can not be taken back after its days', async () => {
    const { caseId } = await answered('a', 'c');
    await decide('410100-review', caseId, 'one-child');
    app.setNow('2026-12-25T01:00:00Z');
    expect(titleOf(await undo('410100-review', caseId))).toBe('duplicates.too-late-to-undo');
    app.setNow('2026-11-22T05:00:00Z');
  });
});

it('a transfer gives the later file up', async () => {
  const { caseId, laterId } = await answered('a', 'c');
  expect((await decide('410100-review', caseId, 'transfer')).status).toBe(200);
  expect(await stateOf(laterId)).toBe('deleted');
  expect(await read('c-ordinary', caseId)).toMatchObject({ state: 'closed', outcome: 'transfer' });
  expect(titleOf(await decide('410100-review', caseId, 'one-child'))).toBe('duplicates.closed');
  await bookIsRight();
});

it('a transfer takes the numbered file to the later kindergarten, which only has to accept it', async () => {
  const { caseId, earlierId, laterId } = await answered('a', 'c');
  const choice = { institutionId: app.institution('a'), classId: null, childIds: [earlierId] };
  await app.as('a-review').post('/api/registration/confirmations', choice);
  await app.as('410105-review').post('/api/registration/approvals', choice);
  expect(await stateOf(earlierId)).toBe('numbered');
  expect((await decide('410100-review', caseId, 'transfer')).status).toBe(200);
  expect(await stateOf(laterId)).toBe('deleted');
  const { rows } = (await app.as('c-ordinary').get('/api/transfers?only=mine')).body as {
    rows: { id: number; state: string; dueOn: string | null }[];
  };
  expect(rows).toMatchObject([{ state: 'released', dueOn: 'not-known' }]);
  const classes = await app.as('c-ordinary').get(`/api/institutions/${app.institution('c')}/classes`);
  const accepted = await app.as('c-ordinary').post(`/api/transfers/${rows[0]?.id}/acceptance`, {
    ...{
      revision: 1,
      classId: (classes.body as { id: number }[])[0]?.id,
      admittedOn: '2026-11-22',
      papersChecked: true,
    },
  });
  expect(accepted.status, accepted.text).toBe(200);
  const { institutionId } = await app.database.asOwner((tx) =>
    tx.one<{ institutionId: number }>('select institution_id as "institutionId" from children.children where id = $1', [
      earlierId,
    ]),
  );
  expect([institutionId, await stateOf(earlierId)]).toEqual([app.institution('c'), 'numbered']);
  await bookIsRight();
});

it('the county lets a child through, and gives its number', async () => {
  const { caseId, laterId } = await alike('a', 'd');
  const choice = { institutionId: app.institution('d'), classId: null, childIds: [laterId] };
  await app.as('d-review').post('/api/registration/confirmations', choice);
  const approve = async () =>
    (await app.as('410611-review').post('/api/registration/approvals', choice)).body as {
      done: number;
      refused: { code: string }[];
    };
  expect((await approve()).refused).toMatchObject([{ code: 'registration.may-be-another' }]);
  const letThrough = (login: string) =>
    app.as(login).post(`/api/duplicate-cases/${caseId}/letting-through`, { reason: '已电话核实' });
  expect(titleOf(await letThrough('410105-review'))).toBe('duplicates.not-let-through');
  expect((await letThrough('410611-review')).status).toBe(200);
  expect(await approve()).toMatchObject({ done: 1, refused: [] });
  expect((await read('410611-review', caseId)).state).toBe('open');
});
