import type { TestDatabase } from '@xueqian/platform/testing/test-database.ts';
import { afterAll, beforeAll, expect } from 'vitest';
import { enterRows } from './parts/children.ts';
import { makeOffices, type Offices } from './parts/offices.ts';
import { arrive, type Person, settle } from './parts/person.ts';
import { dayBefore, rowOf } from './parts/sheet.ts';
import { makeSteps } from './parts/steps.ts';
import { type System, startSystem } from './parts/system.ts';

const step = makeSteps();
let system: System;
let offices: Offices;
let database: TestDatabase;
let county: Person;
let prefecture: Person;

const birthOn = dayBefore(new Date(), 4, 30);
const [here, away, moved, lost] = ['欧阳思远', '司马知行', '诸葛清和', '上官若水'] as const;
const places = [
  { code: '4110900271', name: '金水区启明幼儿园', county: '410105', town: '410105001' },
  { code: '4110900272', name: '中原区晨光幼儿园', county: '410102', town: '410102001' },
] as const;
const [first, second] = places;

const widthOver = (person: Person) =>
  person.page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
const idOf = (name: string): Promise<{ id: number }> =>
  database.asOwner((tx) => tx.one<{ id: number }>('select id from children.children where name = $1', [name]));
const post = async (login: string, path: string, data: object): Promise<Record<string, number>> => {
  const person = await arrive(system, login);
  const reply = await person.page.request.post(path, { data, headers: { 'x-xueqian': '1' } });
  expect(reply.status(), await reply.text()).toBe(200);
  await person.leave();
  return (await reply.json().catch(() => ({}))) as Record<string, number>;
};

beforeAll(async () => {
  system = await startSystem(async (made, keys, now) => {
    database = made;
    const kindergartens = places.map((place) => ({ ...place, state: 'approved' as const, classes: ['中一班'] }));
    offices = await makeOffices(made, kindergartens, now);
    const rows = [
      rowOf({ name: here, className: '中一班', birthOn, serial: 171 }),
      rowOf({ name: away, className: '中一班', birthOn, serial: 173 }, { 是否留守儿童: '双亲留守儿童' }),
      rowOf({ name: moved, className: '中一班', birthOn, serial: 175 }),
      rowOf({ name: lost, className: '中一班', birthOn, serial: 177 }),
    ];
    await enterRows({ database: made, keys, offices, now }, first.code, rows);
  });
  const institutionId = offices.ids.get(first.code) as number;
  const all = { institutionId, classId: null, childIds: null };
  await post(`${first.code}-2`, '/api/registration/confirmations', all);
  await post('410105-review', '/api/registration/approvals', all);
  const left = { leftOn: dayBefore(new Date(), 0, 1), way: 'withdrawn', destination: null, reason: '家长要求退园' };
  const { id: lostId } = await idOf(lost);
  await post(`${first.code}-1`, `/api/institutions/${institutionId}/leavings`, { childIds: [lostId], ...left });
  // Along with its institution's change: the shortest way to another county.
  const target = offices.ids.get(second.code) as number;
  await database.asOwner((tx) =>
    tx.run(
      `update children.children c set institution_id = i.id, county_code = i.county_code, prefecture_code = i.prefecture_code, class_id = null,
         came_by = 'moved', changed_at = now(), version = version + 1 from institutions.institutions i where i.id = $1 and c.name = $2`,
      [target, moved],
    ),
  );
  county = await arrive(system, '410105-review');
  prefecture = await arrive(system, '410100-review');
});
afterAll(() => system.stop());

step('a county sees its left-behind children and opens the list behind the figure', async () => {
  const { page } = county;
  await county.go('幼儿流动情况');
  await county.sees('双亲留守儿童');
  await county.look('flows-present');
  await page
    .getByRole('row', { name: new RegExp(first.name) })
    .getByRole('link', { name: '1', exact: true })
    .click();
  await county.sees('双亲留守儿童名单');
  await county.sees(away);
  expect(await page.getByText(here).count()).toBe(0);
  await county.look('flows-present-list');
});

step('who left and was taken in by nobody stands under dropped out, with what to do next', async () => {
  const { page } = county;
  await county.go('幼儿流动情况');
  await county.button('离园与流失').click();
  await county.sees('流失');
  await county.look('flows-gone');
  await page.locator('tfoot').getByRole('link', { name: '1' }).first().click();
  await county.sees(lost);
  await county.sees('尚无幼儿园接收');
  await county.sees('由接收园凭学籍号发起转园申请');
  await county.look('flows-dropped-out');
});

step('a prefecture looks at the moves between its counties, and takes the table with it', async () => {
  const { page } = prefecture;
  await prefecture.go('幼儿流动情况');
  await prefecture.button('跨区域流动').click();
  const cell = page.getByRole('row', { name: /^金水区/ }).getByTitle('金水区 → 中原区：1 人');
  await cell.waitFor();
  await prefecture.sees('净流入');
  await prefecture.look('flows-matrix');
  const file = await prefecture.download(() => prefecture.button('下载 Excel').click());
  expect(file.subarray(0, 2).toString()).toBe('PK');
  // The period stands in the address: a year before, nobody moved.
  await page.getByRole('combobox', { name: '时间' }).click();
  await page.locator('.ant-select-item-option').nth(1).click();
  await prefecture.sees('这段时间没有幼儿流动');
  expect(page.url()).toContain('period=');
});

step('on a phone nothing is wider than the screen', async () => {
  const { page } = prefecture;
  await page.setViewportSize({ width: 390, height: 844 });
  for (const view of ['', '?view=gone', '?view=came', '?view=matrix']) {
    await page.goto(`/flows${view}`);
    await page.locator('#main h1').first().waitFor();
    await settle(page);
    expect(await widthOver(prefecture), view).toBeLessThanOrEqual(0);
    await prefecture.picture(`flows-phone${view.replaceAll(/\W/g, '-')}`);
  }
  await prefecture.leave();
  await county.leave();
});
