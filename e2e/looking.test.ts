import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rawWords, seriousFaults } from './parts/person.ts';
import { chineseLeft, englishLeft } from './parts/words.ts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  page = await (await browser.newContext()).newPage();
});

afterAll(() => browser.close());

const show = (body: string) =>
  page.setContent(`<html lang="zh"><title>x</title><body><main>${body}</main></body></html>`);

test('looking finds what it looks for', async () => {
  await show('<h1>幼儿 pages.list.title</h1><p>ui:pages.home</p><p>名单.xlsx 共 2.5 页，G410105</p><input>');
  expect(await rawWords(page)).toEqual(['幼儿 pages.list.title', 'ui:pages.home']);
  expect((await seriousFaults(page)).join()).toContain('label');
  await show('<p>金水区 Children</p><p>还有两项</p><p>Sign out</p><p>下载 Excel</p>');
  expect(await chineseLeft(page, ['金水区'])).toEqual(['还有两项', '下载 Excel']);
  expect(await englishLeft(page)).toEqual(['金水区 Children', 'Sign out']);
});
