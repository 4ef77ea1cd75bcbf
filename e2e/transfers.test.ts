import { assignPack } from '@xueqian/modules/jurisdictions/server/index.ts';
import { afterAll, beforeAll, expect } from 'vitest';
import { codeIn, textOf } from '../apps/server/testing/pdf-text.ts';
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
let sender: Person;
let principal: Person;
let receiver: Person;
let county: Person;

const birthOn = dayBefore(new Date(), 4, 30);
const from = { code: '4110900201', name: '金水区晨光幼儿园', county: '410105', town: '410105001' };
const to = { code: '4110900202', name: '中原区朝阳幼儿园', county: '410102', town: '410102001' };
const children = ['欧阳思远', '欧阳明哲', '欧阳若溪'];
const asked = rowOf({ name: '欧阳思远', className: '中一班', birthOn, serial: 101 });

const post = async (person: Person, path: string, data: object): Promise<void> => {
  const reply = await person.page.request.post(path, { data, headers: { 'x-xueqian': '1' } });
  expect(reply.status(), await reply.text()).toBe(200);
};
const confirmed = async (person: Person, word: string): Promise<void> => {
  await person.button(word).click();
  await person.page.getByRole('tooltip').getByRole('button', { name: word }).click();
};
const paper = (name: string) => ({ name, mimeType: 'image/png', buffer: photo });
/** The form that a side prints, and that its code is the last one of the page. */
const formOf = async (person: Person): Promise<string> => {
  const { text } = await textOf(await person.download(() => person.button('打印转园申请表').click()));
  await person.page.getByText('核对纸质表的校验码').click();
  expect(await person.page.locator('.printed-codes li strong').last().innerText()).toBe(codeIn(text));
  return text;
};
const takeIn = async (): Promise<void> => {
  const { page } = receiver;
  const choice = page.locator('#transfer-class');
  await choice.click();
  await (await optionsOf(choice)).getByText(/中一班/).click();
  await page.getByRole('checkbox', { name: /已收到监护人的转园申请/ }).check();
  await receiver.look('transfer-acceptance');
  await receiver.button('接收入班').click();
  await receiver.sees('已转入');
};

beforeAll(async () => {
  system = await startSystem(async (database, keys, now) => {
    offices = await makeOffices(
      database,
      [from, to].map((each) => ({ ...each, state: 'approved' as const, classes: ['中一班'] })),
      now,
    );
    const rows = children.map((name, at) => rowOf({ name, className: '中一班', birthOn, serial: 101 + at }));
    await enterRows({ database, keys, offices, now }, from.code, rows);
  });
  sender = await arrive(system, `${from.code}-1`);
  principal = await arrive(system, `${from.code}-2`);
  receiver = await arrive(system, `${to.code}-1`);
  county = await arrive(system, '410105-review');
  const all = { institutionId: offices.ids.get(from.code), classId: null, childIds: null };
  await post(principal, '/api/registration/confirmations', all);
  await post(county, '/api/registration/approvals', all);
});

afterAll(() => system.stop());

step(
  'the receiving kindergarten asks with the number that the guardian brought, and sees only what it needs',
  async () => {
    const { page } = receiver;
    await receiver.go('转园');
    await receiver.sees('没有办理中的转园');
    await receiver.look('transfers-none');
    await page.getByRole('link', { name: '申请接收幼儿' }).click();
    await page.locator('#transfer-number').fill(asked['身份证号码'] ?? '');
    await page.locator('#transfer-reason').fill('家庭住址变动');
    await receiver.button('查找').click();
    await receiver.sees('请与监护人核对');
    expect(await page.getByText('欧阳思远').count()).toBe(0);
    await receiver.look('transfer-found');
    await receiver.button('申请接收').click();
    await receiver.sees('待转出园同意');
    const form = await formOf(receiver);
    expect(form).toContain('姓名（监护人填写）');
    expect(form).not.toContain('欧阳思远');
    await page.getByLabel('上传材料').setInputFiles(paper('转园申请表.png'));
    await receiver.sees('转园申请表.png');
    await receiver.look('transfer-papers-receiver');
  },
);

