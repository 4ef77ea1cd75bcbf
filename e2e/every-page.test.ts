import path from 'node:path';
import { levels } from '@xueqian/kernel/actor.ts';
import { productRoot } from '@xueqian/platform/root.ts';
import { ensureSample, prepareDatabase } from '@xueqian/server/prepare.ts';
import { afterAll, beforeAll, expect } from 'vitest';
import { password } from './parts/offices.ts';
import { arrive, settle } from './parts/person.ts';
import { makeSteps } from './parts/steps.ts';
import { type System, startSystem } from './parts/system.ts';
import { chineseLeft, englishLeft, knownNames } from './parts/words.ts';

type Account = { readonly login: string; readonly level: string; readonly role: string };

const step = makeSteps();
let system: System;
let accounts: readonly Account[];
let names: readonly string[];

beforeAll(async () => {
  system = await startSystem(async (database, keys, now, keysFile) => {
    await prepareDatabase({ migrations: path.join(productRoot, 'db/migrations'), keysFile }, database, now);
    await ensureSample(database, keys, password, now);
  });
  accounts = await system.database.asOwner((tx) =>
    tx.rows<Account>('select login, level, role from accounts.accounts where trial order by id'),
  );
  names = await knownNames(system.database);
});

afterAll(() => system.stop());

step('there is an account of every level', async () => {
  expect(new Set(accounts.map(({ level }) => level))).toEqual(new Set(levels));
});

for (const level of levels) {
  step(`every page of ${level}, in both languages and on a phone`, async () => {
    const seen = new Set<string>();
    for (const { login, role } of accounts.filter((account) => account.level === level)) {
      if (seen.has(role)) continue;
      seen.add(role);
      const person = await arrive(system, login);
      const { page } = person;
      const addresses = await page
        .locator('#nav a')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
      expect(addresses.length).toBeGreaterThan(1);
      for (const address of addresses) {
        const name = `${level}-${role}${address.replaceAll('/', '-')}`;
        await page.goto(address);
        await page.locator('#main h1').waitFor();
        await person.look(name);
        expect.soft(await page.locator('#main .state-box.bad').count(), `${name}: an error`).toBe(0);
        expect.soft(await englishLeft(page), `${name}: English left`).toEqual([]);
        await page.setViewportSize({ width: 390, height: 844 });
        await settle(page);
        const wider = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
        expect.soft(wider, `${name}: wider than a phone`).toBeLessThanOrEqual(0);
        await person.picture(`${name}-phone`);
        await page.setViewportSize({ width: 1280, height: 900 });
      }
      await page.goto('/');
      await person.button('English').click();
      await person.button('Sign out').waitFor();
      for (const address of addresses) {
        const name = `${level}-${role}${address.replaceAll('/', '-')}-en`;
        await page.goto(address);
        await page.locator('#main h1').waitFor();
        await settle(page);
        await person.picture(name);
        expect.soft(await chineseLeft(page, names), `${name}: Chinese left`).toEqual([]);
      }
      await person.leave();
    }
  });
}
