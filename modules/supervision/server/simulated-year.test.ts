import { addCalendarDays } from '@xueqian/kernel/iso-date.ts';
import { isWorkingDay, workingDaysBetween } from '@xueqian/kernel/working-calendar.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { confirmSectionOf, sendOf } from '../../../apps/server/testing/file-sections.ts';
import { buildingOf, conditionsOf } from '../../../apps/server/testing/section-cells.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { assignPack } from '../../jurisdictions/server/index.ts';
import { randomOf } from '../../simulation/random.ts';
import { workNight } from './index.ts';

// A school year of a county, a working day after the other: two kindergartens file changes, the county reviews, orders
// rectification and is asked for its word; people are diligent on some days and asleep on others. The clock is given.

const county = '410105';
const [firstDay, lastDay] = ['2025-09-01', '2026-08-31'];
const random = randomOf('school year', county);
const keys = ['a', 'b'] as const;
type Key = (typeof keys)[number];
type Task = {
  readonly id: number;
  readonly kind: string;
  readonly subject: string;
  readonly key: Key;
  readonly holder: 'institution' | 'county';
  readonly dueOn: string | null;
  readonly pausedOn: string | null;
  readonly remindedOn: string | null;
  readonly risenTo: string | null;
  readonly closedOn: string | null;
};

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp({ startsAt: `${firstDay}T00:00:00Z` });
  // Measures that lay a period down for the check of a term and for each review.
  await app.database.asOwner((tx) => assignPack(tx, county, 'tianjin-binhai-2020', '2020-08-01'));
});
afterAll(() => app.close());

const tasksNow = (): Promise<Task[]> =>
  app.database.asOwner((tx) =>
    tx.rows<Task>(
      `select id, kind, subject, case institution_id when $1 then 'a' else 'b' end as key, holder_level as holder, due_on as "dueOn",
         paused_on as "pausedOn", reminded_on as "remindedOn", escalated_to as "risenTo", closed_on as "closedOn"
       from deadlines.tasks where county_code = $2 order by id`,
      [app.institution('a'), county],
    ),
  );

/** Working days from one day to another, as the published calendar counts them. */
const workingDays = (from: string, to: string): number => {
  const days = workingDaysBetween(from, to);
  if (!days.ok) throw new Error(`no calendar from ${from} to ${to}`);
  return days.value;
};
const ladder = ['institution', 'county', 'prefecture', 'province', 'ministry'];
/** Who has to know of an open task: one level up from the first late day, one more after five working days, and after ten. */
const knowsOf = (task: Task, on: string): string | null => {
  if (task.dueOn === null || task.dueOn >= on) return null;
  const late = workingDays(task.dueOn, on);
  return ladder[Math.min(ladder.indexOf(task.holder) + (late > 10 ? 3 : late > 5 ? 2 : 1), 4)] as string;
};

const base = (key: Key, what: string) => `/api/institutions/${app.institution(key)}/${what}`;
/** Each change is another one: what is unchanged is not filed. */
let filed = 5;
const fieldsOf = {
  conditions: () => conditionsOf({ computers: ++filed }),
  buildings: () => ({ buildings: [buildingOf({ area: 1000 + ++filed })] }),
};
type Section = keyof typeof fieldsOf;

/** Files a change of a section, from nothing or after it was sent back. */
const file = async (key: Key, section: Section): Promise<void> => {
  const { newest } = (await sendOf(app)(`${key}-ordinary`, 'GET', base(key, `sections/${section}`))) as {
    newest: { state: string; revision: number } | null;
  };
  if (newest?.state === 'submitted' || newest?.state === 'confirmed') return;
  if (newest?.state !== 'returned') {
    await confirmSectionOf(sendOf(app), { key, institutionId: app.institution(key) }, section, fieldsOf[section]());
    return;
  }
  const at = base(key, `sections/${section}`);
  const saved = await sendOf(app)(`${key}-ordinary`, 'POST', `${at}/draft`, {
    ...{ revision: newest.revision, fields: fieldsOf[section]() },
  });
  const asked = { period: '', ...saved };
  await sendOf(app)(`${key}-ordinary`, 'POST', `${at}/submission`, asked);
  await sendOf(app)(`${key}-review`, 'POST', `${at}/confirmation`, { ...asked, decision: 'approve', reason: null });
};

