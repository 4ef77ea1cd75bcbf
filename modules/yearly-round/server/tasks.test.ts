import { beforeEach, expect, it } from 'vitest';
import { useCheckedApp } from '../../../apps/server/testing/checked-app.ts';
import { ok } from '../../../apps/server/testing/replies.ts';
import { roundPlay } from '../../../apps/server/testing/round-play.ts';
import type { TestApp } from '../../../apps/server/testing/test-app.ts';

let app: TestApp;
useCheckedApp('2027-08-05T01:00:00Z', (made) => {
  app = made;
});
const play = roundPlay(() => app);

/** What waits of the rounds, for the clerk and the principal. */
const waiting = async () => {
  const of = async (role: string) => {
    const { tasks } = await ok<{ tasks: { kind: string; count: number }[] }>(app.as(`a-${role}`).get('/api/tasks'));
    return tasks.filter(({ kind }) => kind.startsWith('yearly-round')).map(({ kind, count }) => `${kind} ${count}`);
  };
  return { clerk: await of('ordinary'), principal: await of('review') };
};
const nothing = { clerk: [], principal: [] };

beforeEach(() => app.setNow('2027-08-05T01:00:00Z'));

it('a promotion waits for the clerk, then for the principal, then for nobody; taken back it waits again', async () => {
  expect(await waiting(), 'no children').toEqual(nothing);
  const { code } = await play.begin();
  await play.numbered(code);
  expect(await waiting()).toEqual({ clerk: ['yearly-round.to-propose 1'], principal: [] });
  const id = await play.proposed(play.promotion());
  expect(await waiting()).toEqual({ clerk: [], principal: ['yearly-round.to-confirm 1'] });
  await play.withdrawOpen(id);
  expect(await waiting()).toEqual({ clerk: ['yearly-round.to-propose 1'], principal: [] });
  const done = await play.carriedOut(play.promotion());
  expect(done.state).toBe('done');
  expect(await waiting()).toEqual(nothing);
  await ok(play.undo(done.id));
  expect(await waiting()).toEqual({ clerk: ['yearly-round.to-propose 1'], principal: [] });
});

it('one that could not be carried out waits for the clerk, and nothing waits out of its months', async () => {
  const id = await play.proposed(play.promotion());
  await ok(play.confirm(id));
  await app.database.asOwner((tx) =>
    tx.run(
      `update yearly_round.rounds set state = 'failed', failure = '{"code": "yearly-round.changed-meanwhile"}' where id = $1`,
      [id],
    ),
  );
  expect(await waiting()).toEqual({ clerk: ['yearly-round.stopped 1'], principal: [] });
  app.setNow('2027-12-05T01:00:00Z');
  expect(await waiting()).toEqual(nothing);
  app.setNow('2027-06-05T01:00:00Z');
  await play.proposed(play.promotion());
  expect(await waiting(), 'a plan drawn up early').toEqual(nothing);
  app.setNow('2027-08-01T01:00:00Z');
  expect(await waiting()).toEqual({ clerk: [], principal: ['yearly-round.to-confirm 1'] });
});

it('in September it is the children without a class of the new school year', async () => {
  app.setNow('2027-09-06T01:00:00Z');
  expect((await waiting()).clerk, 'still in a class of the year before').toEqual(['yearly-round.to-propose 1']);
  const { id } = await play.makeClass('21', { schoolYear: 2027 });
  const seat = (classId: number | null) =>
    app.database.asOwner((tx) =>
      tx.run(
        `update children.children set class_id = $1, version = version + 1, changed_at = $2 where institution_id = $3 and state = 'numbered'`,
        [classId, app.now(), app.institution('a')],
      ),
    );
  await seat(id);
  expect((await waiting()).clerk).toEqual([]);
  app.setNow('2027-09-07T01:00:00Z');
  await seat(null);
  expect((await waiting()).clerk, 'in no class').toEqual(['yearly-round.to-propose 1']);
});
