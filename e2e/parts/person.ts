import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { codeAt } from '@xueqian/modules/accounts/server/one-time-code.ts';
import type { BrowserContext, Locator, Page, Request } from 'playwright-core';
import { expect, vi } from 'vitest';
import { password } from './offices.ts';
import type { System } from './system.ts';

type OnPage = {
  readonly page: Page;
  /** Goes to a page of the navigation by its words. */
  go(words: string): Promise<void>;
  /** Looks at the page as it is now: accessibility, words, and a picture when pictures are asked for. */
  look(name: string): Promise<void>;
  picture(name: string): Promise<void>;
  button(words: string | RegExp): Locator;
  sees(words: string | RegExp): Promise<void>;
  download(act: () => Promise<unknown>): Promise<Buffer>;
};

export type Person = OnPage & {
  readonly context: BrowserContext;
  /** The same person on another page. */
  on(page: Page): OnPage;
  leave(): Promise<void>;
};

type Options = { readonly language?: 'zh-CN' | 'en'; readonly width?: number; readonly height?: number };

/** Message keys and codes of the program that no person should see: `pages.list.title`, `ui:pages.home`. */
const rawKey = /(?<![\w@./-])(?:[a-z][\w-]*:)?[a-z][\w-]*(?:\.[a-z][\w-]*)+(?![\w/])/;
const fileName = /\.(xlsx|csv|xls|json)\b/;
const code = /\[object |undefined|\bNaN\b|\{\{/;

/** Lines of a page that show keys or codes instead of words. */
export const rawWords = async (page: Page): Promise<string[]> =>
  (await page.locator('body').innerText())
    .split('\n')
    .filter((line) => (rawKey.test(line) && !fileName.test(line)) || code.test(line));

/** Serious and critical faults of accessibility. */
export const seriousFaults = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.slice(0, 4).map((node) => `${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`),
    );
};

/** Runs in the page. */
const still = `(document.querySelector('[role=dialog]') !== null || document.querySelector('.state-loading, .ant-spin-spinning') === null) &&
  document.getAnimations().every((one) => one.playState !== 'running' || one.effect.getTiming().iterations === Infinity)`;

/** Requests of a page that have not been answered yet. */
const unanswered = new WeakMap<Page, Set<Request>>();

const countRequests = (page: Page): void => {
  const open = new Set<Request>();
  unanswered.set(page, open);
  page.on('request', (request) => open.add(request));
  // A reply that the page no longer wants is begun and never finished.
  page.on('response', (response) => open.delete(response.request()));
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
};

/** Waits until nothing is being read and nothing moves, seen twice: what was read may ask for more. */
export const settle = async (page: Page): Promise<void> => {
  await page.waitForLoadState();
  let quiet = 0;
  await vi.waitFor(
    async () => {
      const now = (await page.evaluate(still)) === true && (unanswered.get(page)?.size ?? 0) === 0;
      quiet = now ? quiet + 1 : 0;
      expect(quiet, 'the page is still').toBeGreaterThan(1);
    },
    { timeout: 15_000, interval: 40 },
  );
};

/** Pages now open, for pictures of a failure. */
export const openPages = new Set<Page>();

/** What a person does on one page; errors of the page are kept. */
const onPage = (page: Page, errors: string[]) => {
  openPages.add(page);
  countRequests(page);
  page.setDefaultTimeout(15_000);
  // Whatever the content security policy stops is an error of ours: a style that is missing, a script that should not be.
  void page.addInitScript(
    `document.addEventListener('securitypolicyviolation', (event) => console.error('stopped by the content security policy: ' + event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sourceFile + ':' + event.lineNumber + ' ' + event.sample))`,
  );
  page.on('close', () => openPages.delete(page));
  page.on('pageerror', (error) => errors.push(String(error.stack ?? error)));
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && !text.startsWith('Failed to load resource')) errors.push(text);
  });
  page.on('response', (response) => {
    if (response.status() >= 500) errors.push(`${response.status()} ${response.url()}`);
  });
  const navigation = page.getByRole('navigation', { name: /主导航|Main navigation/ });
  const picture = async (name: string) => {
    const pictures = process.env['XUEQIAN_PICTURES'];
    if (pictures) await page.screenshot({ path: path.join(pictures, `${name}.png`) });
  };
  return {
    page,
    go: async (words: string) => {
      await navigation.getByRole('link', { name: words, exact: true }).click();
      await settle(page);
    },
    picture,
    look: async (name: string) => {
      await settle(page);
      await picture(name);
      expect.soft(await rawWords(page), `${name}: raw words`).toEqual([]);
      expect.soft(await seriousFaults(page), `${name}: accessibility`).toEqual([]);
    },
    button: (words: string | RegExp) => page.getByRole('button', { name: words, exact: typeof words === 'string' }),
    // A box that has just closed still stands in the document for a moment, hidden: only what can be seen counts.
    sees: (words: string | RegExp) => page.getByText(words).filter({ visible: true }).first().waitFor(),
    download: async (act: () => Promise<unknown>) => {
      const [download] = await Promise.all([page.waitForEvent('download'), act()]);
      return readFile(await download.path());
    },
  };
};

