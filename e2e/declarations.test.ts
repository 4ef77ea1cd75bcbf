import { afterAll, beforeAll, expect } from 'vitest';
import { photo } from '../apps/server/testing/section-cells.ts';
import { makeOffices } from './parts/offices.ts';
import { optionsOf } from './parts/options.ts';
import { arrive, type Person } from './parts/person.ts';
import { makeSteps } from './parts/steps.ts';
import { type System, startSystem } from './parts/system.ts';

const step = makeSteps();
let system: System;
let clerk: Person;
let principal: Person;
let county: Person;

const kindergarten = { code: '4110900111', name: '金水区向阳幼儿园', county: '410105', town: '410105001' };
const title = '保教费由 600 元调整为 680 元';

const sure = async (person: Person, words: string): Promise<void> => {
  await person.button(words).click();
  await person.page.getByRole('tooltip').getByRole('button', { name: words }).click();
};

beforeAll(async () => {
  system = await startSystem(async (database, _keys, now) => {
    await makeOffices(database, [{ ...kindergarten, state: 'approved' as const }], now);
  });
  clerk = await arrive(system, `${kindergarten.code}-1`);
  principal = await arrive(system, `${kindergarten.code}-2`);
  county = await arrive(system, '410105-review');
});
afterAll(() => system.stop());

step('the county asks for more than the nation, and adds a kind of its own', async () => {
  const { page } = county;
  await county.go('异动申报');
  await county.sees('没有待办理的申报');
  await county.look('declarations-none');
  await page.getByRole('link', { name: '申报事项' }).click();
  await county.sees('传染病/食品安全事件');
  await page.getByRole('row').filter({ hasText: '安全事故' }).getByRole('button', { name: '从严' }).click();
  await page.getByLabel('改为审核').check();
  await county.look('declaration-stricter');
  await county.button('保存').click();
  await county.sees('本级从严：改为审核');
  await county.button('增加事项').click();
  await page.getByLabel('事项名称').fill('外出活动');
  await page.getByLabel('申报什么').fill('组织幼儿离园活动前申报时间、路线和应急预案。');
  await county.look('declaration-kind-new');
  await county.button('保存').click();
  await county.sees('外出活动');
  await county.look('declaration-kinds');
});

step('the clerk declares; what has a way of its own is sent there', async () => {
  const { page } = clerk;
  await clerk.go('异动申报');
  await page.getByRole('link', { name: '申报异动' }).click();
  const kind = page.locator('#declaration-kind');
  await kind.click();
  await (await optionsOf(kind)).getByText('机构名称变更').click();
  await clerk.sees('这个事项在“机构变更”里办理');
  expect(await page.getByRole('link', { name: '去申请机构变更' }).count()).toBe(1);
  expect(await clerk.button('保存草稿').count()).toBe(0);
  await kind.click();
  await (await optionsOf(kind)).getByText('收费标准变更').click();
  await page.locator('#declaration-title').fill(title);
  const day = page.locator('#declaration-day');
  await day.fill(system.clock().toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' }));
  await day.press('Enter');
  await page.locator('#declaration-description').fill('按发改部门批复，自下学期起执行。');
  await clerk.look('declaration-form');
  await clerk.button('保存草稿').click();
  await clerk.sees('还没有材料');
  await sure(clerk, '交园长');
  await clerk.sees('这个事项要附佐证材料。请先在本页上传');
  await page.getByLabel('上传照片或扫描件').setInputFiles({ name: '批复.png', mimeType: 'image/png', buffer: photo });
  await page.getByRole('button', { name: '批复.png' }).waitFor();
  await sure(clerk, '交园长');
  await clerk.sees('待园长提交');
  await clerk.look('declaration-handed');
});

const send = async (): Promise<void> => {
  await principal.go('异动申报');
  await principal.page.getByRole('link', { name: title }).click();
  await sure(principal, '提交县级');
  await principal.sees('待县级办理');
};

step('the principal sends it, and the county sends it back', async () => {
  await send();
  await principal.look('declaration-sent');
  await county.go('异动申报');
  await county.sees('还剩 5 天');
  await county.look('declaration-queue');
  await county.page.getByRole('link', { name: title }).click();
  await county.button('退回').click();
  await county.page.getByRole('dialog').getByRole('textbox').fill('请写明执行日期。');
  await county.page.getByRole('dialog').getByRole('button', { name: '退回' }).click();
  await county.sees('已退回');
  await county.sees('期限暂停计算');
});

step('the clerk mends it, and the county accepts it', async () => {
  const { page } = clerk;
  await clerk.go('首页');
  await clerk.sees('被退回的异动申报');
  await clerk.go('异动申报');
  await page.getByRole('link', { name: title }).click();
  await clerk.sees('请写明执行日期');
  await page.getByRole('link', { name: '修改' }).click();
  await page.locator('#declaration-description').fill('按发改部门批复，自 2027 年 2 月 1 日起执行。');
  await clerk.button('保存草稿').click();
  await sure(clerk, '交园长');
  await clerk.sees('待园长提交');
  await send();
  await county.go('异动申报');
  await county.page.getByRole('link', { name: title }).click();
  await county.page.locator('#declaration-words').fill('同意，请在园内公示。');
  await sure(county, '审核通过');
  await county.sees('县级意见');
  await county.look('declaration-accepted');
  await county.page.getByRole('link', { name: '打印申报表' }).click();
  await county.sees('学前教育机构异动申报表');
  await county.sees('同意，请在园内公示');
  await county.look('declaration-print');
});

step('those above see how many and how they ended', async () => {
  const prefecture = await arrive(system, '410100-review');
  await prefecture.page.goto('/declarations?only=counts');
  await prefecture.sees('金水区');
  await prefecture.look('declaration-counts');
  await prefecture.leave();
});

step('on a phone it fits', async () => {
  const phone = await arrive(system, '410105-review', { width: 390, height: 800 });
  for (const [path, words] of [
    ['/declarations?only=all', title],
    ['/declarations?only=counts', kindergarten.name],
    ['/declaration-kinds', '外出活动'],
  ] as const) {
    await phone.page.goto(path);
    await phone.sees(words);
    await phone.look(`declaration-phone${path.replaceAll(/\W/g, '-')}`);
    const wide = await phone.page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(wide, path).toBe(0);
  }
  await phone.leave();
});
