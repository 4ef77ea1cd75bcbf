import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeTestApp, type TestApp } from '../apps/server/testing/test-app.ts';
import { openJobs } from './jobs.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
});
afterAll(() => app.close());

/** Works on three jobs of a kind and tells how many were under way at once at most; each waits until `together` of them are. */
const mostAtOnce = async (name: string, together: number, lanes?: number): Promise<number> => {
  const jobs = openJobs(app.database.pool.options.connectionString as string, { names: [name], pollSeconds: 0.05 });
  await jobs.prepare();
  let underWay = 0;
  let most = 0;
  let done = 0;
  let tellAll = () => {};
  const all = new Promise<void>((resolve) => {
    tellAll = resolve;
  });
  let meet = () => {};
  const met = new Promise<void>((resolve) => {
    meet = resolve;
  });
  const work = async (): Promise<void> => {
    underWay += 1;
    most = Math.max(most, underWay);
    if (underWay === together) meet();
    await met;
    underWay -= 1;
    done += 1;
    if (done === 3) tellAll();
  };
  await app.database.asOwner(async (tx) => {
    for (const number of [1, 2, 3]) await jobs.plan(tx, name, { number });
  });
  await jobs.start([{ name, work, ...(lanes === undefined ? {} : { lanes }) }] as never);
  await all;
  await jobs.stop();
  return most;
};

it('works on as many jobs of a kind at a time as the kind has lanes', async () => {
  expect(await mostAtOnce('platform.two-lanes', 2, 2)).toBe(2);
});

it('works on one at a time when nothing is said', async () => {
  expect(await mostAtOnce('platform.one-lane', 1)).toBe(1);
});
