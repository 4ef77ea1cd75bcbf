import { localDate } from '@xueqian/modules/jurisdictions/server/index.ts';
import { refreshAll } from '@xueqian/modules/supervision/server/index.ts';
import { photo } from '@xueqian/server/testing/section-cells.ts';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { enterRows } from './parts/children.ts';
import { makeOffices } from './parts/offices.ts';
import { arrive, type Person } from './parts/person.ts';
import { dayBefore, rowOf } from './parts/sheet.ts';
import { makeSteps } from './parts/steps.ts';
import { type System, startSystem } from './parts/system.ts';

const step = makeSteps();
let system: System;
let officer: Person;

const name = '金水区晨光幼儿园';
const code = '4110900101';
const birthOn = dayBefore(new Date(), 4, 30);
const letters = [...'子涵宇轩欣怡梓萱浩然诗琪俊杰雨桐思远佳琳'];
/** A class of four-year-olds holds thirty; here are thirty-two. */
const children = Array.from({ length: 32 }, (_, at) => ({
  ...{ name: `欧阳${letters[at % 20]}${letters[Math.floor(at / 20) + 5]}`, className: '中一班', birthOn },
  serial: 101 + at,
}));

beforeAll(async () => {
  system = await startSystem(async (database, keys, now) => {
    const kindergarten = { code, name, county: '410105', town: '410105001', state: 'approved' as const };
    const offices = await makeOffices(database, [{ ...kindergarten, classes: ['中一班'] }], now);
    await enterRows(
      { database, keys, offices, now },
      code,
      children.map((child) => rowOf(child)),
    );
    await refreshAll(database, localDate(now));
  });
});
afterAll(() => system.stop());

const fillDay = async (box: Locator, day: string) => {
  await box.fill(day);
  await box.press('Enter');
};

const photoFile = { name: '中一班.png', mimeType: 'image/png', buffer: photo };

step('a county officer finds an over-size class in the supervision list', async () => {
  officer = await arrive(system, '410105-review');
  await officer.go('监管清单');
  await officer.page.getByRole('button', { name: '班额超标' }).click();
  await officer.sees(/32 人，班额标准 30 人/);
  await officer.page.getByRole('link', { name }).click();
  await officer.page.locator('#main').getByRole('link', { name: '督导检查', exact: true }).click();
  await officer.sees(/32 人，班额标准 30 人/);
  await officer.look('inspection-begin');
});

step('inspects on the spot with a telephone: what is written is kept, and handed over when it is whole', async () => {
  const { page } = officer;
  await officer.button('开始检查').click();
  await officer.sees('已填 0 / 17 项');
  await page.setViewportSize({ width: 390, height: 844 });
  await fillDay(page.getByLabel('检查日期'), localDate(system.clock()));
  const items = page.locator('.inspection-items > li');
  expect(await items.count()).toBe(17);
  for (let at = 0; at < 16; at += 1) await items.nth(at).getByText('符合', { exact: true }).click();
  const crowded = items.filter({ hasText: '班额不超过规定' });
  await crowded.getByText('不符合', { exact: true }).click();
  await crowded.getByRole('textbox').fill('中一班 32 人，超过 30 人');
  await page.getByLabel('检查意见').fill('班额超标，责令限期整改');
  await page.locator('input[type=file]').setInputFiles(photoFile);
  await officer.sees('中一班.png');
  await officer.sees('已保存');
  await officer.look('inspection-form-phone');
  expect(await page.evaluate('document.documentElement.scrollWidth'), 'no sideways scrolling').toBeLessThanOrEqual(390);
  const sign = async () => {
    await officer.button('签字并送达').click();
    await page.getByRole('tooltip').getByRole('button', { name: '签字并送达' }).click();
  };
  await sign();
  await officer.sees(/还有 1 项没有结论/);
  // The telephone is put away and taken out again.
  await page.reload();
  await officer.sees('已填 16 / 17 项');
  await items.nth(16).getByText('未查看', { exact: true }).click();
  await sign();
  await officer.sees('待园长知悉');
  await officer.look('inspection-record-phone');
  expect(await page.evaluate('document.documentElement.scrollWidth'), 'no sideways scrolling').toBeLessThanOrEqual(390);
  await page.setViewportSize({ width: 1280, height: 900 });
  await officer.look('inspection-record');
});

