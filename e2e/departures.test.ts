import { afterAll, beforeAll, expect } from 'vitest';
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
let county: Person;

const birthOn = dayBefore(new Date(), 4, 30);
const place = { code: '4110900201', name: '金水区向阳幼儿园', county: '410105', town: '410105001' };
const children = ['欧阳思远', '司马知行', '诸葛明轩'] as const;

const post = async (person: Person, path: string, data: object): Promise<void> => {
  const reply = await person.page.request.post(path, { data, headers: { 'x-xueqian': '1' } });
  expect(reply.status(), await reply.text()).toBe(200);
};

beforeAll(async () => {
  system = await startSystem(async (database, keys, now) => {
    offices = await makeOffices(database, [{ ...place, state: 'approved' as const, classes: ['中一班'] }], now);
    const rows = children.map((name, at) => rowOf({ name, className: '中一班', birthOn, serial: 101 + at }));
    await enterRows({ database, keys, offices, now }, place.code, rows);
  });
  const principal = await arrive(system, `${place.code}-2`);
  clerk = await arrive(system, `${place.code}-1`);
  county = await arrive(system, '410105-review');
  const all = { institutionId: offices.ids.get(place.code), classId: null, childIds: null };
  await post(principal, '/api/registration/confirmations', all);
  await post(county, '/api/registration/approvals', all);
  await principal.leave();
});

afterAll(() => system.stop());

step('the kindergarten records that two children leave, and sees who and by when', async () => {
  const { page } = clerk;
  await clerk.go('已离园幼儿');
  await clerk.sees('没有符合条件的离园登记');
  await clerk.look('leavings-none');
  await clerk.go('幼儿');
  for (const name of children.slice(0, 2))
    await page.getByRole('row').filter({ hasText: name }).getByRole('checkbox').check();
  await clerk.look('children-chosen');
  await clerk.button('为选中的 2 名办理离园').click();
  await clerk.sees('按规定应在');
  const way = page.locator('#leaving-way');
  await way.click();
  await (await optionsOf(way)).getByText('迁走').click();
  await page.locator('#leaving-destination').fill('江苏省南京市');
  await page.locator('#leaving-reason').fill('举家迁往外地');
  await clerk.look('leaving-form');
  await clerk.button('登记 2 名幼儿离园').click();
  await clerk.sees('去向：江苏省南京市');
  await clerk.look('leavings');
});

step('they are in the list of those present no more; the kept file can be read', async () => {
  const { page } = clerk;
  await clerk.go('幼儿');
  await clerk.sees(children[2]);
  expect(await page.locator('#main').innerText()).not.toContain(children[0]);
  await clerk.go('已离园幼儿');
  await page.getByRole('link', { name: '离园幼儿留存信息' }).click();
  await clerk.sees(children[1]);
  await clerk.look('past-children');
  await page.getByRole('link', { name: children[1] }).click();
  await clerk.sees('离开（离园）');
  await clerk.look('past-child');
});

step('one was recorded in error and comes back to its class', async () => {
  const { page } = clerk;
  await clerk.go('已离园幼儿');
  await page.getByRole('row').filter({ hasText: children[0] }).getByRole('button', { name: '撤销离园' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '选错幼儿' }).click();
  await clerk.look('leaving-undo');
  await page.getByRole('dialog').getByRole('button', { name: '撤销离园' }).click();
  await clerk.sees(`已撤销 ${children[0]} 的离园`);
  await clerk.go('幼儿');
  await clerk.sees(children[0]);
});

step('a child rests and returns', async () => {
  const { page } = clerk;
  await page.getByRole('link', { name: children[2] }).click();
  await clerk.button('离园与休学').click();
  await clerk.sees('没有休学记录');
  const until = page.locator('#rest-until');
  await until.fill(dayBefore(new Date(), 0, -100));
  await until.press('Enter');
  await page.locator('#rest-reason').fill('因病休养');
  await clerk.look('rest-form');
  await clerk.button('登记休学').click();
  await clerk.sees('休学中');
  await clerk.look('rest');
  await clerk.button('登记复学').click();
  await page.locator('#rest-from').waitFor();
  expect(await page.locator('#main').innerText()).not.toContain('休学中');
});

step('the county sees who left, also on a phone', async () => {
  await county.go('已离园幼儿');
  await county.sees(children[1]);
  await county.look('leavings-county');
  const phone = await arrive(system, `${place.code}-1`, { width: 390, height: 800 });
  for (const path of ['/leavings', '/past-children', '/my-children']) {
    await phone.page.goto(path);
    await phone.sees(path === '/my-children' ? children[2] : children[1]);
    await phone.look(`departures-phone${path.replace('/', '-')}`);
    const wide = await phone.page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(wide, path).toBe(0);
  }
  await phone.leave();
});

step('no page has failed', async () => {
  await clerk.leave();
  await county.leave();
});
