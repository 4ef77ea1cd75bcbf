import { afterAll, beforeAll, expect, vi } from 'vitest';
import { photo } from '../apps/server/testing/section-cells.ts';
import { enterRows } from './parts/children.ts';
import { makeOffices, type Offices } from './parts/offices.ts';
import { optionsOf } from './parts/options.ts';
import { arrive, type Person, settle } from './parts/person.ts';
import { dayBefore, rowOf } from './parts/sheet.ts';
import { makeSteps } from './parts/steps.ts';
import { type System, startSystem } from './parts/system.ts';

const step = makeSteps();
let system: System;
let offices: Offices;
let clerk: Person;
let principal: Person;
let county: Person;
let receiver: Person;

const birthOn = dayBefore(new Date(), 4, 30);
const going = { code: '4110900101', name: '金水区晨光幼儿园', county: '410105', town: '410105001' };
/** Of the county to which the staying one moves in the end. */
const far = { code: '4110900103', name: '中原区育才幼儿园', county: '410102', town: '410102001' };
const staying = { code: '4110900102', name: '金水区朝阳幼儿园', county: '410105', town: '410105001' };
const children = ['欧阳思远', '欧阳明哲', '欧阳子涵'];
const others = ['司马知行', '司马知秋'];

const childrenOf = async (code: string): Promise<{ name: string; number: string | null }[]> =>
  system.database.asOwner((tx) =>
    tx.rows(
      `select name, encode(number_sealed, 'hex') as number from children.children where institution_id = $1 and state = 'numbered' order by name`,
      [offices.ids.get(code)],
    ),
  );
/** Waits for what the server does by itself. */
const seesAtLast = (person: Person, words: string): Promise<void> =>
  vi.waitFor(
    async () => {
      await person.page.reload();
      await settle(person.page);
      expect(await person.page.locator('#main').innerText()).toContain(words);
    },
    { timeout: 20_000 },
  );
const sure = async (person: Person, word: string): Promise<void> => {
  await person.button(word).click();
  await person.page.getByRole('tooltip').getByRole('button', { name: word }).click();
};
const post = async (person: Person, path: string, data: object): Promise<void> => {
  const reply = await person.page.request.post(path, { data, headers: { 'x-xueqian': '1' } });
  expect(reply.status(), await reply.text()).toBe(200);
};

beforeAll(async () => {
  system = await startSystem(async (database, keys, now) => {
    offices = await makeOffices(
      database,
      [going, staying, far].map((each) => ({ ...each, state: 'approved' as const, classes: ['中一班'] })),
      now,
    );
    const rows = (names: readonly string[], from: number) =>
      names.map((name, at) => rowOf({ name, className: '中一班', birthOn, serial: from + at }));
    await enterRows({ database, keys, offices, now }, going.code, rows(children, 101));
    await enterRows({ database, keys, offices, now }, staying.code, rows(others, 201));
  });
  clerk = await arrive(system, `${going.code}-1`);
  principal = await arrive(system, `${going.code}-2`);
  county = await arrive(system, '410105-review');
  receiver = await arrive(system, `${staying.code}-1`);
  const institutionId = offices.ids.get(going.code);
  const all = { institutionId, classId: null, childIds: null };
  await post(principal, '/api/registration/confirmations', all);
  await post(county, '/api/registration/approvals', all);
});

afterAll(() => system.stop());

