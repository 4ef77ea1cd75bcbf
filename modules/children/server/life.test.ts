import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { childCells, undocumentedCells } from '../../../apps/server/testing/child-cells.ts';
import { makeTestApp, type PlaceKey, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { brokenInvariants } from './testing/invariants.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
});
afterAll(() => app.close());

const keys = ['a', 'b', 'd'] as const;
const countyOf: Record<PlaceKey, string> = { a: '410105', b: '410105', c: '410102', d: '410611' };
const kinds = [
  'enter',
  'enter',
  'enter',
  'edit',
  'edit',
  'delete',
  'confirm',
  'confirm',
  'return',
  'send back',
  'approve',
  'approve',
  'approve all',
] as const;

/** One thing somebody does: who by `place` and `second`, to which file by `which`, as which child by `child`. */
const action = fc.record({
  kind: fc.constantFrom(...kinds),
  place: fc.constantFrom(...keys),
  second: fc.boolean(),
  which: fc.nat(30),
  child: fc.nat(5),
  without: fc.boolean(),
});
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

let pool = 0;

/** A small world: six children, whom three institutions keep entering, correcting and giving up. */
const makeWorld = () => {
  pool += 10;
  const base = pool;
  const files: { id: number; place: PlaceKey }[] = [];
  const cells = ({ child, without, which }: Action) =>
    (without && child < 2 ? undocumentedCells : childCells)(
      base + child,
      which % 3 === 0 ? { address: `新地址${which}号` } : {},
    );
  const act = async (step: Action): Promise<number> => {
    const { kind, place, second, which } = step;
    const enters = app.as(`${place}-ordinary${second ? '2' : ''}`);
    const own = files.filter((file) => file.place === place);
    const file = own[which % Math.max(1, own.length)];
    const institutionId = app.institution(place);
    const choice = { institutionId, classId: null, childIds: kind === 'approve all' ? null : file ? [file.id] : [] };
    const county = app.as(`${countyOf[place]}-review`);
    if (kind === 'enter') {
      const reply = await enters.post(`/api/institutions/${institutionId}/children`, {
        requestId: crypto.randomUUID(),
        values: cells(step),
      });
      const { childId } = reply.body as { childId?: number };
      if (reply.status === 200 && childId) files.push({ id: childId, place });
      return reply.status;
    }
    if (kind === 'confirm')
      return (await app.as(`${place}-review${second ? '2' : ''}`).post('/api/registration/confirmations', choice))
        .status;
    if (kind === 'return')
      return (
        await app.as(`${place}-review`).post('/api/registration/returns-to-entry', { ...choice, reason: '再核对' })
      ).status;
    if (kind === 'send back')
      return (await county.post('/api/registration/returns-to-institution', { ...choice, reason: '再核对' })).status;
    if (kind === 'approve' || kind === 'approve all')
      return (await county.post('/api/registration/approvals', choice)).status;
    if (!file) return 200;
    if (kind === 'delete') return (await enters.post(`/api/children/${file.id}/deletion`, { reason: '录错了' })).status;
    const read = await enters.get(`/api/children/${file.id}`);
    if (read.status !== 200) return read.status;
    const { version } = read.body as { version: number };
    return (await enters.post(`/api/children/${file.id}`, { version, values: cells(step) })).status;
  };
  return act;
};

const issued = async (): Promise<Set<string>> =>
  new Set(
    (
      await app.database.asOwner((tx) =>
        tx.rows<{ what: string }>(
          `select kind || body_digest::text || ' ' || child_id as what from registration.numbers`,
        ),
      )
    ).map((row) => row.what),
  );

const live = async (steps: readonly Action[], together: number): Promise<void> => {
  const act = makeWorld();
  const before = await issued();
  for (let from = 0; from < steps.length; from += together) {
    const replies = await Promise.all(steps.slice(from, from + together).map(act));
    for (const status of replies) expect([200, 404, 409]).toContain(status);
    if (together === 1 && from % 5 === 0) expect(await brokenInvariants(app.database)).toEqual([]);
  }
  expect(await brokenInvariants(app.database)).toEqual([]);
  const after = await issued();
  for (const number of before) expect(after.has(number)).toBe(true);
};

it('whatever people do one after another, the books stay right', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 20, maxLength: 40 }), (steps) => live(steps, 1)),
    { numRuns: 25, endOnFailure: true },
  );
}, 240_000);

it('whatever people do at the same moment, the books stay right', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 30, maxLength: 60 }), (steps) => live(steps, 6)),
    { numRuns: 25, endOnFailure: true },
  );
  const { numbered, deleted, problem } = await app.database.asOwner((tx) =>
    tx.one<{ numbered: number; deleted: number; problem: number }>(
      `select count(*) filter (where state = 'numbered')::int as numbered, count(*) filter (where state = 'deleted')::int as deleted,
         (select count(*)::int from duplicates.cases) as problem from children.children`,
    ),
  );
  // The random people did reach every end.
  expect(Math.min(numbered, deleted, problem)).toBeGreaterThan(10);
}, 240_000);
