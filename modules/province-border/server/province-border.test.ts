import { describe, expect, it } from 'vitest';
import {
  borderPlay,
  contentOf,
  destination,
  fileTo,
  openingCode,
  takeBody,
} from '../../../apps/server/testing/border-play.ts';
import { useCheckedApp } from '../../../apps/server/testing/checked-app.ts';
import { childCells } from '../../../apps/server/testing/child-cells.ts';
import { code, ok as succeeded } from '../../../apps/server/testing/replies.ts';
import type { TestApp } from '../../../apps/server/testing/test-app.ts';
import { transferPlay } from '../../../apps/server/testing/transfer-play.ts';
import { assignPack } from '../../jurisdictions/server/index.ts';
import { answerKeyOf, openFile } from './file-sealing.ts';

let app: TestApp;
let n = 100;
const play = (key: 'a' | 'd' = 'a') => borderPlay(app, key);
const numbered = (key: 'a' | 'd' = 'a') => {
  n += 1;
  return transferPlay(() => app).numbered(key, n);
};
const me = () => app.as('a-ordinary');

useCheckedApp('2026-11-23T01:00:00Z', (made) => {
  app = made;
});

const ok = <T = Record<string, unknown>>(reply: Parameters<typeof succeeded>[0]) => succeeded<T>(reply);
const read = (id: number, login = 'a-ordinary') => ok(app.as(login).get(`/api/crossings/${id}`));
const stateOf = async (childId: number) =>
  app.database.asOwner((tx) =>
    tx.one<{ state: string; endedOn: string | null }>(
      'select state, ended_on as "endedOn" from children.children where id = $1',
      [childId],
    ),
  );
const answer = (id: number, text: string) => me().post(`/api/crossings/${id}/answer`, { text });