step('the sending kindergarten finds it on its first page and lets the child go', async () => {
  await sender.page.reload();
  await sender.go('转园');
  await sender.page.getByRole('link', { name: '欧阳思远' }).click();
  await sender.sees('现在由本单位办理');
  await sender.sees('转园申请表.png');
  const form = await formOf(sender);
  for (const word of ['欧阳思远', '转出园意见', '□ 同意']) expect(form).toContain(word);
  await sender.page.getByLabel('上传材料').setInputFiles(paper('户口簿.png'));
  await sender.sees('户口簿.png');
  await sender.look('transfer-asked');
  await confirmed(sender, '同意转出');
  await sender.sees('待接收园接收');
});

step('the receiving kindergarten takes the child into a class', async () => {
  await receiver.page.reload();
  await receiver.sees('现在由本单位办理');
  await receiver.sees('户口簿.png');
  await takeIn();
  const record = await formOf(receiver);
  for (const word of ['欧阳思远', '同意接收', '已转入']) expect(record).toContain(word);
  await receiver.look('transfer-printed');
  await receiver.page.setViewportSize({ width: 390, height: 844 });
  await receiver.look('transfer-narrow');
  expect(await receiver.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  await receiver.page.setViewportSize({ width: 1280, height: 900 });
  await receiver.page.getByRole('link', { name: '查看档案' }).click();
  await receiver.sees('转入现机构');
  await receiver.look('transfer-file');
});

step('the sending kindergarten no longer has the file, and lets the other child go by itself', async () => {
  const { page } = sender;
  await sender.go('幼儿');
  await sender.sees('欧阳明哲');
  expect(await page.getByRole('link', { name: '欧阳思远' }).count()).toBe(0);
  await page.getByRole('link', { name: '欧阳明哲' }).click();
  await sender.button('办理转出').click();
  const choice = page.locator('#transfer-receiver');
  await choice.fill('朝阳');
  await (await optionsOf(choice)).getByText(to.name).click();
  await page.locator('#transfer-reason').fill('随父母迁居');
  await sender.look('transfer-offer');
  await sender.button('同意转出').click();
  await sender.sees('待接收园接收');
  await receiver.go('转园');
  await receiver.page.getByRole('link', { name: '欧阳明哲' }).click();
  await takeIn();
});

step(
  'where the rules ask for the guardian’s application, the transfer is drawn up and goes with its papers',
  async () => {
    const { page } = sender;
    const today = new Date().toISOString().slice(0, 10);
    await system.database.asOwner((tx) => assignPack(tx, from.county, 'tianjin-binhai-2020', today));
    await sender.go('幼儿');
    await page.getByRole('link', { name: '欧阳若溪' }).click();
    await sender.button('办理转出').click();
    await sender.sees('转出前要留存监护人的书面申请');
    const choice = page.locator('#transfer-receiver');
    await choice.fill('朝阳');
    await (await optionsOf(choice)).getByText(to.name).click();
    await page.locator('#transfer-reason').fill('家庭住址变动');
    expect(await sender.button('同意转出').count()).toBe(0);
    await sender.look('transfer-offer-needed');
    await sender.button('先拟稿，附材料后再转出').click();
    await sender.sees('已拟稿，待转出');
    await sender.sees('接收园还看不到');
    expect(await sender.button('同意转出').isDisabled()).toBe(true);
    await sender.sees('还需填写：上传的材料');
    await sender.look('transfer-drawn-up');
    await page.setViewportSize({ width: 390, height: 844 });
    await sender.look('transfer-drawn-up-narrow');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await page.setViewportSize({ width: 1280, height: 900 });
    const form = await formOf(sender);
    for (const word of ['欧阳若溪', '监护人签名', '已拟稿']) expect(form).toContain(word);
    await receiver.go('转园');
    await receiver.sees('没有办理中的转园');
    await page.getByLabel('上传材料').setInputFiles(paper('转园申请表.png'));
    await sender.sees('转园申请表.png');
    await confirmed(sender, '同意转出');
    await sender.sees('待接收园接收');
    await sender.look('transfer-drawn-up-gone');
    await receiver.page.reload();
    await receiver.page.getByRole('link', { name: '欧阳若溪' }).click();
    await receiver.sees('转园申请表.png');
    await takeIn();
  },
);

step('the books balance', async () => {
  const differences = await system.database.asOwner((tx) => tx.rows('select * from statistics.counter_differences()'));
  expect(differences).toEqual([]);
  const rows = await system.database.asOwner((tx) =>
    tx.rows(
      `select institution_id as "id", count(*)::int as n from children.children where state = 'numbered' group by 1`,
    ),
  );
  expect(rows).toEqual([{ id: offices.ids.get(to.code), n: 3 }]);
});
