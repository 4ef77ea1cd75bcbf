import { localDate } from '@xueqian/modules/jurisdictions/server/index.ts';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { makeOffices } from './parts/offices.ts';
import { optionsOf } from './parts/options.ts';
import { arrive, type Person, settle } from './parts/person.ts';
import { makeSteps } from './parts/steps.ts';
import { type System, startSystem } from './parts/system.ts';

const step = makeSteps();
let system: System;
let county: Person;
let kindergarten: Person;

const name = '金水区晨光幼儿园';
const title = '食堂情况统计表';

beforeAll(async () => {
  system = await startSystem((database, _keys, now) =>
    makeOffices(database, [{ code: '4110900101', name, county: '410105', town: '410105001', state: 'approved' }], now),
  );
  county = await arrive(system, '410105-review');
  kindergarten = await arrive(system, '4110900101-1');
});

afterAll(() => system.stop());

const choose = async (box: Locator, words: string) => {
  await box.click();
  await (await optionsOf(box)).filter({ hasText: words }).first().click();
};
const confirm = async (who: Person, words: string) => {
  await who.button(words).first().click();
  await who.page.locator('.ant-popconfirm').getByRole('button', { name: words, exact: true }).click();
  await settle(who.page);
};
const fitsOnPhone = async (who: Person, picture: string) => {
  await who.page.setViewportSize({ width: 390, height: 844 });
  await settle(who.page);
  await who.picture(`${picture}-phone`);
  expect(await who.page.evaluate('document.documentElement.scrollWidth'), picture).toBeLessThanOrEqual(390);
  await who.page.setViewportSize({ width: 1280, height: 900 });
  await settle(who.page);
};
const openAnswer = async () => {
  await kindergarten.go('报表填报');
  await kindergarten.button('填报').click();
  await settle(kindergarten.page);
};

step('the county makes a form: counts with their total, a choice, and a field that one option asks for', async () => {
  const { page } = county;
  await county.go('填报表单');
  await county.look('forms-empty');
  await county.button('新建表单').click();
  await page.locator('#form-title').fill(title);
  await page.locator('#form-opens').fill(localDate(system.clock()));
  await page.keyboard.press('Enter');
  await county.button('添加栏目').click();
  await page.getByLabel('栏目名称').fill('就餐情况');
  const fields: readonly (readonly [string, string])[] = [
    ['男童人数', '数字'],
    ['女童人数', '数字'],
    ['就餐人数', '数字'],
    ['供餐方式', '单选'],
    ['配餐单位', '文字'],
    ['是否公示食谱', '是否'],
  ];
  for (const [label, kind] of fields) {
    await county.button('添加字段').click();
    const group = page.getByRole('group', { name: '字段：未命名字段' });
    await group.getByLabel('字段名称').fill(label);
    const named = page.getByRole('group', { name: `字段：${label}` });
    if (kind !== '文字') await choose(named.getByLabel('类型'), kind);
    if (kind === '单选') await named.getByLabel('选项（每行一个）').fill('自办食堂\n集中配餐');
    if (label === '配餐单位') await choose(named.getByLabel('显示条件'), '集中配餐');
  }
  await county.button('添加合计关系').click();
  const parts = page.getByLabel('各分项');
  await choose(parts, '女童人数');
  await page.keyboard.press('Escape');
  await choose(page.getByLabel('等于合计'), '就餐人数');
  await county.look('forms-designer');
  await fitsOnPhone(county, 'forms-designer');
  await county.button('预览').click();
  await county.sees('预览：与机构填报时看到的一致');
  await page.getByLabel('男童人数').waitFor();
  await county.look('forms-preview');
  await county.button('保存').click();
  await county.sees('尚未开始填报。');
  await confirm(county, '发布');
  await county.sees('已发布第 1 版');
  await county.look('forms-published');
});

step('a kindergarten finds it with its day, fills it in and hands it in', async () => {
  const { page } = kindergarten;
  await kindergarten.go('报表填报');
  await kindergarten.look('forms-mine');
  await fitsOnPhone(kindergarten, 'forms-mine');
  await openAnswer();
  await page.getByLabel('男童人数').fill('60');
  await page.getByLabel('女童人数').fill('55');
  await page.getByLabel('就餐人数').fill('100');
  await choose(page.getByLabel('供餐方式'), '集中配餐');
  await page.getByLabel('配餐单位').fill('金水区集中配餐中心');
  await kindergarten.button('保存草稿').click();
  await kindergarten.sees('草稿已保存');
  await confirm(kindergarten, '提交');
  await kindergarten.sees('就餐人数应等于 男童人数 + 女童人数 之和（115）');
  await kindergarten.sees('请填写是否公示食谱');
  await kindergarten.look('forms-faults');
  await page.getByLabel('就餐人数').fill('115');
  await page.getByText('是', { exact: true }).first().click();
  await fitsOnPhone(kindergarten, 'forms-fill');
  await confirm(kindergarten, '提交');
  await kindergarten.sees('待审核');
  await kindergarten.look('forms-handed-in');
});

step('the county returns it with a reason; it comes back mended and is accepted', async () => {
  await county.page.reload();
  await settle(county.page);
  await county.page.getByRole('link', { name }).click();
  await county.sees('金水区集中配餐中心');
  await county.button('退回').click();
  await county.page.getByRole('dialog').locator('textarea').fill('请核对女童人数');
  await county.page.getByRole('dialog').getByRole('button', { name: '退回', exact: true }).click();
  await county.sees('退回修改');
  await openAnswer();
  await kindergarten.sees('请核对女童人数');
  await kindergarten.page.getByLabel('女童人数').fill('54');
  await kindergarten.page.getByLabel('就餐人数').fill('114');
  await confirm(kindergarten, '提交');
  await kindergarten.sees('待审核');
  await county.page.reload();
  await county.sees('114');
  await county.look('forms-review');
  await confirm(county, '通过');
  await county.sees('已通过');
});

step('the count shows it, and the workbook holds it', async () => {
  const { page } = county;
  await page.getByRole('link', { name: title }).click();
  await county.sees('100.00%');
  await county.sees('集中配餐');
  await county.look('forms-counts');
  await fitsOnPhone(county, 'forms-counts');
  const file = await county.download(() => county.button('导出填报结果').click());
  expect(file.subarray(0, 2).toString()).toBe('PK');
  await county.leave();
  await kindergarten.leave();
});