describe('to another province', () => {
  it('a child goes with its file, and has left once the answer is there', async () => {
    const childId = await numbered();
    const id = await play().withPaper(childId);
    expect(await code(app.as('410105-review').get(`/api/crossings/${id}`))).toBe('province-border.not-found');
    await play().submit(id);
    expect(await read(id)).toMatchObject({ state: 'submitted', dueOn: expect.any(String) });
    expect(await ok(play().release(id))).toMatchObject({ state: 'sent' });
    expect(await read(id, '410000-review')).toMatchObject({ state: 'sent', childName: expect.any(String) });
    const made = await ok<{ text: string; openingCode: string }>(me().post(`/api/crossings/${id}/file`, {}));
    const file = JSON.parse(made.text);
    const number = await app.database.asOwner((tx) =>
      tx.one<{ name: string }>('select name from children.children where id = $1', [childId]),
    );
    expect(made.text, 'nothing of the child is open').not.toContain(number.name);
    const inside = await openFile(file, made.openingCode);
    expect(inside).toMatchObject({ child: { name: number.name }, studentNumber: `G${inside.child.identityNumber}` });
    expect(inside.enrolments).toMatchObject([{ admittedOn: '2025-09-01', endedOn: null }]);
    expect(inside.answerKey).toBe(answerKeyOf(app.services.sealer, file.header.fileId).toString('base64'));
    expect((await stateOf(childId)).state, 'still here').toBe('numbered');
    const said = await play().answerTo(id);
    expect(await ok(answer(id, said))).toMatchObject({ state: 'gone' });
    expect(await ok(answer(id, said)), 'the same answer twice').toMatchObject({ state: 'gone' });
    expect(await stateOf(childId)).toEqual({ state: 'left', endedOn: '2026-11-20' });
    const { leaving } = await ok<{ leaving: object }>(me().get(`/api/children/${childId}/departures`));
    expect(leaving).toMatchObject({ way: 'moved-away', destination: '天津市滨海新区 海河幼儿园' });
  });

  it('comes back when the other province did not take the child, and may be sent anew', async () => {
    const childId = await numbered();
    const id = await play().send(childId);
    const first = await play().answerTo(id, { result: 'refused', reason: '没有学位' });
    expect(await ok(answer(id, first))).toMatchObject({ state: 'returned' });
    expect(await ok(answer(id, first))).toMatchObject({ state: 'returned' });
    expect(await read(id)).toMatchObject({ note: '没有学位', may: { edit: true } });
    expect((await stateOf(childId)).state).toBe('numbered');
    await play().submit(id, 4);
    await ok(play().release(id, 5));
    expect(await code(answer(id, first)), 'the answer to the file before').toBe('province-border.answer-of-another');
    expect(await ok(answer(id, await play().answerTo(id)))).toMatchObject({ state: 'gone' });
  });

  it('is answered by its own answer only', async () => {
    const id = await play().send(await numbered());
    const said = await play().answerTo(id);
    const changed = said.replace('2026-11-20', '2026-11-21');
    expect(await code(answer(id, changed))).toBe('province-border.answer-not-signed');
    expect(await code(answer(id, said.slice(0, -20)))).toBe('province-border.file-unreadable');
    const other = await play().answerTo(await play().send(await numbered()));
    expect(await code(answer(id, other))).toBe('province-border.answer-of-another');
    expect(await code(answer(id, await fileTo('410105', contentOf(1))))).toBe('province-border.file-of-another-kind');
  });

  it('waits for the county where the rules ask for it', async () => {
    await app.database.asOwner((tx) => assignPack(tx, '410611', 'national-2025', '2026-01-01'));
    const id = await play('d').submit(await play('d').withPaper(await numbered('d')));
    expect(await ok(play('d').release(id))).toMatchObject({ state: 'released' });
    expect(await code(app.as('d-ordinary').post(`/api/crossings/${id}/file`, {}))).toBe(
      'province-border.changed-meanwhile',
    );
    const word = { revision: 3, decision: 'approve', reason: null };
    expect(await code(app.as('410105-review').post(`/api/crossings/${id}/approval`, word))).toBe(
      'province-border.not-found',
    );
    const queue = await ok<{ rows: { id: number }[] }>(app.as('410611-review').get('/api/crossings?only=mine'));
    expect(queue.rows.map((row) => row.id)).toContain(id);
    expect(await ok(app.as('410611-review').post(`/api/crossings/${id}/approval`, word))).toMatchObject({
      state: 'sent',
    });
    await app.database.asOwner((tx) =>
      tx.run(`delete from jurisdictions.pack_assignments where division_code = '410611'`),
    );
  });

  it('holds back everything else that could be done with the child, and they it', async () => {
    const childId = await numbered();
    const body = String(n);
    const id = await play().draw(childId);
    const again = { requestId: crypto.randomUUID(), ...destination() };
    expect(await code(me().post(`/api/children/${childId}/crossings`, again))).toBe('province-border.open-already');
    const leaving = {
      childIds: [childId],
      leftOn: '2026-11-20',
      way: 'withdrawn',
      destination: null,
      reason: '退园了',
    };
    expect(await code(me().post(`/api/institutions/${app.institution('a')}/leavings`, leaving))).toBe(
      'departures.crossing-open',
    );
    const { askBody, offerBody } = transferPlay(() => app);
    expect(await code(me().post(`/api/children/${childId}/transfers`, offerBody('b')))).toBe('transfers.crossing-open');
    expect(await code(app.as('b-ordinary').post('/api/transfers', askBody('b', Number(body))))).toBe(
      'transfers.crossing-open',
    );
    await ok(me().post(`/api/crossings/${id}/withdrawal`, { revision: 1 }));
    await ok(me().post(`/api/children/${childId}/transfers`, offerBody('b')));
    expect(await code(me().post(`/api/children/${childId}/crossings`, again))).toBe('province-border.something-open');
  });

  it('ends without an answer when the time is over, or because the child stays', async () => {
    app.setNow('2026-03-02T01:00:00Z');
    const childId = await numbered();
    const id = await play().send(childId);
    const end = (outcome: string, over: object = {}) =>
      me().post(`/api/crossings/${id}/end`, { revision: 3, outcome, leftOn: null, reason: '没有答复', ...over });
    expect(await code(end('go-unanswered'))).toBe('province-border.answer-may-come');
    app.setNow('2026-06-01T01:00:00Z');
    expect(await ok(end('go-unanswered', { leftOn: '2026-05-08' }))).toMatchObject({ state: 'gone' });
    expect(await stateOf(childId)).toEqual({ state: 'left', endedOn: '2026-05-08' });
    app.setNow('2026-11-23T01:00:00Z');
    const stays = await numbered();
    const other = await play().send(stays);
    const body = { revision: 3, outcome: 'stay', leftOn: null, reason: '不走了' };
    expect(await ok(me().post(`/api/crossings/${other}/end`, body))).toMatchObject({ state: 'withdrawn' });
    expect((await stateOf(stays)).state).toBe('numbered');
    expect(await code(answer(other, await play().answerTo(other)))).toBe('province-border.changed-meanwhile');
  });

  it('is released or withdrawn, never both', async () => {
    for (let round = 0; round < 4; round += 1) {
      const id = await play().submit(await play().withPaper(await numbered()));
      const both = await Promise.all([
        play().release(id),
        me().post(`/api/crossings/${id}/withdrawal`, { revision: 2 }),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    }
  });

  it('needs a paper, another province, and another person than who wrote it', async () => {
    const id = await play().draw(await numbered());
    const submit = (over: object = {}) =>
      me().post(`/api/crossings/${id}/submission`, { revision: 1, ...destination(over) });
    expect(await code(submit())).toBe('province-border.needs-papers');
    const childId = await numbered();
    const draw = (over: object) =>
      me().post(`/api/children/${childId}/crossings`, { requestId: crypto.randomUUID(), ...destination(over) });
    expect(await code(draw({ otherCode: '410102' }))).toBe('province-border.same-province');
    expect(await code(draw({ otherCode: '990000' }))).toBe('province-border.division-not-found');
    expect(
      await code(
        app
          .as('b-ordinary')
          .post(`/api/children/${childId}/crossings`, { requestId: crypto.randomUUID(), ...destination() }),
      ),
    ).toBe('children.not-found');
  });
});

describe('from another province', () => {
  const content = (over: object = {}, more = {}) => {
    n += 1;
    return contentOf(n, over, more);
  };
  const take = (text: string, key: 'a' | 'b' = 'a', over: object = {}) =>
    app.as(`${key}-ordinary`).post(`/api/institutions/${app.institution(key)}/crossings`, takeBody(text, over));
  const check = (text: string, over: object = {}) =>
    me().post(`/api/institutions/${app.institution('a')}/crossing-checks`, takeBody(text, over));

  it('a child is entered from its file, gets its own number and is answered', async () => {
    const said = content();
    const text = await fileTo('410105', said);
    const shown = await ok(check(text, { classCode: '20262101' }));
    expect(shown).toMatchObject({ continues: true, problems: [], obstacle: null, crossingId: null });
    expect(JSON.stringify(shown)).not.toContain(String(said.child.identityNumber));
    const { crossingId, childId } = await ok<{ crossingId: number; childId: number }>(
      take(text, 'a', { classCode: '20262101' }),
    );
    expect(await ok(take(text)), 'the same file twice').toEqual({ crossingId, childId });
    expect(await read(crossingId, '410105-review')).toMatchObject({
      ...{ direction: 'in', state: 'entered', fileState: 'entered' },
      enrolments: [{ institutionName: '海河幼儿园', admittedOn: '2024-09-01' }],
    });
    const reply = (decision: string, reason: string | null = null) =>
      me().post(`/api/crossings/${crossingId}/reply`, { revision: 1, decision, reason });
    expect(await code(reply('accept'))).toBe('province-border.no-number-yet');
    const choice = { institutionId: app.institution('a'), classId: null, childIds: [childId] };
    await ok(app.as('a-review').post('/api/registration/confirmations', choice));
    await ok(app.as('410105-review').post('/api/registration/approvals', choice));
    const numberKind = await app.database.asOwner((tx) =>
      tx.one<{ kind: string }>('select number_kind as kind from children.children where id = $1', [childId]),
    );
    expect(numberKind.kind).toBe('G');
    expect(await code(reply('refuse', '不来了'))).toBe('province-border.has-its-number');
    expect(await ok(reply('accept'))).toMatchObject({ state: 'accepted' });
    const made = await ok<{ text: string }>(me().post(`/api/crossings/${crossingId}/answer-file`, {}));
    expect(JSON.parse(made.text)).toMatchObject({ answer: { result: 'accepted', on: '2026-11-20', reason: null } });
  });

  it('what is wrong with a file is said before anything is entered', async () => {
    const text = await fileTo('410105', content());
    const other = JSON.parse(await fileTo('410105', content()));
    const file = JSON.parse(text);
    const cases: readonly (readonly [string, object, string])[] = [
      [text.slice(0, 300), {}, 'province-border.file-unreadable'],
      [JSON.stringify({ ...file, version: 2 }), {}, 'province-border.file-of-another-version'],
      [JSON.stringify({ ...file, header: other.header }), {}, 'province-border.file-changed'],
      [JSON.stringify({ ...file, sealed: other.sealed, digest: other.digest }), {}, 'province-border.file-changed'],
      [text, { openingCode: 'AAAA' }, 'province-border.wrong-code'],
      [await fileTo('420111', content()), {}, 'province-border.for-another-province'],
    ];
    for (const [bad, over, expected] of cases) {
      expect(await code(check(bad, over)), expected).toBe(expected);
      expect(await code(take(bad, 'a', over)), expected).toBe(expected);
    }
    const faulty = await fileTo('410105', content({ sex: '?' }));
    expect(await ok(check(faulty))).toMatchObject({
      problems: [{ column: 'classCode' }, { column: 'sex', severity: 'error' }],
    });
    expect(await code(take(faulty))).toBe('province-border.file-has-faults');
    expect(await ok(check(text, { openingCode: ` ${openingCode.toLowerCase()} ` }))).toMatchObject({ obstacle: null });
  });

  it('a child that is in the province already is not entered again', async () => {
    n += 1;
    const values = childCells(n, { classCode: '20262101' });
    const entry = { requestId: crypto.randomUUID(), values };
    await ok(me().post(`/api/institutions/${app.institution('a')}/children`, entry));
    const mine = await fileTo('410105', contentOf(n));
    expect(await ok(check(mine))).toMatchObject({ obstacle: 'province-border.is-here' });
    expect(await code(take(mine))).toBe('province-border.is-here');
    expect(await code(take(mine, 'b'))).toBe('province-border.is-in-the-province');
  });

  it('two institutions take one file at once: one has it', async () => {
    for (let round = 0; round < 4; round += 1) {
      const text = await fileTo('410105', content());
      const both = await Promise.all([take(text, 'a'), take(text, 'b')]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(both.map(({ body }) => (body as { code?: string }).code).filter(Boolean)).toEqual([
        'province-border.taken-elsewhere',
      ]);
      const one = both[0]?.status === 200 ? 'a' : 'b';
      const again = await Promise.all([take(text, one), take(text, one)]);
      expect(again.map(({ status }) => status)).toEqual([200, 200]);
    }
  });

  it('is not accepted, with a reason that goes back', async () => {
    const text = await fileTo('410105', content());
    const refuse = () =>
      me().post(`/api/institutions/${app.institution('a')}/crossing-refusals`, {
        text,
        openingCode,
        reason: '没有学位',
      });
    const { crossingId } = await ok<{ crossingId: number }>(refuse());
    expect(await ok(refuse())).toEqual({ crossingId });
    expect(await code(take(text))).toBe('province-border.refused-before');
    const made = await ok<{ text: string }>(me().post(`/api/crossings/${crossingId}/answer-file`, {}));
    expect(JSON.parse(made.text)).toMatchObject({ answer: { result: 'refused', reason: '没有学位' } });
  });
});
