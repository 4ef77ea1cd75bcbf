import type { Level } from '@xueqian/kernel/actor.ts';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allHandlers, allStreams } from './handlers.ts';
import { accountsThatExist, isInside, letters, mayAsk, oracle } from './testing/oracle.ts';
import type { Expected } from './testing/oracle-words.ts';
import { makeProofWorld, type Place, type ProofWorld } from './testing/proof-world.ts';
import { scopeAt } from './testing/scopes.ts';
import { makeTestApp, type TestApp } from './testing/test-app.ts';

// Every route × every role × every level × a place of my own, beside, above, and outside. What has to happen is said by
// testing/oracle.ts, written from the requirements; the places exist, and their owners are seen to reach them.

const routes = [...allHandlers.map((each) => each.contract), ...allStreams];

type Asker = { readonly login: string; readonly level: string; readonly role: keyof typeof letters };
const askers: Asker[] = Object.entries(accountsThatExist).flatMap(([level, holders]) =>
  (Object.keys(letters) as Asker['role'][])
    .filter((role) => holders.includes(letters[role]))
    .map((role) => ({ login: `${scopeAt[level as Level]}-${role}`, level, role })),
);

let app: TestApp;
let world: ProofWorld;
beforeAll(async () => {
  app = await makeTestApp();
  world = await makeProofWorld(app);
}, 180_000);
afterAll(() => app.close());

const scopeOf = ({ level }: Asker): string =>
  level === 'institution' ? String(app.institution('a')) : scopeAt[level as Level];
const seen = (asker: Asker, expected: Expected, place: Place): boolean => {
  const sides = [place, ...(expected.sides === 'both' ? world.places.filter(({ key }) => key === place.partner) : [])];
  // An institution and a town of county 410105 are addressed by whatever that county writes.
  if (expected.sides === 'county' && ['institution', 'town'].includes(asker.level) && place.county === scopeAt.county)
    return true;
  return sides.some((side) => isInside(asker.level, scopeOf(asker), side));
};

const ask = (login: string | null, route: (typeof routes)[number], expected: Expected, place: Place) => {
  const { path = {}, query, body } = expected.ask(place);
  const url = route.path.replaceAll(/:(\w+)/g, (_all, name: string) => String(path[name] ?? ''));
  const address = query ? `${url}?${query}` : url;
  return world.send(login, route.method, address, route.method === 'POST' ? (body ?? {}) : undefined);
};
type Reply = Awaited<ReturnType<typeof ask>>;

const cellsOf = async (bytes: Buffer): Promise<string> => {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(bytes as unknown as exceljs.Buffer);
  const words: string[] = [];
  for (const sheet of workbook.worksheets) sheet.eachRow((row) => words.push(JSON.stringify(row.values)));
  return words.join('\n');
};

const judge: Record<
  Expected['kind'],
  (reply: Reply, inside: boolean, expected: Expected, place: Place) => Promise<void>
> = {
  thing: async (reply, inside, expected, place) => {
    if (!inside) expect(reply.status).toBe(404);
    else {
      expect([200, 400, 409], reply.text).toContain(reply.status);
      for (const mark of expected.marks?.(place) ?? []) expect(reply.text).toContain(mark);
    }
  },
  list: async (reply, inside, expected, place) => {
    expect(inside ? [200] : [200, 404], reply.text).toContain(reply.status);
    for (const mark of expected.marks?.(place) ?? [])
      if (inside) expect(reply.text).toContain(mark);
      else expect(reply.text).not.toContain(mark);
  },
  choice: async (reply, inside) => {
    expect(reply.status, reply.text).toBe(200);
    const { done, refused } = reply.body as { done: number; refused: { code: string }[] };
    expect(done).toBe(0);
    if (inside) expect(refused.map(({ code }) => code)).not.toContain('children.not-found');
    else expect(refused).toMatchObject([{ code: 'children.not-found' }]);
  },
  within: async (reply, inside, expected, place) => {
    expect([200, 400, 404, 409], reply.text).toContain(reply.status);
    if (inside) return;
    if (!expected.marks) expect(reply.status, reply.text).not.toBe(200);
    for (const mark of expected.marks?.(place) ?? []) expect(reply.text).not.toContain(mark);
  },
  absent: async (reply) => expect([404, 409], reply.text).toContain(reply.status),
  common: async (reply) => {
    expect([200, 400, 409], reply.text).toContain(reply.status);
    for (const place of world.places)
      for (const mark of [place.className, ...Object.values(place.names)]) expect(reply.text).not.toContain(mark);
  },
  workbook: async (reply, inside, expected, place) => {
    if (reply.status === 404 && !inside) return;
    expect(reply.status, reply.text).toBe(200);
    const text = await cellsOf(reply.bytes);
    for (const mark of expected.marks?.(place) ?? [])
      if (inside) expect(text).toContain(mark);
      else expect(text).not.toContain(mark);
  },
  figures: async () => {},
};