step('orders rectification with what was found', async () => {
  const { page } = officer;
  await page.getByRole('link', { name: '下发整改通知书' }).click();
  await officer.sees('下发整改通知书');
  await vi.waitFor(async () => expect(await page.getByLabel('发现的问题').inputValue()).toContain('中一班 32 人'));
  await officer.look('inspection-notice');
  await officer.button('下发').click();
  await officer.sees(/来自督导检查第 \d+ 号记录/);
  await officer.look('inspection-notice-issued');
});

step('the principal knows of the inspection, and the kindergarten answers with proof', async () => {
  const principal = await arrive(system, `${code}-2`);
  await principal.go('督导检查');
  await principal.look('inspections-of-a-kindergarten');
  await principal.page.getByRole('link', { name }).click();
  await principal.sees('中一班 32 人，超过 30 人');
  await principal.page.getByLabel(/异议/).fill('下学期分班');
  await principal.button('知悉，提出异议').click();
  await principal.sees('已办结');
  await principal.look('inspection-known');
  await principal.page.getByRole('link', { name: /号整改通知书/ }).click();
  await principal.page.getByLabel('整改情况').fill('两名幼儿已转入中二班');
  await principal.page.locator('input[type=file]').setInputFiles(photoFile);
  await principal.sees('中一班.png');
  await principal.button('提交整改情况').click();
  await principal.sees('待复核');
  await principal.leave();
});

step('the officer accepts the proof and closes the notice; the inspection names it', async () => {
  await officer.go('整改通知书');
  await officer.page.getByRole('link', { name }).click();
  await officer.sees('两名幼儿已转入中二班');
  await officer.button('同意办结').click();
  await officer.page.getByRole('tooltip').getByRole('button', { name: '同意办结' }).click();
  await officer.sees('已办结');
  await officer.page.getByRole('link', { name: /来自督导检查/ }).click();
  await officer.sees('下学期分班');
  await officer.sees('已办结');
  await officer.look('inspection-closed');
});

step('the year’s result is recorded with what is open before one’s eyes', async () => {
  const { page } = officer;
  await officer.go('年检结果');
  await officer.look('annual-reviews');
  await page.getByRole('link', { name }).click();
  await officer.sees('目前情况');
  await page.getByText('基本合格', { exact: true }).click();
  await page.getByLabel('说明（可不填）').fill('班额已整改');
  await officer.button('保存认定').click();
  await officer.sees(/第 1 次认定/);
  await officer.look('annual-review');
  await officer.go('办理期限');
  await page.getByText('办理考核', { exact: true }).click();
  await page.getByText('机构', { exact: true }).first().waitFor();
  await officer.look('keeping-up');
  await page.setViewportSize({ width: 390, height: 844 });
  await officer.look('keeping-up-phone');
  expect(await page.evaluate('document.documentElement.scrollWidth'), 'no sideways scrolling').toBeLessThanOrEqual(390);
  await page.setViewportSize({ width: 1280, height: 900 });
});

step('the next inspections are planned, by a list of the county’s own', async () => {
  const { page } = officer;
  await officer.go('督导检查');
  await officer.look('inspections');
  await page.getByRole('link', { name: '检查清单' }).click();
  await officer.look('checklist');
  await officer.button('修改清单').click();
  await officer.button('删除 403').click();
  await officer.look('checklist-edited');
  await officer.button('保存为新版本').click();
  await officer.sees(/制定/);
  await officer.go('督导检查');
  await page.getByRole('link', { name: '制定检查计划' }).click();
  await page.getByLabel('计划名称').fill('春季督导检查');
  await fillDay(page.getByLabel('开始日期'), localDate(system.clock()));
  await fillDay(page.getByLabel('结束日期'), '2099-12-31');
  await page.getByLabel('检查人员').fill('王督学');
  await page.getByLabel('添加机构').click();
  await page.keyboard.type('晨光');
  await page.locator('.ant-select-item-option').filter({ hasText: name }).click();
  await officer.look('inspection-plan');
  await officer.button('确定计划').click();
  await officer.sees(/春季督导检查（/);
  await officer.look('inspections-planned');
  await officer.leave();
});