step('the kindergarten that goes applies, with a paper', async () => {
  const { page } = clerk;
  await clerk.go('机构变更');
  await clerk.sees('没有机构变更');
  await clerk.look('alteration-none');
  await page.getByRole('link', { name: '申请机构变更' }).click();
  const kind = page.locator('#alteration-kind');
  await kind.click();
  await (await optionsOf(kind)).getByText('并入其他机构').click();
  const target = page.locator('#alteration-target');
  await target.fill('朝阳');
  await (await optionsOf(target)).getByText(staying.name).click();
  const day = page.locator('#alteration-day');
  await day.fill(system.clock().toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' }));
  await day.press('Enter');
  await page.locator('#alteration-reason').fill('两园合并办学，幼儿全部转入。');
  await clerk.look('alteration-form');
  await clerk.button('保存草稿').click();
  await clerk.sees('转入 3 人');
  await clerk.button('提交').click();
  await page.getByRole('tooltip').getByRole('button', { name: '提交' }).click();
  await clerk.sees('还没有上传材料');
  await page.getByLabel('上传照片或扫描件').setInputFiles({ name: '批复.png', mimeType: 'image/png', buffer: photo });
  await page.getByRole('button', { name: '批复.png' }).waitFor();
  await clerk.look('alteration-draft');
  await clerk.button('提交').click();
  await page.getByRole('tooltip').getByRole('button', { name: '提交' }).click();
  await clerk.sees('待园长确认');
});

step('its principal confirms', async () => {
  const { page } = principal;
  await principal.go('机构变更');
  await page.getByRole('link', { name: going.name }).click();
  await principal.button('园长确认').click();
  await page.getByRole('tooltip').getByRole('button', { name: '园长确认' }).click();
  await principal.sees('待县级审核');
  await principal.look('alteration-confirmed');
});

step('the county sees what it will do, and approves; it is carried out', async () => {
  const { page } = county;
  await county.go('机构变更');
  await county.look('alteration-list');
  await page.getByRole('link', { name: going.name }).click();
  await county.sees('停用，永不再用');
  await county.look('alteration-review');
  await county.button('批准').click();
  await page.getByRole('tooltip').getByRole('button', { name: '批准' }).click();
  await seesAtLast(county, '已执行');
  await county.look('alteration-done');
  await page.getByRole('link', { name: '打印审批表' }).click();
  await county.sees('学前教育机构变更审批表');
  await county.look('alteration-print');
});

step('every child is at the receiving kindergarten, with its number', async () => {
  expect(await childrenOf(going.code)).toEqual([]);
  const there = await childrenOf(staying.code);
  expect(there.map(({ name }) => name)).toEqual([...children].sort((one, two) => (one < two ? -1 : 1)));
  expect(there.every(({ number }) => number !== null)).toBe(true);
  await receiver.go('幼儿');
  for (const name of [...children, ...others]) await receiver.sees(name);
  await receiver.look('alteration-children');
  await receiver.page.getByRole('link', { name: children[0] as string }).click();
  await receiver.sees('随机构变更转入现机构');
  await receiver.go('班级');
  await receiver.sees(`中一班（原${going.name}）`);
});

step('whoever left the page of the closed kindergarten open is told why it goes no further', async () => {
  await clerk.go('班级');
  await clerk.sees('您所在的机构已撤销或合并');
  await clerk.look('alteration-closed');
});

step('the other kindergarten goes to another county: its county agrees, the prefecture of both approves', async () => {
  const { page } = receiver;
  await receiver.go('机构变更');
  await page.getByRole('link', { name: '申请机构变更' }).click();
  const kind = page.locator('#alteration-kind');
  await kind.click();
  await (await optionsOf(kind)).getByText('变更所属县（区）').click();
  const district = page.locator('#alteration-county');
  await district.fill('中原区');
  await (await optionsOf(district)).getByText('河南省郑州市中原区').click();
  await page.locator('#alteration-address').fill('建设路 18 号');
  const day = page.locator('#alteration-day');
  await day.fill(system.clock().toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' }));
  await day.press('Enter');
  await page.locator('#alteration-reason').fill('整体迁入新校区。');
  await receiver.look('alteration-region-form');
  await receiver.button('保存草稿').click();
  await page.getByLabel('上传照片或扫描件').setInputFiles({ name: '批复.png', mimeType: 'image/png', buffer: photo });
  await page.getByRole('button', { name: '批复.png' }).waitFor();
  await sure(receiver, '提交');
  await receiver.sees('待园长确认');
  const head = await arrive(system, `${staying.code}-2`);
  await head.go('机构变更');
  await head.page.getByRole('link', { name: staying.name }).first().click();
  await sure(head, '园长确认');
  await head.sees('待县级审核');
  await head.leave();
  await county.go('机构变更');
  await county.page.getByRole('link', { name: staying.name }).first().click();
  await sure(county, '同意迁出');
  await county.sees('县级已同意，待上级批准');
  await county.look('alteration-released');
  const prefecture = await arrive(system, '410100-review');
  await prefecture.go('首页');
  await prefecture.sees('待审核的机构变更');
  await prefecture.go('机构变更');
  await prefecture.page.getByRole('link', { name: staying.name }).first().click();
  await prefecture.sees('河南省郑州市中原区');
  await sure(prefecture, '批准');
  await seesAtLast(prefecture, '已执行');
  await prefecture.look('alteration-region-done');
  await prefecture.leave();
  const there = await arrive(system, '410102-review');
  await there.go('机构');
  await there.sees(staying.name);
  await there.leave();
});

step('on a phone it fits', async () => {
  const phone = await arrive(system, '410105-review', { width: 390, height: 800 });
  await phone.page.goto('/alterations?only=all');
  await phone.look('alteration-list-phone');
  await phone.page.getByRole('link', { name: going.name }).click();
  await phone.sees('执行结果');
  await phone.look('alteration-phone');
  const wide = await phone.page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  expect(wide).toBe(0);
  await phone.leave();
});