describe('the table of the proof', () => {
  it('has a place for every route, and none for what is not there', () => {
    expect(routes.map(({ id }) => id).sort()).toEqual(Object.keys(oracle).sort());
  });

  it('asks for a session, a permission, an audit entry or none, and a rate of each', () => {
    for (const route of routes) {
      expect(route.permission, route.id).toBeTruthy();
      expect(['read', 'write', 'bulk', 'sign-in', 'export', 'unmask'], route.id).toContain(route.rate);
      if (route.method === 'POST' && route.rate !== 'read') expect(route.audit, route.id).not.toBeNull();
    }
  });

  it('knows places inside, beside, below, above and outside of every level', () => {
    for (const level of Object.keys(accountsThatExist)) {
      const scope = level === 'institution' ? String(app.institution('a')) : scopeAt[level as Level];
      const inside = world.places.filter((place) => isInside(level, scope, place));
      expect(inside.length, level).toBe(
        { institution: 1, town: 1, county: 2, prefecture: 3, province: 4 }[level] ?? world.places.length,
      );
    }
  });
});

describe.each(routes.map((route) => [route.id, route] as const))('%s', (id, route) => {
  const expected = oracle[id] as Expected;

  it('is shut without a session, unless it is public', async () => {
    const reply = await ask(null, route, expected, world.places[0] as Place);
    if (expected.who === 'public') expect([200, 400]).toContain(reply.status);
    else expect(reply).toMatchObject({ status: 401, body: { code: 'session.needed' } });
  });

  it('answers each role at each level as the requirements say, for places inside and outside', async () => {
    let [allowed, reached] = [0, 0];
    // Ending a session ends it: the first wall of this one is in the test above.
    for (const asker of id === 'accounts.sign-out' ? [] : askers) {
      const may = mayAsk(expected.who, asker.level, asker.role);
      for (const place of world.places) {
        const reply = await ask(asker.login, route, expected, place);
        const inside = seen(asker, expected, place);
        const told = `${asker.login} asks ${id} of ${place.key} (${inside ? 'inside' : 'outside'})`;
        if (!may) {
          expect(reply, told).toMatchObject({ status: 403, body: { code: 'permission.missing' } });
          break;
        }
        allowed += 1;
        try {
          await judge[expected.kind](reply, inside, expected, place);
          const marks = expected.marks?.(place) ?? [];
          const touched =
            expected.kind !== 'within' ||
            marks.some((mark) => reply.text.includes(mark)) ||
            (marks.length === 0 && reply.status !== 404);
          reached += inside && touched ? 1 : 0;
        } catch (error) {
          throw new Error(`${told}: ${reply.status} ${reply.text.slice(0, 300)}\n${String(error)}`);
        }
      }
    }
    if (id !== 'accounts.sign-out') expect(allowed).toBeGreaterThan(0);
    if (!['common', 'figures', 'absent'].includes(expected.kind))
      expect(reached, 'nobody reached anything').toBeGreaterThan(0);
  });
});

describe('figures', () => {
  const count = (places: readonly Place[], state: string) =>
    app.database.asOwner(
      async (tx) =>
        (
          await tx.one<{ n: number }>(
            `select count(*) as n from children.children where institution_id = any ($1) and state = $2`,
            [places.map(({ institutionId }) => institutionId), state],
          )
        ).n,
    );

  it('of progress are exactly the sum over the jurisdiction', async () => {
    const progress = oracle['registration.read-progress'] as Expected;
    for (const asker of askers.filter(({ level, role }) => mayAsk(progress.who, level, role))) {
      const mine = world.places.filter((place) => isInside(asker.level, scopeOf(asker), place));
      const reply = await world.send(asker.login, 'GET', '/api/registration/progress');
      expect(reply.body, `${asker.login} ${reply.text}`).toMatchObject({
        institutions: mine.length,
        entered: await count(mine, 'entered'),
        confirmed: await count(mine, 'confirmed'),
        problem: await count(mine, 'problem'),
        numbered: await count(mine, 'numbered'),
      });
    }
  });

  it('of annex 2 count nothing outside, whatever division is named', async () => {
    const { who } = oracle['statistics.read-annex2'] as Expected;
    for (const asker of askers.filter(({ level, role }) => mayAsk(who, level, role)))
      for (const division of [
        '410105',
        '410102',
        '410611',
        '420106',
        '410100',
        '410600',
        '420100',
        '410000',
        '420000',
      ]) {
        const reply = await world.send(asker.login, 'GET', `/api/statistics/annex2?division=${division}`);
        const mine = world.places.filter(
          (place) =>
            (asker.level === 'ministry' || isInside(asker.level, scopeOf(asker), place)) &&
            [place.county, place.prefecture, place.province].includes(division),
        );
        const told = `${asker.login} ${division} ${reply.text.slice(0, 300)}`;
        expect([200, 404], told).toContain(reply.status);
        if (mine.length > 0) expect(reply.status, told).toBe(200);
        if (reply.status === 200 && (reply.body as { division: { code: string } }).division.code === division)
          expect((reply.body as { total: object }).total, told).toMatchObject({
            institutions: mine.length,
            numbered: await count(mine, 'numbered'),
          });
      }
  });
});
