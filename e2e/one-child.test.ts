import { afterAll, beforeAll, expect } from 'vitest';
import { makeOffices } from './parts/offices.ts';
import { optionsOf } from './parts/options.ts';
import { arrive, type Person, settle } from './parts/person.ts';
import { dayBefore, identityOf } from './parts/sheet.ts';
import { makeSteps } from './parts/steps.ts';
import { type System, startSystem } from './parts/system.ts';

const step = makeSteps();
const birthOn = dayBefore(new Date(), 4, 30);
let system: System;
let administrator: Person;

beforeAll(async () => {
  system = await startSystem((database, _keys, now) =>
    makeOffices(
      database,
      [
        {
          ...{ code: '4110900101', name: '金水区晨光幼儿园', county: '410105', town: '410105001' },
          ...{ state: 'approved' as const, classes: ['中一班'] },
        },
      ],
      now,
    ),
  );
  administrator = await arrive(system, '4110900101-1');
});

afterAll(() => system.stop());

const field = (column: string) => administrator.page.locator(`#field-${column}`);
const choose = async (column: string, option: string | RegExp) => {
  await field(column).click();
  await (await optionsOf(field(column))).getByText(option, { exact: true }).click();
};
const group = (column: string) => administrator.page.locator(`[data-column=${column}]`);
/** Everything that this browser keeps for the site, as one text. */
const keptInBrowser = () =>
  administrator.page.evaluate<string>(
    'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]) + JSON.stringify(history.state)',
  );
const mark = (column: string, option: string) => group(column).getByText(option, { exact: true }).click();
const place = async (column: string) => {
  await field(column).click();
  await administrator.page.keyboard.type('金水区');
  await (await optionsOf(field(column))).filter({ hasText: '郑州市金水区' }).click();
};

step('the form fills what the number tells and asks what the answers need', async () => {
  await administrator.go('幼儿');
  await administrator.button('录入幼儿').first().click();
  await administrator.look('form-empty');
  await field('name').fill('夏侯知远');
  await choose('identityType', '居民身份证');
  await field('identityNumber').fill(identityOf('410105', birthOn, 101));
  await field('name').click();
  expect(await field('birthOn').inputValue()).toBe(birthOn);
  await group('sex').locator('input:checked').waitFor({ state: 'attached' });
  expect(await administrator.page.getByText('没有填写证件号码').count()).toBe(0);
  await mark('hukouNature', '非农业户口');
  await group('hukouSubtype').waitFor();
  await mark('hukouNature', '居民户口');
  await group('hukouSubtype').waitFor({ state: 'detached' });
  await mark('disabled', '是');
  await group('disabilityType').waitFor();
  await mark('disabled', '否');
  await group('disabilityType').waitFor({ state: 'detached' });
});

step('what was typed outlives the page', async () => {
  await administrator.sees(/草稿已保存/);
  // Nothing of the child is kept in the browser: the computer may be shared.
  expect(await keptInBrowser()).not.toMatch(/夏侯|\d{10}/);
  await administrator.page.close();
  const page = await administrator.context.newPage();
  administrator = { ...administrator, ...administrator.on(page) };
  await page.goto('/my-children/new');
  await administrator.sees('有一份未完成的草稿');
  await administrator.look('form-draft');
  await administrator.button('接着录入').click();
  expect(await field('name').inputValue()).toBe('夏侯知远');
});

step('and the person, and is not there for the next one at this computer', async () => {
  // Typed in the very moment of leaving: it is sent before the session ends.
  await field('address').fill('河南省郑州市金水区文化路 17 号');
  await administrator.page.getByRole('button', { name: /退出/ }).first().click();
  await administrator.page.waitForURL(/\/sign-in/);
  await settle(administrator.page);
  expect(await keptInBrowser()).not.toMatch(/夏侯|\d{10}/);
  expect(await administrator.page.content()).not.toContain('夏侯');
  await administrator.page.goto('/my-children/new');
  await settle(administrator.page);
  expect(await administrator.page.content()).not.toContain('夏侯');
  await administrator.leave();
  administrator = await arrive(system, '4110900101-1');
  await administrator.page.goto('/my-children/new');
  await administrator.sees('有一份未完成的草稿');
  await administrator.button('接着录入').click();
  expect(await field('name').inputValue()).toBe('夏侯知远');
  expect(await field('address').inputValue()).toBe('河南省郑州市金水区文化路 17 号');
});

step('and a broken connection', async () => {
  await administrator.context.setOffline(true);
  await field('address').fill('河南省郑州市金水区文化路 18 号');
  await administrator.sees('网络断开，草稿尚未保存');
  await administrator.look('form-offline');
  await administrator.context.setOffline(false);
  await administrator.sees(/草稿已保存/);
});

step('saving too early names what is missing', async () => {
  await administrator.button('保存').click();
  await administrator.sees(/还有 \d+ 项要填写或改正/);
  await administrator.look('form-missing');
});

step('the whole form is saved, and no draft is left', async () => {
  await choose('ethnicity', '汉族');
  await place('birthPlace');
  await mark('hukouNature', '居民户口');
  await place('hukouPlace');
  await choose('classCode', /^中一班/);
  await field('admittedOn').fill(dayBefore(new Date(), 0, 60));
  await mark('attendance', '走读');
  await mark('onlyChild', '否');
  await mark('leftBehind', '非留守儿童');
  await mark('migrantWorker', '否');
  await mark('orphan', '否');
  await mark('health', '健康或良好');
  await mark('disabled', '否');
  await field('guardianName').fill('夏侯明');
  await choose('guardianRelation', '父亲');
  await choose('guardianIdentityType', '居民身份证');
  await field('guardianIdentityNumber').fill(identityOf('410105', '1990-05-06', 103));
  await field('guardianPhone').fill('13800000018');
  await settle(administrator.page);
  await administrator.look('form-full');
  await administrator.button('保存').click();
  await administrator.sees('已保存：夏侯知远');
  await administrator.page.getByRole('link', { name: '夏侯知远' }).click();
  await administrator.sees('现在等园长确认。');
  await administrator.page.goto('/my-children/new');
  await settle(administrator.page);
  expect(await administrator.page.getByText('有一份未完成的草稿').count()).toBe(0);
  await administrator.leave();
});
