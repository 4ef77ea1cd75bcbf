import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { makeAccounts, type OfficeAccount } from './offices.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
});
afterAll(() => app.close());

const account = (login: string): OfficeAccount => ({
  login,
  role: 'ordinary',
  level: 'province',
  officeName: '河南省教育厅',
  scope: '410000',
  divisionCode: '410000',
  institutionId: null,
  trial: false,
});

it('makes an account once when several ask for it at the same moment', async () => {
  const now = new Date('2017-04-07T16:00:00+08:00');
  let atTheDoor = 0;
  let open = () => {};
  const door = new Promise<void>((resolve) => {
    open = resolve;
  });
  const made = await Promise.all(
    ['one', 'two', 'three'].map((own, _, all) =>
      app.database.asOwner(async (tx) => {
        await tx.rows('select 1');
        atTheDoor += 1;
        if (atTheDoor === all.length) open();
        await door;
        return (await makeAccounts(tx, [account('shared'), account(own)], null, 1, now)).get('shared')?.accountId;
      }),
    ),
  );
  expect(new Set(made).size).toBe(1);
});
