import { isPresent, replay } from '@xueqian/modules/children/life.ts';
import { brokenInvariants } from '@xueqian/modules/children/server/testing/invariants.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { childCells } from './testing/child-cells.ts';
import { randomLife } from './testing/random-life.ts';
import { type LifeStep, lifeStep } from './testing/random-world.ts';
import { makeTestApp, type PlaceKey, type TestApp } from './testing/test-app.ts';
import { places } from './testing/test-offices.ts';

let app: TestApp;
const keys = places.map(({ key }) => key);
const oldest = new Map<PlaceKey, string>();
beforeAll(async () => {
  app = await makeTestApp({ startsAt: '2026-09-01T01:00:00Z' });
  await app.makeClasses();
  // The oldest children's class too: it graduates in July.
  for (const key of keys) {
    const shape = { name: '大一班', type: '23', schoolYear: 2026, capacity: null, teacherName: null };
    const made = await app.as(`${key}-ordinary`).post(`/api/institutions/${app.institution(key)}/classes`, shape);
    oldest.set(key, (made.body as { code: string }).code);
  }
});
afterAll(() => app.close());

type Books = Readonly<Record<string, number>>;
/** How many children with a number, resting ones too, each institution has: as the files say now. */
const booksNow = (): Promise<Books> =>
  app.database.asOwner(async (tx) => {
    const rows = await tx.rows<{ place: number; children: number }>(
      `select institution_id as place, count(*)::int as children from children.children where state in ('numbered', 'suspended') group by 1 order by 1`,
    );
    return Object.fromEntries(rows.map(({ place, children }) => [place, children]));
  });

/** The same as of an instant, from nothing but the recorded actions. */
const booksFromHistory = (until: Date): Promise<Books> =>
  app.database.asOwner(async (tx) => {
    const rows = await tx.rows<{ place: number; actions: Parameters<typeof replay>[0] }>(
      `select (array_agg(p.institution_id order by h.id))[1] as place, json_agg(json_build_object('action', h.action, 'facts', h.facts) order by h.id) as actions
       from children.actions h left join accounts.accounts p on p.id = h.account_id where h.at < $1 group by h.child_id`,
      [until],
    );
    const books: Record<string, number> = {};
    for (const { place, actions } of rows) {
      const { state, institutionId } = replay(actions);
      // Without a number a file is in nobody's books yet.
      if (state === null || !isPresent[state] || !['numbered', 'suspended'].includes(state)) continue;
      const at = institutionId ?? place;
      books[at] = (books[at] ?? 0) + 1;
    }
    return books;
  });

const enterAndRegister = async (key: PlaceKey, from: number, to: number): Promise<void> => {
  const institutionId = app.institution(key);
  for (let n = from; n < to; n += 1) {
    // In the first September every other child is one of the oldest.
    const classCode = n % 2 === 0 && n < 150 ? (oldest.get(key) ?? '') : '20262101';
    const values = childCells(n, { classCode });
    await app
      .as(`${key}-ordinary`)
      .post(`/api/institutions/${institutionId}/children`, { requestId: crypto.randomUUID(), values });
  }
  const all = { institutionId, classId: null, childIds: null };
  await app.as(`${key}-review`).post('/api/registration/confirmations', all);
  const county = places.find((place) => place.key === key)?.countyCode;
  await app.as(`${county}-review`).post('/api/registration/approvals', all);
};

const months = Array.from({ length: 13 }, (_, at) => {
  const month = 8 + at;
  const [year, of] = [2026 + Math.floor(month / 12), (month % 12) + 1];
  return `${year}-${String(of).padStart(2, '0')}`;
});

it('a province lives from September to September, and its books balance every month', async () => {
  const { act } = randomLife(app);
  const kept: { readonly until: Date; readonly books: Books }[] = [];
  const steps = fc.sample(lifeStep, { seed: 2027, numRuns: 45 * months.length }).filter(({ kind }) => kind !== 'wait');
  for (const [at, month] of months.entries()) {
    app.setNow(`${month}-05T01:00:00Z`);
    if (month.endsWith('-09'))
      for (const [place, key] of keys.entries())
        await enterAndRegister(key, 100 + at * 50 + place * 10, 108 + at * 50 + place * 10);
    const share = steps.slice(at * 40, (at + 1) * 40);
    for (const step of share) {
      const reply = await act(step);
      expect([200, 401, 403, 404, 409], `${month} ${JSON.stringify(step)} ${reply.text}`).toContain(reply.status);
    }
    // July graduates, August promotes, September takes in: each institution, and one undoes.
    if (['-07', '-08', '-09'].some((end) => month.endsWith(end)))
      for (const key of keys) await act({ ...(steps[0] as LifeStep), kind: 'round', place: key, astray: false });
    if (month.endsWith('-08')) await act({ ...(steps[0] as LifeStep), kind: 'undo round', astray: false });
    app.setNow(`${month}-28T15:00:00Z`);
    expect(await brokenInvariants(app.database), month).toEqual([]);
    expect(await app.differences(), month).toEqual([]);
    kept.push({ until: app.now(), books: await booksNow() });
  }
  // What each month's books said then is what the history says of that month now, whatever came afterwards.
  for (const { until, books } of kept) expect(await booksFromHistory(until), until.toISOString()).toEqual(books);
  const turns = await app.database.asOwner((tx) =>
    tx.rows<{ action: string }>('select distinct action from children.actions'),
  );
  expect(turns.map(({ action }) => action)).toEqual(
    expect.arrayContaining([
      'numbered',
      'transferred',
      'left',
      'suspended',
      'key-changed',
      'graduated',
      'promoted',
      'undone',
    ]),
  );
}, 300_000);
