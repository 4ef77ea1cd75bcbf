import path from 'node:path';
import { type Level, rolesAt } from '@xueqian/kernel/actor.ts';
import { productRoot } from '@xueqian/platform/root.ts';
import { ensureSample, prepareDatabase } from '@xueqian/server/prepare.ts';
import { afterAll, beforeAll, expect } from 'vitest';
import { password } from './offices.ts';
import { arrive, type Person, rawWords, settle } from './person.ts';
import { makeSteps } from './steps.ts';
import { type System, startSystem } from './system.ts';
import { chineseLeft, englishLeft, knownNames } from './words.ts';

type Account = { readonly login: string; readonly level: string; readonly role: string };

/** Every page of every role at these levels: in both languages, on a phone, without raw words, faults or errors. */
export const walkEveryPage = (levels: readonly Level[]): void => {
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

  /** Pages of a level that were looked at closely already; of the other roles only what they alone see. */
  const closely = new Set<string>();

  const lookClosely = async (person: Person, name: string): Promise<void> => {
    const { page } = person;
    await person.look(name);
    expect.soft(await englishLeft(page), `${name}: English left`).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await settle(page);
    const wider = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
    expect.soft(wider, `${name}: wider than a phone`).toBeLessThanOrEqual(0);
    await person.picture(`${name}-phone`);
    await page.setViewportSize({ width: 1280, height: 900 });
  };

  /** By its address the first time, then by its link, which is quicker. */
  const open = async ({ page }: Person, address: string, by: 'address' | 'link'): Promise<void> => {
    if (by === 'address') await page.goto(address);
    else await page.locator(`#nav a[href="${address}"]`).click();
    await page.waitForURL((url) => url.pathname === address);
    await page.locator('#main h1').first().waitFor();
    await settle(page);
  };

  step('there is an account of every role at every level', async () => {
    expect(
      new Set(
        accounts
          .filter(({ level }) => levels.some((one) => one === level))
          .map(({ level, role }) => `${level} ${role}`),
      ).size,
    ).toBe(levels.flatMap((level) => rolesAt[level]).length);
  });

  for (const level of levels) {
    for (const role of rolesAt[level]) {
      step(`every page of ${level} ${role}, in both languages and on a phone`, async () => {
        const { login } = accounts.find((one) => one.level === level && one.role === role) as Account;
        const person = await arrive(system, login);
        const { page } = person;
        const links = page.locator('#nav a');
        const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
        expect(addresses.length).toBeGreaterThan(1);
        const fresh = addresses.filter((address) => !closely.has(`${level} ${address}`));
        for (const address of addresses) {
          const name = `${level}-${role}${address.replaceAll('/', '-')}`;
          await open(person, address, fresh.includes(address) ? 'address' : 'link');
          expect.soft(await page.locator('#main .state-box.bad').count(), `${name}: an error`).toBe(0);
          expect.soft(await rawWords(page), `${name}: raw words`).toEqual([]);
          if (fresh.includes(address)) await lookClosely(person, name);
        }
        await person.button('English').click();
        await person.button('Sign out').waitFor();
        for (const address of fresh) {
          const name = `${level}-${role}${address.replaceAll('/', '-')}-en`;
          closely.add(`${level} ${address}`);
          await open(person, address, 'link');
          await person.picture(name);
          expect.soft(await rawWords(page), `${name}: raw words`).toEqual([]);
          expect.soft(await chineseLeft(page, names), `${name}: Chinese left`).toEqual([]);
        }
        await person.leave();
      });
    }
  }
};
