import { codeAt } from '@xueqian/modules/accounts/server/one-time-code.ts';
import { afterAll, beforeAll, expect } from 'vitest';
import { makeOffices, password } from './parts/offices.ts';
import { newPerson, type Person, settle, signIn } from './parts/person.ts';
import { makeSteps } from './parts/steps.ts';
import { type System, startSystem } from './parts/system.ts';

const step = makeSteps();
const login = '4110900102-2';
const next = 'Morning-bell-7';
let system: System;
let person: Person;
let secret = '';
let recoveryCode = '';

beforeAll(async () => {
  system = await startSystem(async (database, _keys, now) => {
    await makeOffices(
      database,
      [{ code: '4110900102', name: '金水区晨星幼儿园', county: '410105', town: '410105001', state: 'approved' }],
      now,
    );
    // The principal's account is handed over as in daily life: a password made by another, a second factor demanded.
    await database.asOwner((tx) =>
      tx.run(
        'update accounts.accounts set password_must_change = true, second_factor_optional = false where login = $1',
        [login],
      ),
    );
  });
  person = await newPerson(system);
});

afterAll(() => system.stop());

const typeCode = async (code: string) => {
  await person.page.locator('input[name=code]').fill(code);
  await person.page.locator('form button[type=submit]').click();
};
const give = async (given: string) => {
  await person.page.goto('/sign-in');
  await person.page.locator('input[name=login]').fill(login);
  await person.page.locator('input[name=password]').fill(given);
  await person.page.locator('form button[type=submit]').click();
};
const phone = async (name: string) => {
  const { page } = person;
  await page.setViewportSize({ width: 390, height: 844 });
  await settle(page);
  expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'), name).toBeLessThanOrEqual(0);
  await person.picture(`${name}-phone`);
  await page.setViewportSize({ width: 1280, height: 900 });
};

step('the first sign-in leads to a new password, and nowhere else', async () => {
  const { page } = person;
  await give(password);
  await page.waitForURL(/first-steps/);
  await person.sees('请先修改密码');
  await page.goto('/confirmation');
  await page.waitForURL(/first-steps/);
  await page.locator('input[name=current]').fill(password);
  await page.locator('input[name=next]').fill('morningbell');
  expect(await page.locator('.password-checks .met').count()).toBe(3);
  expect(await page.locator('form button[type=submit]').isDisabled()).toBe(true);
  await person.look('first-password');
  await phone('first-password');
  await page.locator('input[name=next]').fill(next);
  await page.locator('input[name=again]').fill(`${next}x`);
  await person.sees('两次输入的新密码不一致。');
  await page.locator('input[name=again]').fill(next);
  await page.locator('form button[type=submit]').click();
  await person.sees('请先绑定身份验证器');
});

step('then to an authenticator, with its recovery codes', async () => {
  const { page } = person;
  await page.locator('.factor-square img').waitFor();
  await person.look('first-factor');
  await phone('first-factor');
  secret = (await page.locator('.factor-secret').innerText()).replaceAll(/\s/g, '');
  await typeCode(codeAt(secret, system.clock()));
  await person.sees('请保存恢复码');
  recoveryCode = await page.locator('.recovery-codes li').first().innerText();
  expect(await page.locator('.recovery-codes li').count()).toBe(10);
  await person.look('first-recovery-codes');
  await phone('first-recovery-codes');
  await person.button('已保存，继续').click();
  await page.waitForURL(/\/confirmation$/);
});

step('the next sign-in asks for a code, and takes no code twice', async () => {
  const { page } = person;
  await person.button('退出').click();
  await page.waitForURL(/sign-in/);
  system.advance(2);
  await give(next);
  await page.locator('input[name=code]').waitFor();
  await person.look('sign-in-code');
  await typeCode('000000');
  await person.sees(/动态口令或恢复码不正确/);
  const code = codeAt(secret, system.clock());
  await typeCode(code);
  await page.locator('#main h1').first().waitFor();
  await person.button('退出').click();
  await page.waitForURL(/sign-in/);
  await give(next);
  await typeCode(code);
  await person.sees(/已经用过/);
  await typeCode(recoveryCode);
  await page.locator('#main h1').first().waitFor();
});

step('my account shows where I am signed in, and ends what is elsewhere', async () => {
  const { page } = person;
  const elsewhere = await newPerson(system);
  system.advance(2);
  await elsewhere.page.goto('/sign-in');
  await elsewhere.page.locator('input[name=login]').fill(login);
  await elsewhere.page.locator('input[name=password]').fill(next);
  await elsewhere.page.locator('form button[type=submit]').click();
  await elsewhere.page.locator('input[name=code]').fill(codeAt(secret, system.clock()));
  await elsewhere.page.locator('form button[type=submit]').click();
  await elsewhere.page.locator('#main h1').first().waitFor();
  await person.go('我的账号');
  await person.sees('未使用的恢复码：9 个');
  await person.sees('本次登录');
  await person.sees('动态口令错误');
  await person.look('my-account');
  await phone('my-account');
  await person.button('退出其他全部登录').click();
  await page.locator('.ant-popconfirm').getByRole('button', { name: '退出其他全部登录' }).click();
  await person.button('退出其他全部登录').waitFor({ state: 'detached' });
  await elsewhere.page.reload();
  await elsewhere.page.waitForURL(/sign-in/);
  await elsewhere.leave();
});

step('the password is changed again by the page, and signs in', async () => {
  const { page } = person;
  await person.button('修改密码').click();
  await page.locator('input[name=current]').fill(next);
  await page.locator('input[name=next]').fill(next);
  await page.locator('input[name=again]').fill(next);
  await page.locator('form button[type=submit]').click();
  await person.sees(/新密码与正在使用的密码/);
  await page.locator('input[name=next]').fill('Evening-bell-8');
  await page.locator('input[name=again]').fill('Evening-bell-8');
  await page.locator('form button[type=submit]').click();
  await person.sees('密码已修改，其他地方的登录已退出。');
  system.advance(2);
  await give('Evening-bell-8');
  await typeCode(codeAt(secret, system.clock()));
  await page.locator('#main h1').first().waitFor();
  await person.leave();
  const enters = await newPerson(system);
  await signIn(enters, '4110900102-1');
  await enters.leave();
});
