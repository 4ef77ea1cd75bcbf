import { grownUp } from '@xueqian/server/testing/people.ts';
import { afterAll, beforeAll, expect } from 'vitest';
import { makeOffices } from './parts/offices.ts';
import { optionsOf } from './parts/options.ts';
import { arrive, arriveFirst, type Person, settle } from './parts/person.ts';
import { makeSteps } from './parts/steps.ts';
import { type System, startSystem } from './parts/system.ts';

const step = makeSteps();
let system: System;
let keeper: Person;
const slips: { login: string; password: string }[] = [];

beforeAll(async () => {
  system = await startSystem((database, _keys, now) =>
    makeOffices(
      database,
      [{ code: '4110900101', name: '金水区晨光幼儿园', county: '410105', town: '410105001', state: 'approved' }],
      now,
    ),
  );
});
afterAll(() => system.stop());

const fillIn = async (role: string, who: ReturnType<typeof grownUp>) => {
  const { page } = keeper;
  await keeper.button('开设账号').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('单位').click();
  await page.keyboard.type('晨光');
  await (await optionsOf(dialog.getByLabel('单位'))).filter({ hasText: '晨光' }).first().click();
  await dialog.getByLabel('角色').click();
  await (await optionsOf(dialog.getByLabel('角色'))).filter({ hasText: role }).click();
  await dialog.getByLabel('真实姓名').fill(who.name);
  await dialog.getByLabel('身份证号码').fill(who.identityNumber);
  await dialog.getByLabel('联系电话').fill(who.phone);
  await dialog.getByRole('button', { name: '开设', exact: true }).click();
};

const takeSlip = async (name: string) => {
  const { page } = keeper;
  await keeper.sees('系统账号交接单');
  await keeper.look(name);
  const password = (await page.locator('.slip .secret').innerText()).trim();
  const login = /4110900101-\d+/.exec(await page.locator('.slip').innerText())?.[0] ?? '';
  slips.push({ login, password });
  await keeper.button('已交给本人').click();
  await page.locator('.slip').waitFor({ state: 'hidden' });
};

step("the county's administrator opens the ordinary account of a kindergarten and hands it over", async () => {
  keeper = await arrive(system, '410105-system-administrator');
  await keeper.go('账号管理');
  await keeper.look('accounts');
  await fillIn('普通用户', grownUp(1));
  await takeSlip('accounts-slip');
});

step('the same person is refused as the reviewer, another one is not', async () => {
  await fillIn('审核用户', grownUp(1));
  await keeper.sees(/不能在一个单位既当普通用户又当审核用户/);
  await keeper.look('accounts-refused');
  await keeper.page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
  await fillIn('审核用户', grownUp(2));
  await takeSlip('accounts-slip-review');
  expect(new Set(slips.map((slip) => slip.login)).size).toBe(2);
});

step('both stand in the list of the level below, waiting for their first sign-in', async () => {
  await keeper.button('直接下一级').click();
  await settle(keeper.page);
  for (const { login } of slips) await keeper.sees(login);
  await keeper.sees('待首次登录');
});

step('the ordinary account signs in, makes a password of its own, and works', async () => {
  const clerk = await arriveFirst(system, slips[0], 'Chenguang#2027-yuan');
  const { page } = clerk;
  await clerk.sees('金水区晨光幼儿园');
  await page.goto('/reviews');
  await clerk.sees('您的账号不能使用这个页面');
  await page.getByRole('link', { name: '为什么我不能操作？' }).click();
  await clerk.sees('这项操作不由您所在的级别办理。');
  await clerk.look('why');
  await clerk.leave();
});

step('closing the account ends its work at once', async () => {
  const { page } = keeper;
  const row = page.locator('tr', { hasText: slips[0]?.login ?? '' });
  await row.getByRole('button', { name: '离岗注销' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('textarea').fill('调离岗位');
  await dialog.getByRole('button', { name: '离岗注销' }).click();
  await keeper.sees('已注销');
  await keeper.leave();
});