/** A person with a browser of their own. Errors of the pages fail the journey when the person leaves. */
export const newPerson = async (system: System, options: Options = {}): Promise<Person> => {
  const context = await system.browser.newContext({
    baseURL: system.url,
    locale: options.language ?? 'zh-CN',
    viewport: { width: options.width ?? 1280, height: options.height ?? 900 },
    timezoneId: 'Asia/Shanghai',
    // A click on what is still on its way in may miss it, and tells nothing of the product.
    reducedMotion: 'reduce',
  });
  const errors: string[] = [];
  return {
    ...onPage(await context.newPage(), errors),
    context,
    on: (page) => onPage(page, errors),
    leave: async () => {
      await context.close();
      expect(errors, 'errors of the pages').toEqual([]);
    },
  };
};

/** Signs in by the form. */
export const signIn = async (person: Person, login: string, secret = password): Promise<void> => {
  const { page } = person;
  await page.goto('/sign-in');
  await page.locator('input[name=login]').fill(login);
  await page.locator('input[name=password]').fill(secret);
  await page.locator('form button[type=submit]').click();
  await page.locator('#main').waitFor();
  await settle(page);
};

/** A new person with an account as it was handed over, who makes a password of the own at the first sign-in. */
export const arriveFirst = async (
  system: System,
  slip: { readonly login: string; readonly password: string } | undefined,
  own: string,
): Promise<Person> => {
  const person = await newPerson(system);
  const { page } = person;
  await page.goto('/sign-in');
  await page.locator('input[name=login]').fill(slip?.login ?? '');
  await page.locator('input[name=password]').fill(slip?.password ?? '');
  await page.locator('form button[type=submit]').click();
  await person.sees('请先修改密码');
  await page.locator('input[name=current]').fill(slip?.password ?? '');
  for (const field of ['next', 'again']) await page.locator(`input[name=${field}]`).fill(own);
  await person.button('修改密码').click();
  const navigation = page.getByRole('navigation', { name: /主导航/ });
  const secret = page.locator('.factor-secret');
  await navigation.or(secret).first().waitFor();
  // Whoever decides binds an authenticator too.
  if ((await secret.count()) > 0) {
    const code = codeAt((await secret.innerText()).replaceAll(/\s/g, ''), system.clock());
    await page.locator('input[name=code]').fill(code);
    await page.locator('form button[type=submit]').click();
    await person.button('已保存，继续').click();
    await navigation.waitFor();
  }
  await settle(page);
  return person;
};

/** A new person, signed in. */
export const arrive = async (system: System, login: string, options: Options = {}): Promise<Person> => {
  const person = await newPerson(system, options);
  await signIn(person, login);
  return person;
};
