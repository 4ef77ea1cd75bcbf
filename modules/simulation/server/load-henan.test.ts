import { parseStudentNumber } from '@xueqian/kernel/student-number.ts';
import { makeSealer } from '@xueqian/platform/sealing.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseDigest } from '../../../apps/server/testing/database-digest.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { brokenInvariants } from '../../children/server/testing/invariants.ts';
import { readTable } from '../../statistics/server/index.ts';
import { loadHenan2017 } from './load-henan.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
  // Only what is loaded is to be counted.
  await app.database.asOwner(async (tx) => {
    await tx.run('delete from statistics.baselines');
  });
});
afterAll(() => app.close());

const now = new Date('2017-04-07T16:00:00+08:00');
const load = () =>
  loadHenan2017({ database: app.database, keys: app.keys, seed: 2017, only: ['419001'], lanes: 1, now });

it('makes the printed row of a place without a prefecture, in every figure', async () => {
  const report = await load();
  expect(report).toMatchObject({ counties: 1, numbered: 31_660, rejected: 0 });
  const reader = app.actor('410000-reader');
  const table = await app.database.asActor(reader, (tx) => readTable(tx, reader, '410000', now));
  expect(table.rows.find((row) => row.code === '419001')).toMatchObject({
    name: '济源市',
    institutions: 242,
    reported: 206,
    reviewed: 206,
    statistical: 30_901,
    numbered: 31_660,
    reportedPercent: '85.12',
    reviewedPercent: '85.12',
    numberedPercent: '102.46',
    over: true,
  });
  expect(await app.differences()).toEqual([]);
}, 300_000);

it('gives every child a number of its own that is right in form', async () => {
  const sealer = makeSealer(app.keys.current, app.keys.older);
  const numbers = await app.database.asOwner((tx) =>
    tx.rows<{ kind: string; sealed: Buffer }>(
      `select number_kind as kind, number_sealed as sealed from children.children where state = 'numbered'`,
    ),
  );
  const opened = new Set<string>();
  for (const { kind, sealed } of numbers) {
    const number = kind + sealer.open(kind === 'G' ? 'identity' : 'student-number', sealed);
    if (!parseStudentNumber(number).ok) expect(number).toBe('a number of the right form');
    opened.add(number);
  }
  expect(opened.size).toBe(31_660);
});

it('changes nothing when it is said a second time', async () => {
  const before = await databaseDigest(app.database, ['pgboss']);
  expect(await load()).toMatchObject({ children: 0, numbered: 0, rejected: 0 });
  expect(await databaseDigest(app.database, ['pgboss'])).toEqual(before);
  expect(await brokenInvariants(app.database)).toEqual([]);
}, 300_000);
