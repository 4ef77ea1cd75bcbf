import { expect } from 'vitest';
import type { PlaceKey, TestApp } from './test-app.ts';

export type Post = (login: string, url: string, body: object) => Promise<Record<string, unknown>>;
type Get = (login: string, url: string) => Promise<Record<string, unknown>>;
type Site = { readonly key: string; readonly institutionId: number };

const leaving = (childIds: readonly number[]) => ({
  ...{ childIds, leftOn: '2026-11-20', way: 'withdrawn', destination: null },
  reason: '举家迁往外地',
});

/** A child with a number goes from its institution. */
export const leaveOf = (post: Post, site: Site, childId: number): Promise<Record<string, unknown>> =>
  post(`${site.key}-ordinary`, `/api/institutions/${site.institutionId}/leavings`, leaving([childId]));

/** The same; gives the id of what the institution keeps of the child. */
export const letGo = async (app: TestApp, key: PlaceKey, childId: number): Promise<number> => {
  const reply = await app
    .as(`${key}-ordinary`)
    .post(`/api/institutions/${app.institution(key)}/leavings`, leaving([childId]));
  expect(reply.status, reply.text).toBe(200);
  const { id } = await app.database.asOwner((tx) =>
    tx.one<{ id: number }>('select max(id) as id from children.past_enrolments where child_id = $1', [childId]),
  );
  return id;
};

/** A child with a number goes and comes back by the institution's own word; gives the id of its leaving. */
export const leaveAndReturn = async (post: Post, get: Get, site: Site, childId: number): Promise<number> => {
  await leaveOf(post, site, childId);
  const me = `${site.key}-ordinary`;
  const { leaving: last } = (await get(me, `/api/children/${childId}/departures`)) as { leaving: { id: number } };
  await post(me, `/api/leavings/${last.id}/undoing`, { reason: '登记有误' });
  return last.id;
};

/** Of the children with a number of each institution one goes and another rests. */
export const departEverywhere = async (app: TestApp): Promise<void> => {
  for (const key of ['a', 'b', 'c', 'd'] as const) {
    const institutionId = app.institution(key);
    const [gone, resting] = await app.database.asOwner((tx) =>
      tx.rows<{ id: number }>(
        `select id from children.children where state = 'numbered' and institution_id = $1 order by id desc limit 2`,
        [institutionId],
      ),
    );
    const me = app.as(`${key}-ordinary`);
    await me.post(`/api/institutions/${institutionId}/leavings`, leaving([gone?.id as number]));
    const rest = { fromOn: '2026-11-20', untilOn: '2027-03-01', reason: '因病休养' };
    await me.post(`/api/children/${resting?.id}/suspension`, rest);
  }
};
