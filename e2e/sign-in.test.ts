import { afterAll, beforeAll, expect } from 'vitest';
import { readImage } from './parts/image-question.ts';
import { makeOffices, password } from './parts/offices.ts';
import { newPerson, type Person, settle, signIn } from './parts/person.ts';
import { makeSteps } from './parts/steps.ts';
import { type System, startSystem } from './parts/system.ts';

const step = makeSteps();
let system: System;
let person: Person;

beforeAll(async () => {
  system = await startSystem((database, _keys, now) =>
    makeOffices(
      database,
      [{ code: '4110900101', name: '金水区晨光幼儿园', county: '410105', town: '410105001', state: 'approved' }],
      now,
    ),
  );
  person = await newPerson(system);
});

afterAll(() => system.stop());

/** Gives a password, with the letters of the image where they are asked for, and waits for what the page makes of it. */
const attempt = async (secret: string) => {
  const { page } = person;
  await page.locator('input[name=login]').fill('4110900101-1');
  await page.locator('input[name=password]').fill(secret);
  await readImage(system, person);
  const answer = page.waitForResponse((reply) => reply.url().endsWith('/api/session') && reply.status() !== 0);
  await page.locator('form button[type=submit]').click();
  const { facts } = (await (await answer).json()) as { facts?: { imageQuestion?: boolean } };
  if (facts?.imageQuestion) await page.locator('.image-question img').waitFor();
  await settle(page);
};

step('a page asked for without a session leads to the sign-in and back', async () => {
  await person.page.goto('/classes');
  await person.page.waitForURL(/sign-in/);
  await person.look('sign-in');
  await attempt(password);
  await person.page.waitForURL(/\/classes$/);
  await person.button('退出').click();
  await person.page.waitForURL(/sign-in/);
});

step('a wrong password is refused without telling which was wrong', async () => {
  await attempt('wrong-password-1');
  await person.sees('账号或密码不正确。请核对后再试，注意大小写。');
  await person.look('sign-in-failed');
});

step('after two failures the letters of an image are asked for', async () => {
  await attempt('wrong-password-2');
  await person.sees('图中字符');
  await person.page.locator('.image-question img').waitFor();
  await person.look('sign-in-image');
  await person.page.locator('input[name=image]').fill('?????');
  await person.page.locator('form button[type=submit]').click();
  await person.sees('图中字符不正确或已过期。请按新的图片重新输入。');
  await person.page.locator('.image-question img').waitFor();
});

step('after five failures the name waits, even for the right password', async () => {
  for (const at of [3, 4, 5]) await attempt(`wrong-password-${at}`);
  await attempt(password);
  await person.sees(/连续多次输错，这个账号暂时不能登录。请 1 分钟后再试/);
  await person.look('sign-in-locked');
});

step('a minute later it is open again', async () => {
  system.advance(2);
  await attempt(password);
  await person.sees('从这里开始');
});

step('by the keyboard alone: skip link, navigation, language, sign-out', async () => {
  const { page } = person;
  await page.reload();
  await settle(page);
  await page.keyboard.press('Tab');
  await person.sees('跳到主要内容');
  await page.keyboard.press('Enter');
  expect(await page.evaluate('document.activeElement.id')).toBe('main');
  await page.getByRole('link', { name: '班级', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/classes$/);
  await person.button('新建班级').first().focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await page.locator('#class-count-22').focus();
  await page.keyboard.type('2');
  await page.keyboard.press('Tab');
  await person.button('建立 2 个班级').focus();
  await page.keyboard.press('Enter');
  await person.sees('2 个班，共 0 名幼儿');
  await person.button('新建班级').first().focus();
  await page.keyboard.press('Enter');
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await person.button('English').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Classes', exact: true }).waitFor();
  await person.button('Sign out').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/sign-in/);
  await person.look('sign-in-english');
});

step('a session ended by time asks for the password over the page', async () => {
  await signIn(person, '4110900101-1');
  system.advance(60 * 24 * 7);
  await person.page.getByRole('link', { name: /^(班级|Classes)$/ }).click();
  await person.page.getByRole('dialog').locator('input[name=password]').fill(password);
  await person.look('sign-in-again');
  await person.page.getByRole('dialog').locator('button[type=submit]').click();
  await person.sees(/中一班/);
  await person.leave();
});
