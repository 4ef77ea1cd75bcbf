import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { childCells } from '../../../apps/server/testing/child-cells.ts';
import { graduateOf } from '../../../apps/server/testing/primary-entry-play.ts';
import { code, ok } from '../../../apps/server/testing/replies.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';

let app: TestApp;
let count = 0;
const county = '410105-review';
const clerk = '410105-ordinary';
beforeAll(async () => {
  app = await makeTestApp();
  await app.makeClasses();
});
afterAll(() => app.close());
beforeEach(() => app.setNow('2026-11-23T01:00:00Z'));

const graduate = (key: 'a' | 'd' = 'a') =>
  graduateOf(
    app,
    { key, institutionId: app.institution(key), county: app.actor(`${key}-ordinary`).divisionCode },
    ++count,
  );
const graduates = async (login: string, query = '') =>
  (await ok<{ rows: object[] }>(app.as(login).get(`/api/primary-entry-graduates?year=2026&limit=200${query}`))).rows;

describe('who has not arrived', () => {
  it('is noted by the institution or the county, and counted by the parts of a division', async () => {
    const id = await graduate('d');
    const note = (login: string) =>
      app
        .as(login)
        .post(`/api/children/${id}/primary-entry-note`, { whereabouts: 'other-province', note: '随父母迁往外省' });
    expect(await code(note('a-ordinary'))).toBe('children.not-found');
    await ok(note('d-ordinary'));
    await ok(note('410611-review'));
    const figures = (login: string, query = '') =>
      ok<{ rows: { code: string; opens: string; graduates: number; missing: number; known: number }[] }>(
        app.as(login).get(`/api/primary-entry-figures?year=2026${query}`),
      );
    const [row] = (await figures('410611-review')).rows;
    expect(row).toMatchObject({ opens: 'institution', code: String(app.institution('d')), known: 1 });
    const above = (await figures('410000-reader')).rows.find((each) => each.code === '410611');
    expect(above).toMatchObject({ opens: 'division', graduates: row?.graduates, missing: row?.missing, known: 1 });
    app.setNow('2026-10-01T01:00:00Z');
    expect((await figures('410611-review')).rows[0]).toMatchObject({ missing: 0, known: 0 });
    expect(await graduates('410611-review', '&only=missing')).toEqual([]);
    app.setNow('2026-11-23T01:00:00Z');
    const entered = await ok<{ childId: number }>(
      app.as('a-ordinary').post(`/api/institutions/${app.institution('a')}/children`, {
        ...{ requestId: crypto.randomUUID(), values: childCells(++count) },
      }),
    );
    expect(
      await code(
        app
          .as(county)
          .post(`/api/children/${entered.childId}/primary-entry-note`, { whereabouts: 'abroad', note: null }),
      ),
    ).toBe('primary-entry.no-graduate');
  });
});

it('a child is looked up by the county it enters in: by student number, or by identity number and name, on record', async () => {
  const id = await graduate('d');
  const cells = childCells(count);
  const look = (number: string, name: string | null, login = clerk) =>
    app.as(login).post('/api/primary-entry-lookups', { number, name, reason: '本县小学报到' });
  expect(await code(look(cells.identityNumber, null))).toBe('primary-entry.needs-name');
  expect(await ok(look(cells.identityNumber, '别的名字'))).toEqual({ found: null });
  expect(await ok(look(cells.identityNumber, cells.name))).toMatchObject({
    found: { institutionName: '淇滨一幼', state: 'graduated' },
  });
  const { found } = await ok<{ found: { nameMasked: string } }>(look(`G${cells.identityNumber}`, null));
  expect(found.nameMasked).not.toBe(cells.name);
  expect((await look(`G${cells.identityNumber}`, null, 'a-ordinary')).status).toBe(403);
  const told = await app.database.asOwner((tx) =>
    tx.one<{ n: number }>(
      `select count(*)::int as n from audit.entries where entry = 'primary-entry.child-looked-up' and subject = $1 and facts ->> 'reason' = '本县小学报到'`,
      [`child ${id}`],
    ),
  );
  expect(told.n).toBe(2);
});