/** Does what a task waits for. */
const act = async ({ kind, subject, key }: Task): Promise<void> => {
  const send = sendOf(app);
  const yes = random.chance(0.75);
  if (kind === 'section-review') {
    const { newest } = (await send(`${county}-review`, 'GET', base(key, `sections/${subject}`))) as {
      newest: { version: number; revision: number };
    };
    await send(`${county}-review`, 'POST', base(key, `sections/${subject}/review`), {
      ...{ period: '', version: newest.version, revision: newest.revision },
      ...{ decision: yes ? 'approve' : 'return', reason: yes ? null : '请核对' },
    });
  } else if (kind === 'term-check') {
    await app.as(`${key}-ordinary`).post(base(key, 'term-check'), { unchanged: true });
  } else if (kind === 'rectification') {
    await send(`${key}-ordinary`, 'POST', `/api/rectifications/${subject}/answer`, { answer: '已整改' });
  } else if (kind === 'rectification-review') {
    await send(`${county}-review`, 'POST', `/api/rectifications/${subject}/decision`, {
      ...{ decision: yes ? 'accept' : 'return', reason: yes ? null : '材料不全' },
    });
  } else throw new Error(`nobody plays ${kind}`);
};

/** What happens on a working day. */
const playDay = async (on: string): Promise<void> => {
  app.setNow(`${on}T01:00:00Z`);
  for (const task of (await tasksNow()).filter(({ closedOn, pausedOn }) => closedOn === null && pausedOn === null)) {
    // A superior who calls is heard sooner than the calendar; some sleep until then.
    const sleeps = task.id % 4 === 0 && task.risenTo !== 'province' && task.risenTo !== 'ministry';
    if (!sleeps && random.chance(task.risenTo === null ? 0.35 : 0.6)) await act(task);
  }
  for (const key of keys) {
    for (const section of ['conditions', 'buildings'] as const) if (random.chance(0.04)) await file(key, section);
    if (random.chance(0.03))
      await sendOf(app)(`${county}-review`, 'POST', base(key, 'rectifications'), {
        ...{ requestId: crypto.randomUUID(), violation: 'late-change', found: '变动没有按时录入', asked: '补录' },
        dueOn: addCalendarDays(on, 14),
      });
  }
};

it('ends with every deadline met, or known to those above', async () => {
  let days = 0;
  for (let on = firstDay; on <= lastDay; on = addCalendarDays(on, 1)) {
    await workNight(app.database, on);
    for (const task of await tasksNow()) {
      if (task.closedOn !== null || task.pausedOn !== null) continue;
      expect(task.risenTo, `task ${task.id} (${task.kind}) due ${task.dueOn} in the night of ${on}`).toBe(
        knowsOf(task, on),
      );
      if (task.dueOn !== null && task.dueOn >= on && workingDays(on, task.dueOn) <= 2)
        expect(task.remindedOn, `task ${task.id} due ${task.dueOn}, ${on}`).not.toBeNull();
    }
    const works = isWorkingDay(on);
    if (!works.ok || !works.value) continue;
    await playDay(on);
    days += 1;
  }
  // 104 or so weekends and eleven holidays, some of them made up for.
  expect(days).toBeGreaterThan(245);
  expect(days).toBeLessThan(253);
  const tasks = await tasksNow();
  const closed = tasks.filter(({ closedOn }) => closedOn !== null);
  // What was answered in time rests with the other side until it is closed, and is not late by that.
  const isLate = ({ dueOn, pausedOn, closedOn }: Task) => dueOn !== null && ((pausedOn ?? closedOn) as string) > dueOn;
  const [met, late] = [closed.filter((task) => !isLate(task)), closed.filter(isLate)];
  const open = tasks.filter(({ closedOn }) => closedOn === null);
  for (const kind of ['section-review', 'term-check', 'rectification', 'rectification-review'])
    expect(
      met.some((task) => task.kind === kind),
      kind,
    ).toBe(true);
  expect(late.length, 'some sleep').toBeGreaterThan(3);
  for (const task of late)
    expect(task.risenTo, `task ${task.id} closed ${task.closedOn} after ${task.dueOn}`).not.toBeNull();
  for (const task of open)
    expect(task.pausedOn !== null || task.risenTo === knowsOf(task, lastDay), `task ${task.id}`).toBe(true);
  const said = await app.as('410100-reader').get('/api/deadlines/late');
  const part = (said.body as { parts: { code: string; open: number }[] }).parts.find(({ code }) => code === county);
  expect(part?.open ?? 0, 'the table of the prefecture and the tasks themselves').toBe(open.length);
}, 300_000);
