import { assignPack } from '@xueqian/modules/jurisdictions/server/index.ts';
import { afterAll, beforeAll, expect } from 'vitest';
import { textOf } from '../apps/server/testing/pdf-text.ts';
import { photo } from '../apps/server/testing/section-cells.ts';
import { enterRows } from './parts/children.ts';
import { makeOffices, type Offices } from './parts/offices.ts';
import { arrive, type Person } from './parts/person.ts';
import { dayBefore, identityOf, rowOf } from './parts/sheet.ts';
import { makeSteps } from './parts/steps.ts';
import { type System, startSystem } from './parts/system.ts';

const step = makeSteps();
let system: System;
let offices: Offices;
let clerk: Person;
let principal: Person;
let farClerk: Person;
let farPrincipal: Person;
let county: Person;

const birthOn = dayBefore(new Date(), 4, 30);
// In the first county the principal's word suffices; the second has rules that ask for the county's.
const own = { code: '4110900301', name: '金水区晨光幼儿园', county: '410105', town: '410105001' };
const far = { code: '4110900302', name: '中原区朝阳幼儿园', county: '410102', town: '410102001' };
const wrong = rowOf({ name: '欧阳思远', className: '中一班', birthOn, serial: 301 });
const right = identityOf('410105', birthOn, 303);
const papers = { name: '户口簿.png', mimeType: 'image/png', buffer: photo };

const post = async (person: Person, path: string, data: object): Promise<void> => {
  const reply = await person.page.request.post(path, { data, headers: { 'x-xueqian': '1' } });
  expect(reply.status(), await reply.text()).toBe(200);
};
const confirmed = async (person: Person, word: string): Promise<void> => {
  await person.button(word).click();
  await person.page.getByRole('tooltip').getByRole('button', { name: word }).click();
};
const openApplication = async (person: Person, name: string): Promise<void> => {
  await person.page.reload();
  await person.go('关键信息变更');
  await person.page.getByRole('link', { name }).click();
};
const verify = async (person: Person, word: string): Promise<void> => {
  await person.page.getByRole('checkbox', { name: /已核对证明材料原件/ }).check();
  await person.button(word).click();
};

beforeAll(async () => {
  system = await startSystem(async (database, keys, now) => {
    offices = await makeOffices(
      database,
      [own, far].map((each) => ({ ...each, state: 'approved' as const, classes: ['中一班'] })),
      now,
    );
    await enterRows({ database, keys, offices, now }, own.code, [wrong]);
    const other = rowOf({ name: '欧阳明哲', className: '中一班', birthOn, serial: 305 });
    await enterRows({ database, keys, offices, now }, far.code, [other]);
    await database.asOwner((tx) => assignPack(tx, far.county, 'national-2025', dayBefore(now, 0, 60)));
  });
  clerk = await arrive(system, `${own.code}-1`);
  principal = await arrive(system, `${own.code}-2`);
  farClerk = await arrive(system, `${far.code}-1`);
  farPrincipal = await arrive(system, `${far.code}-2`);
  county = await arrive(system, `${far.county}-review`);
  const all = (code: string) => ({ institutionId: offices.ids.get(code), classId: null, childIds: null });
  await post(principal, '/api/registration/confirmations', all(own.code));
  const ownCounty = await arrive(system, `${own.county}-review`);
  await post(ownCounty, '/api/registration/approvals', all(own.code));
  await ownCounty.leave();
  await post(farPrincipal, '/api/registration/confirmations', all(far.code));
  await post(county, '/api/registration/approvals', all(far.code));
});

afterAll(() => system.stop());

step('the form shows what identifies a numbered child locked, with the way to the application', async () => {
  const { page } = clerk;
  await clerk.go('关键信息变更');
  await clerk.sees('没有办理中的变更申请');
  await clerk.go('幼儿');
  await page.getByRole('link', { name: '欧阳思远' }).click();
  await clerk.button('修改').click();
  expect(await page.locator('#field-name').isDisabled()).toBe(true);
  expect(await page.locator('#field-address').isDisabled()).toBe(false);
  await clerk.look('key-change-locked');
  await page.getByRole('link', { name: '申请变更关键信息' }).first().click();
});

step('the clerk enters the application of a guardian whose number was written wrong, with the papers', async () => {
  const { page } = clerk;
  await page.locator('#key-identityNumber').fill(right);
  await page.locator('#key-reason').fill('身份证号登记有误，已核对户口簿');
  await clerk.look('key-change-enter');
  await clerk.button('保存申请').click();
  await clerk.sees('现在由您补齐材料后提交园长核实');
  await clerk.sees('有变更');
  await confirmed(clerk, '提交园长核实');
  await clerk.sees(/还没有上传证明材料/);
  await page.getByLabel('上传照片或扫描件').setInputFiles(papers);
  await clerk.sees('户口簿.png');
  await clerk.look('key-change-draft');
  await confirmed(clerk, '提交园长核实');
  await clerk.sees('等待园长核实');
});

