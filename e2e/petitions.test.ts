import { afterAll, beforeAll, expect } from 'vitest';
import { photo } from '../apps/server/testing/section-cells.ts';
import { enterRows } from './parts/children.ts';
import { makeOffices, type Offices } from './parts/offices.ts';
import { optionsOf } from './parts/options.ts';
import { arrive, type Person } from './parts/person.ts';
import { dayBefore, rowOf } from './parts/sheet.ts';
import { makeSteps } from './parts/steps.ts';
import { type System, startSystem } from './parts/system.ts';

const step = makeSteps();
let system: System;
let offices: Offices;
let clerk: Person;
let principal: Person;
let county: Person;

const birthOn = dayBefore(new Date(), 4, 30);
const place = { code: '4110900231', name: '金水区向阳幼儿园', county: '410105', town: '410105001' };
const children = ['欧阳思远', '司马知行'] as const;

const post = async (person: Person, path: string, data: object): Promise<void> => {
  const reply = await person.page.request.post(path, { data, headers: { 'x-xueqian': '1' } });
  expect(reply.status(), await reply.text()).toBe(200);
};
const sure = async ({ page, button }: Person, words: string): Promise<void> => {
  await button(words).click();
  await page.getByRole('tooltip').getByRole('button', { name: words }).click();
};
const open = async (person: Person, name: string): Promise<void> => {
  await person.go('学籍申请');
  await person.page.getByRole('link', { name }).first().click();
  await person.sees('申请内容');
};

beforeAll(async () => {
  system = await startSystem(async (database, keys, now) => {
    offices = await makeOffices(database, [{ ...place, state: 'approved' as const, classes: ['中一班'] }], now);
    const rows = children.map((name, at) => rowOf({ name, className: '中一班', birthOn, serial: 131 + at }));
    await enterRows({ database, keys, offices, now }, place.code, rows);
  });
  clerk = await arrive(system, `${place.code}-1`);
  principal = await arrive(system, `${place.code}-2`);
  county = await arrive(system, '410105-review');
});
afterAll(() => system.stop());

step('a file is deleted by mistake, and its recovery is applied for', async () => {
  const { page } = clerk;
  await clerk.go('学籍申请');
  await clerk.sees('没有符合条件的申请');
  await clerk.look('petitions-none');
  await clerk.go('幼儿');
  await page.getByRole('link', { name: children[1] }).click();
  await clerk.button('删除').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('选错幼儿');
  await dialog.getByRole('button', { name: '删除' }).click();
  await dialog.waitFor({ state: 'hidden' });
  const all = { institutionId: offices.ids.get(place.code), classId: null, childIds: null };
  await post(principal, '/api/registration/confirmations', all);
  await post(county, '/api/registration/approvals', all);
  await clerk.go('学籍申请');
  await page.getByRole('link', { name: '恢复档案' }).click();
  await clerk.sees(children[1]);
  await clerk.look('lost-files');
  await clerk.button('申请恢复').click();
  await page.getByRole('dialog').getByRole('textbox').fill('误删，幼儿仍在园');
  await clerk.look('recovery-dialog');
  await clerk.button('填写申请').click();
  await clerk.sees('申请内容');
  await clerk.look('petition-draft');
  await sure(clerk, '提交园长确认');
  await clerk.sees('待园长确认');
});

step('the principal confirms, the county returns and then approves: the file is there again', async () => {
  await open(principal, children[1]);
  await sure(principal, '确认');
  await principal.sees('待县级审核');
  await open(county, children[1]);
  await county.look('petition-county');
  await county.button('退回').click();
  await county.page.getByRole('dialog').getByRole('textbox').fill('请写明误删经过');
  await county.page.getByRole('dialog').getByRole('button', { name: '退回' }).click();
  await county.sees('退回原因');
  await open(clerk, children[1]);
  await clerk.sees('请写明误删经过');
  await clerk.look('petition-returned');
  await sure(clerk, '提交园长确认');
  await clerk.sees('待园长确认');
  await open(principal, children[1]);
  await sure(principal, '确认');
  await principal.sees('待县级审核');
  await open(county, children[1]);
  await sure(county, '审核通过');
  await county.sees('已通过');
  await clerk.go('幼儿');
  await clerk.sees(children[1]);
});

step('a death is recorded with its proof, confirmed, and the file ends', async () => {
  const { page } = clerk;
  await page.getByRole('link', { name: children[0] }).click();
  await clerk.button('登记意外').click();
  await page.locator('#accident-day').fill(dayBefore(new Date(), 0, 1));
  await page.locator('#accident-day').press('Enter');
  await page.locator('#accident-place').fill('居住小区门口');
  const kind = page.locator('#accident-kind');
  await kind.click();
  await (await optionsOf(kind)).getByText('交通事故').click();
  const degree = page.locator('#accident-degree');
  await degree.click();
  await (await optionsOf(degree)).getByText('身故').click();
  await page.locator('#accident-course').fill('放学后在居住小区门口发生交通事故，送医抢救无效。');
  await page.locator('#accident-handling').fill('园方到医院看望家长，配合公安机关调查。');
  await clerk.look('accident-form');
  await page.locator('#main').getByRole('button', { name: '登记', exact: true }).click();
  await clerk.sees('必须上传证明材料');
  await page.getByLabel('上传照片或扫描件').setInputFiles({ name: '证明.png', mimeType: 'image/png', buffer: photo });
  await clerk.sees('证明.png');
  await clerk.look('cancellation-draft');
  await sure(clerk, '提交园长确认');
  await clerk.sees('待园长确认');
  await open(principal, children[0]);
  await sure(principal, '确认');
  await principal.sees('待县级审核');
  await open(county, children[0]);
  await county.page.getByRole('link', { name: '意外情况' }).last().click();
  await county.sees('送医抢救无效');
  await county.look('accident');
  await open(county, children[0]);
  await sure(county, '审核通过');
  await county.sees('已通过');
  await county.go('意外情况');
  await county.sees('交通事故');
  await county.look('accidents');
  await clerk.go('幼儿');
  await clerk.sees(children[1]);
  expect(await page.locator('#main').innerText()).not.toContain(children[0]);
});

step('on a phone as well', async () => {
  const phone = await arrive(system, `${place.code}-1`, { width: 390, height: 800 });
  await phone.page.goto('/petitions?only=all');
  await phone.sees(children[1]);
  await phone.look('petitions-phone');
  await phone.page.goto('/accidents');
  await phone.sees('交通事故');
  await phone.look('accidents-phone');
  const wide = await phone.page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  expect(wide).toBe(0);
  await phone.leave();
  for (const person of [clerk, principal, county]) await person.leave();
});
