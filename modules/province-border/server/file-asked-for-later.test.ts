import { describe, expect, it } from 'vitest';
import { borderPlay, destination } from '../../../apps/server/testing/border-play.ts';
import { useCheckedApp } from '../../../apps/server/testing/checked-app.ts';
import { ok as succeeded } from '../../../apps/server/testing/replies.ts';
import type { TestApp } from '../../../apps/server/testing/test-app.ts';
import { transferPlay } from '../../../apps/server/testing/transfer-play.ts';
import { openFile } from './file-sealing.ts';

let app: TestApp;
let n = 100;
const play = () => borderPlay(app, 'a');
const numbered = () => {
  n += 1;
  return transferPlay(() => app).numbered('a', n);
};
const me = () => app.as('a-ordinary');

useCheckedApp('2026-11-23T01:00:00Z', (made) => {
  app = made;
});

const ok = <T = Record<string, unknown>>(reply: Parameters<typeof succeeded>[0]) => succeeded<T>(reply);
const stateOf = async (childId: number) =>
  app.database.asOwner((tx) =>
    tx.one<{ state: string; endedOn: string | null }>(
      'select state, ended_on as "endedOn" from children.children where id = $1',
      [childId],
    ),
  );
const answer = (id: number, text: string) => me().post(`/api/crossings/${id}/answer`, { text });

describe('a child that left, whose guardian comes back for the file', () => {
  const leave = async (childId: number, way = 'withdrawn', leftOn = '2026-11-20') => {
    const asked = { childIds: [childId], leftOn, way, destination: null, reason: '家长要求' };
    await ok(me().post(`/api/institutions/${app.institution('a')}/leavings`, asked));
  };
  it.each(['withdrawn', 'abroad'])(
    '(%s) goes to another province on the day on which it left, with its number',
    async (way) => {
      const childId = await numbered();
      await leave(childId, way);
      app.setNow('2026-12-21T01:00:00Z');
      const id = await play().send(childId);
      const made = await ok<{ text: string; openingCode: string }>(me().post(`/api/crossings/${id}/file`, {}));
      const content = await openFile(JSON.parse(made.text), made.openingCode);
      expect(content.studentNumber).toMatch(/^G/);
      expect(content.enrolments).toMatchObject([{ institutionName: '金水一幼', endedOn: '2026-11-20' }]);
      expect(await ok(answer(id, await play().answerTo(id, { on: '2026-12-20' })))).toMatchObject({ state: 'gone' });
      expect(await stateOf(childId)).toEqual({ state: 'left', endedOn: '2026-11-20' });
      const { leaving } = await ok<{ leaving: object }>(me().get(`/api/children/${childId}/departures`));
      expect(leaving).toMatchObject({
        way: 'moved-away',
        leftOn: '2026-11-20',
        destination: '天津市滨海新区 海河幼儿园',
      });
      const kept = await app.database.asOwner((tx) =>
        tx.rows(
          `select p.end_kind as kind, n.ended_at as "numberEnded", c.end_kind as "fileKind" from children.past_enrolments p
         join children.children c on c.id = p.child_id join registration.numbers n on n.child_id = c.id where c.id = $1 and p.undone_at is null`,
          [childId],
        ),
      );
      expect(kept).toEqual([{ kind: '3', fileKind: '3', numberEnded: null }]);
      const moves = await app.database.asOwner((tx) =>
        tx.rows(
          `select kind, way, is_open as "isOpen", other_code as "other" from flows.moves where child_id = $1 and undone_at is null`,
          [childId],
        ),
      );
      expect(moves).toEqual([{ kind: 'crossed-out', way: null, isOpen: false, other: '120116' }]);
      const again = me().post(`/api/children/${childId}/crossings`, {
        requestId: crypto.randomUUID(),
        ...destination(),
      });
      expect((await again).body).toMatchObject({
        ...{ code: 'province-border.gone-already' },
        facts: { to: '天津市滨海新区' },
      });
    },
  );

  it('holds the file back meanwhile, and a leaving taken back makes of it a crossing like any other', async () => {
    const childId = await numbered();
    await leave(childId);
    const id = await play().send(childId);
    const recovery = { requestId: crypto.randomUUID(), reason: '仍在园' };
    app.setNow('2026-12-21T01:00:00Z');
    expect((await me().post(`/api/children/${childId}/recoveries`, recovery)).status).toBe(409);
    app.setNow('2026-11-24T01:00:00Z');
    const { leaving } = await ok<{ leaving: { id: number } }>(me().get(`/api/children/${childId}/departures`));
    await ok(me().post(`/api/leavings/${leaving.id}/undoing`, { reason: '登记有误' }));
    expect((await stateOf(childId)).state).toBe('numbered');
    expect(await ok(answer(id, await play().answerTo(id, { on: '2026-11-24' })))).toMatchObject({ state: 'gone' });
    expect(await stateOf(childId)).toEqual({ state: 'left', endedOn: '2026-11-24' });
  });

  it('only of the institution at which it was last', async () => {
    const childId = await numbered();
    await leave(childId);
    const asked = () => ({ requestId: crypto.randomUUID(), ...destination() });
    expect((await app.as('d-ordinary').post(`/api/children/${childId}/crossings`, asked())).status).toBe(404);
    await expect(
      app.database.asActor(app.actor('a-ordinary'), (tx) =>
        tx.rows(`select departures.go_elsewhere($1, '天津', '随便', 1, now())`, [childId]),
      ),
    ).rejects.toThrow('only a child that has left');
  });
});
