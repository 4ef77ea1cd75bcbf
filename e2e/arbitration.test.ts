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
let earlier: Person;
let later: Person;
let prefecture: Person;

const first = { code: '4110901101', name: '金水区晨光幼儿园', county: '410105', town: '410105001' };
const second = { code: '4110901202', name: '中原区朝阳幼儿园', county: '410102', town: '410102001' };
/** Each is entered by both kindergartens; the second one has no number of it. */
const twice = [
  { name: '欧阳思远', found: '认定为两名幼儿' },
  { name: '欧阳明哲', found: '认定为同一名幼儿' },
  { name: '欧阳清扬', found: '认定为转园' },
];
const childOf = (at: number) => ({
  name: twice[at]?.name ?? '',
  className: '中一班',
  birthOn: dayBefore(new Date(), 4, 30 + at * 40),
  serial: 101 + at * 10,
});

const post = async (person: Person, path: string, data: object): Promise<void> => {
  const reply = await person.page.request.post(path, { data, headers: { 'x-xueqian': '1' } });
  expect(reply.status(), await reply.text()).toBe(200);
};
/** Cases whose clocks are set, of this state. */
const clocked = (state: string): Promise<number> =>
  system.database.asOwner(async (tx) => {
    const counted = await tx.one<{ n: number }>(
      'select count(*)::int as n from duplicates.cases where state = $1 and clocked_at is not null',
      [state],
    );
    return counted.n;
  });

/** The page as it is on a desk and on a telephone, where nothing may have to be pushed sideways. */
const looks = async (person: Person, name: string): Promise<void> => {
  const { page } = person;
  await person.look(name);
  await page.setViewportSize({ width: 390, height: 844 });
  await settle(page);
  const wider = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  expect.soft(wider, `${name}: wider than a telephone`).toBeLessThanOrEqual(0);
  await person.picture(`${name}-390`);
  await page.setViewportSize({ width: 1280, height: 900 });
};

const open = async (person: Person, child: string): Promise<void> => {
  await person.go('问题学籍');
  await person.page.getByRole('row').filter({ hasText: child }).getByRole('link', { name: '疑似重复' }).click();
  await person.sees('佐证与仲裁');
};
const say = async (person: Person, word: string, reason: string): Promise<void> => {
  await person.button(word).click();
  const dialog = person.page.getByRole('dialog');
  await dialog.locator('textarea').fill(reason);
  await dialog.getByRole('button', { name: '提交' }).click();
  await dialog.waitFor({ state: 'hidden' });
};
const answer = async (person: Person, child: string, reason: string): Promise<void> => {
  await open(person, child);
  await person.page
    .getByLabel('上传照片或扫描件')
    .setInputFiles({ name: '户口簿.png', mimeType: 'image/png', buffer: photo });
  await person.sees('户口簿.png');
  await say(person, '提交佐证', reason);
  await person.sees(reason);
};

beforeAll(async () => {
  system = await startSystem(async (database, keys, now) => {
    offices = await makeOffices(
      database,
      [first, second].map((each) => ({ ...each, state: 'approved' as const, classes: ['中一班'] })),
      now,
    );
    const rows = twice.map((_each, at) => rowOf(childOf(at)));
    await enterRows({ database, keys, offices, now }, first.code, rows);
    const withoutNumber = { 身份证类型: '其他', 身份证号码: '' };
    await enterRows(
      { database, keys, offices, now: new Date(now.getTime() + 1000) },
      second.code,
      twice.map((_each, at) => rowOf(childOf(at), withoutNumber)),
    );
  });
  earlier = await arrive(system, `${first.code}-1`);
  later = await arrive(system, `${second.code}-1`);
  prefecture = await arrive(system, '410100-review');
  const all = { institutionId: offices.ids.get(first.code), classId: null, childIds: null };
  const [principal, county] = [await arrive(system, `${first.code}-2`), await arrive(system, '410105-review')];
  await post(principal, '/api/registration/confirmations', all);
  await post(county, '/api/registration/approvals', all);
  for (const person of [principal, county]) await person.leave();
  await vi.waitFor(async () => expect(await clocked('open')).toBe(3), { timeout: 20_000, interval: 100 });
});

afterAll(() => system.stop());

step('the later kindergarten finds its cases with their days, and answers each with a paper', async () => {
  await later.page.reload();
  await later.go('问题学籍');
  await later.sees('由本园答复');
  await looks(later, 'arbitration-list');
  await open(later, '欧阳思远');
  await later.sees('答复期限');
  const sides = await later.page.locator('.case-compare').textContent();
  expect(sides).toContain('欧阳思远');
  expect(sides).toContain('欧＊＊＊');
  await looks(later, 'arbitration-later');
  for (const { name } of twice) await answer(later, name, `户口簿证明${name}在本园就读`);
  await later.sees('本园已经答复');
  await looks(later, 'arbitration-answered');
});

