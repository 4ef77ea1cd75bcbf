import { nationalCalendar } from '@xueqian/kernel/working-calendar.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { confirmSectionOf, sendOf } from '../../../apps/server/testing/file-sections.ts';
import { conditionsOf } from '../../../apps/server/testing/section-cells.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { risesTo } from '../task.ts';
import { openTask, passNight } from './index.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
});
afterAll(() => app.close());

const task = (subject: string) =>
  app.database.asOwner((tx) =>
    tx.find<Record<string, unknown>>(
      `select due_on as "dueOn", paused_on as "pausedOn", days_left as "daysLeft", reminded_on as "remindedOn", escalated_to as "escalatedTo", closed_on as "closedOn"
       from deadlines.tasks where subject = $1 order by id desc limit 1`,
      [subject],
    ),
  );
const mine = async (login: string, whose = 'mine') =>
  ((await app.as(login).get(`/api/deadlines?whose=${whose}`)).body as { rows: Record<string, unknown>[] }).rows;

describe('the review of a section', () => {
  const site = { key: 'a', institutionId: 0 };
  let asked: object = {};
  const decide = (decision: 'approve' | 'return') =>
    sendOf(app)('410105-review', 'POST', `/api/institutions/${site.institutionId}/sections/conditions/review`, {
      ...asked,
      ...{ decision, reason: '面积请核对' },
    });

  it('is due five working days after the principal has confirmed', async () => {
    site.institutionId = app.institution('a');
    asked = await confirmSectionOf(sendOf(app), site, 'conditions', conditionsOf());
    // 22 November 2026 is a Sunday.
    expect(await task('conditions')).toMatchObject({ dueOn: '2026-11-27', pausedOn: null });
    expect(await mine('410105-review')).toMatchObject([
      { kind: 'section-review', institutionName: '金水一幼', dueOn: '2026-11-27', daysLeft: 5 },
    ]);
    expect(await mine('a-ordinary')).toEqual([]);
  });

  it('rests while it is returned, and goes on with the days that were left', async () => {
    app.setNow('2026-11-25T01:00:00Z');
    await decide('return');
    expect(await task('conditions')).toMatchObject({ pausedOn: '2026-11-25', daysLeft: 2 });
    expect(await passNight(app.database, '2027-01-01')).toEqual({ reminded: 0, raised: 0 });
    app.setNow('2026-12-10T01:00:00Z');
    const base = `/api/institutions/${site.institutionId}/sections/conditions`;
    const saved = await sendOf(app)('a-ordinary', 'POST', `${base}/draft`, {
      ...{ revision: 1, fields: conditionsOf({ computers: 20 }) },
    });
    asked = { period: '', ...saved };
    await sendOf(app)('a-ordinary', 'POST', `${base}/submission`, asked);
    expect(await task('conditions')).toMatchObject({ pausedOn: '2026-11-25' });
    await sendOf(app)('a-review', 'POST', `${base}/confirmation`, { ...asked, decision: 'approve', reason: null });
    expect(await task('conditions')).toMatchObject({ pausedOn: null, daysLeft: null, dueOn: '2026-12-14' });
  });

  it('is brought to mind, rises when it is late, and is over when it is decided', async () => {
    expect(await passNight(app.database, '2026-12-10')).toEqual({ reminded: 1, raised: 0 });
    expect(await passNight(app.database, '2026-12-10')).toEqual({ reminded: 0, raised: 0 });
    expect(await passNight(app.database, '2026-12-14')).toEqual({ reminded: 0, raised: 0 });
    expect(await passNight(app.database, '2026-12-15')).toEqual({ reminded: 0, raised: 1 });
    expect(await task('conditions')).toMatchObject({ escalatedTo: 'prefecture' });
    app.setNow('2026-12-15T01:00:00Z');
    expect(await mine('410100-review', 'late')).toMatchObject([{ holder: 'county', daysLeft: -1 }]);
    expect((await app.as('410100-reader').get('/api/tasks')).body).toMatchObject({
      tasks: [{ kind: 'deadlines.risen', count: 1 }],
    });
    expect((await app.as('410000-reader').get('/api/deadlines/late')).body).toMatchObject({
      parts: [{ code: '410100', open: 1, lateOfCounties: 1, lateOfInstitutions: 0 }],
    });
    await passNight(app.database, '2026-12-22');
    expect(await task('conditions')).toMatchObject({ escalatedTo: 'province' });
    await decide('approve');
    expect(await task('conditions')).toMatchObject({ closedOn: '2026-12-15' });
    expect(await mine('410105-review')).toEqual([]);
  });
});

describe('the nightly pass', () => {
  it('raises exactly what the rule says, on any day', async () => {
    const due = ['2026-10-08', '2026-10-15', '2026-10-16', '2026-10-19', '2026-10-24', '2026-10-26', '2026-11-02'];
    for (const holder of ['institution', 'county'] as const)
      for (const dueOn of due)
        await app.database.asOwner(async (tx) => {
          const key = {
            institutionId: app.institution('b'),
            kind: 'rectification',
            subject: `${holder} ${dueOn}`,
          } as const;
          await openTask(tx, key, holder, { value: 0, unit: 'days' }, dueOn);
        });
    for (const on of [
      '2026-10-10',
      '2026-10-16',
      '2026-10-23',
      '2026-10-24',
      '2026-10-26',
      '2026-11-02',
      '2026-11-20',
    ]) {
      await app.database.asOwner((tx) => tx.run('update deadlines.tasks set escalated_to = null, escalated_on = null'));
      await passNight(app.database, on);
      for (const holder of ['institution', 'county'] as const)
        for (const dueOn of due)
          expect((await task(`${holder} ${dueOn}`))?.['escalatedTo'], `${holder} ${dueOn} on ${on}`).toBe(
            risesTo(holder, dueOn, on, nationalCalendar),
          );
    }
  });

  it('finds a day once the holidays of the year are known, and guesses none before', async () => {
    await app.database.asOwner((tx) =>
      openTask(
        tx,
        { institutionId: app.institution('c'), kind: 'term-check', subject: 'unknown' },
        'institution',
        { value: 5, unit: 'working-days' },
        '2026-12-30',
      ),
    );
    expect(await task('unknown')).toMatchObject({ dueOn: null });
    expect(await mine('c-ordinary')).toMatchObject([{ dueOn: 'not-known', daysLeft: null }]);
    await app.database.asOwner((tx) =>
      tx.run(`update deadlines.tasks set opened_on = '2026-12-01' where subject = 'unknown'`),
    );
    await passNight(app.database, '2026-12-02');
    expect(await task('unknown')).toMatchObject({ dueOn: '2026-12-08' });
  });
});
