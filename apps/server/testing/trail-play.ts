import { expect } from 'vitest';
import { childCells } from './child-cells.ts';
import type { TestApp } from './test-app.ts';

/** The address to which the first child of the play moves. */
export const movedTo = '河南省郑州市金水区纬五路二号';

/**
 * What the trail is read for: a child entered in institution `a` and one in `d`, one read, one not found, one refusal, a
 * change of address; sealed. Gives the two children.
 */
export const playForTrail = async (app: TestApp): Promise<{ childId: number; elsewhere: number }> => {
  await app.makeClasses();
  const enter = async (key: 'a' | 'd', n: number) =>
    (
      (
        await app.as(`${key}-ordinary`).post(`/api/institutions/${app.institution(key)}/children`, {
          requestId: crypto.randomUUID(),
          values: childCells(n, { classCode: '20262101' }),
        })
      ).body as { childId: number }
    ).childId;
  const [childId, elsewhere] = [await enter('a', 1), await enter('d', 2)];
  await app.as('a-review').get(`/api/children/${childId}`);
  await app.as('b-ordinary').get(`/api/children/${childId}`);
  await app.as('a-reader').post(`/api/children/${childId}/deletion`, { reason: '不该删' });
  const values = childCells(1, { classCode: '20262101', address: movedTo });
  expect(await app.as('a-ordinary').post(`/api/children/${childId}`, { version: 1, values })).toMatchObject({
    status: 200,
    body: { saved: true },
  });
  await app.trail.seal();
  return { childId, elsewhere };
};

export type TrailRow = {
  id: number;
  at: string;
  entry: string;
  result: string;
  subject: string;
  login: string;
  refusal: string;
};

/** The entries as somebody reads them; `query` narrows them. */
export const entriesFor =
  (app: () => TestApp) =>
  async (login: string, query = ''): Promise<TrailRow[]> =>
    ((await app().as(login).get(`/api/audit/entries?limit=200&${query}`)).body as { rows: TrailRow[] }).rows;