step('the prefecture waits for the other one', async () => {
  await open(prefecture, '欧阳思远');
  await prefecture.sees('双方都答复以后');
  expect(await prefecture.button('认定为两名幼儿').count()).toBe(0);
  await looks(prefecture, 'arbitration-waiting');
});

step('the earlier kindergarten answers too, and sees neither words nor papers of the other', async () => {
  const { page } = earlier;
  for (const { name } of twice) await answer(earlier, name, `${name}在本园有出生医学证明`);
  const text = await page.locator('.case-settlement').textContent();
  expect(text).not.toContain('在本园就读');
  expect(await page.getByRole('button', { name: '户口簿.png' }).count()).toBe(1);
  await looks(earlier, 'arbitration-earlier');
});

step('the prefecture finds the cases on its first page, with five days', async () => {
  const { page } = prefecture;
  await page.goto('/');
  await prefecture.sees('待仲裁的问题学籍');
  await open(prefecture, '欧阳思远');
  await prefecture.sees('认定期限');
  expect(await page.getByRole('button', { name: '户口簿.png' }).count()).toBe(2);
  await looks(prefecture, 'arbitration-deciding');
});

step('found to be two children, they are never asked about again: the province compares all anew', async () => {
  await say(prefecture, '认定为两名幼儿', '两名幼儿同名，户口簿不同');
  await prefecture.sees('这件事已经了结：认定为两名幼儿');
  const province = await arrive(system, '410000-review');
  await province.go('问题学籍');
  await province.page.getByRole('link', { name: '全省查重' }).click();
  await province.sees('还没有发起过全省查重');
  await province.button('发起查重').click();
  await province.page.getByRole('tooltip').getByRole('button', { name: '发起查重' }).click();
  await province.sees('100.00%');
  await province.page.getByText('正在比对').waitFor({ state: 'detached' });
  const { opened } = await system.database.asOwner((tx) =>
    tx.one<{ opened: number }>('select opened from duplicates.rechecks'),
  );
  expect(opened).toBe(0);
  await looks(province, 'arbitration-recheck');
  await province.leave();
  expect(await clocked('open')).toBe(2);
});

step('found to be one child, it is merged, and taken back within its time', async () => {
  await open(prefecture, '欧阳明哲');
  await say(prefecture, '认定为同一名幼儿', '同一本户口簿');
  await prefecture.sees('可以在');
  await looks(prefecture, 'arbitration-merged');
  await say(prefecture, '撤回合并', '户口簿看错了');
  await prefecture.sees('这件问题学籍由本单位仲裁，请看下面的佐证和材料');
  await vi.waitFor(async () => expect(await clocked('open')).toBe(2), { timeout: 20_000, interval: 100 });
  await say(prefecture, '认定为同一名幼儿', '再次核对，确为同一名幼儿');
  await prefecture.sees('这件事已经了结：认定为同一名幼儿');
});

step('found to be a transfer, the later kindergarten only has to take the child in', async () => {
  await open(prefecture, '欧阳清扬');
  await say(prefecture, '认定为转园', '已随父母迁居');
  await prefecture.sees('这件事已经了结：认定为转园');
  await later.go('转园');
  await later.page.getByRole('link', { name: '欧阳清扬' }).click();
  await later.sees('现在由本单位办理');
  const choice = later.page.locator('#transfer-class');
  await choice.click();
  await (await optionsOf(choice)).getByText(/中一班/).click();
  await later.page.getByRole('checkbox', { name: /已收到监护人的转园申请/ }).check();
  await later.button('接收入班').click();
  await later.sees('已转入');
  await later.go('问题学籍');
  await later.sees('没有待处理的问题学籍');
  await later.button('已了结').click();
  for (const { found } of twice) await later.sees(new RegExp(found));
  await looks(later, 'arbitration-closed');
});

step('the books balance', async () => {
  const differences = await system.database.asOwner((tx) => tx.rows('select * from statistics.counter_differences()'));
  expect(differences).toEqual([]);
  const tasks = await system.database.asOwner((tx) =>
    tx.rows(`select kind from deadlines.tasks where closed_on is null and kind in ('case-answer', 'case-decision')`),
  );
  expect(tasks).toEqual([]);
  for (const person of [earlier, later, prefecture]) await person.leave();
});