step('the principal sends it back once, then verifies: the file has the new number and keeps the old one', async () => {
  await openApplication(principal, '欧阳思远');
  await principal.sees('现在由您核实');
  await principal.look('key-change-verify');
  await principal.button('退回补正').click();
  await principal.page.getByRole('dialog').getByRole('textbox').fill('请补户口簿首页');
  await principal.page.getByRole('dialog').getByRole('button', { name: '退回补正' }).click();
  await principal.sees('已退回补正');
  await clerk.page.reload();
  await clerk.sees('退回原因：请补户口簿首页');
  await confirmed(clerk, '提交园长核实');
  await principal.page.reload();
  await verify(principal, '核实并变更');
  await principal.sees('变更后');
  const form = await textOf(await principal.download(() => principal.button('打印变更申请表').click()));
  for (const word of ['幼儿关键信息变更申请表', '欧阳思远', '户口簿.png', '已核对证明材料原件'])
    expect(form.text).toContain(word);
  await principal.look('key-change-done');
  await principal.page.getByRole('link', { name: '查看档案' }).click();
  await principal.sees('曾用学籍号');
  await principal.sees('换发学籍号');
  await principal.look('key-change-file');
});

step('the file tells its whole story, and shows what it was on a day', async () => {
  const { page } = principal;
  await page.getByRole('link', { name: '查看完整履历' }).click();
  await principal.sees('欧阳思远的学籍履历');
  const changed = page.locator('.history > li', { hasText: '关键信息变更' });
  await changed.getByRole('link', { name: '查看变更申请' }).waitFor();
  expect(await page.locator('.story-changes', { hasText: '证件号码' }).innerText()).toMatch(
    /\d{3}\*+\S+\s*→\s*\d{3}\*+/,
  );
  const [today = ''] = new Date(system.clock().getTime() + 8 * 3_600_000).toISOString().split('T');
  const day = page.getByRole('textbox', { name: '日期' });
  await day.fill(today);
  await day.press('Enter');
  await principal.sees(`${today}，${own.name}`);
  await principal.look('child-story');
  await page.setViewportSize({ width: 390, height: 844 });
  await principal.look('child-story-narrow');
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  await page.setViewportSize({ width: 1280, height: 900 });
});

step('the child is found by the number it had', async () => {
  const reply = await principal.page.request.post('/api/children/lookup', {
    data: { number: `G${wrong['身份证号码']}` },
    headers: { 'x-xueqian': '1' },
  });
  expect(await reply.json()).toEqual({ childId: expect.any(Number) });
});

step('where the rules ask for the county, the county approves', async () => {
  const { page } = farClerk;
  await farClerk.go('幼儿');
  await page.getByRole('link', { name: '欧阳明哲' }).click();
  await farClerk.button('申请变更关键信息').click();
  await page.locator('#key-name').fill('欧阳明月');
  await page.locator('#key-reason').fill('户口簿已更名');
  await farClerk.button('保存申请').click();
  await page.getByLabel('上传照片或扫描件').setInputFiles(papers);
  await farClerk.sees('户口簿.png');
  await confirmed(farClerk, '提交园长核实');
  await farClerk.sees('等待园长核实');
  await openApplication(farPrincipal, '欧阳明哲');
  await verify(farPrincipal, '核实并报县级审核');
  await farPrincipal.sees('等待县级教育行政部门审核');
  await openApplication(county, '欧阳明哲');
  await county.sees('现在由您审核');
  await county.look('key-change-county');
  await confirmed(county, '审核通过');
  await county.sees('县级审核通过');
  await county.go('关键信息变更');
  await county.page
    .getByRole('tab', { name: '各地办理情况' })
    .or(county.page.getByText('各地办理情况'))
    .first()
    .click();
  await county.sees(far.name);
  await county.look('key-change-counts');
});

step('on a telephone nothing runs out at the side', async () => {
  for (const person of [clerk, farClerk]) {
    const { page } = person;
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of ['/key-changes?only=ended', '/key-changes/1', '/key-changes/2', '/my-children/1/key-change']) {
      if ((path.endsWith('/2') || path.includes('only')) !== (person === farClerk)) continue;
      await page.goto(new URL(path, page.url()).href);
      await page
        .getByRole('heading', { name: /关键信息/ })
        .first()
        .waitFor();
      await person.look(`key-change-narrow${path.replaceAll(/[/?=]/g, '-')}`);
      expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(390);
    }
  }
});

step('the books balance', async () => {
  const differences = await system.database.asOwner((tx) => tx.rows('select * from statistics.counter_differences()'));
  expect(differences).toEqual([]);
  const rows = await system.database.asOwner((tx) =>
    tx.rows(
      `select c.name, array_agg(n.end_reason order by n.end_reason) as ends from children.children c join registration.numbers n on n.child_id = c.id group by 1 order by 1`,
    ),
  );
  expect(rows).toEqual([
    { name: '欧阳思远', ends: ['replaced', null] },
    { name: '欧阳明月', ends: [null] },
  ]);
});
