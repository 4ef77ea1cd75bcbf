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
let clerk: Person;

const place = { code: '4110901301', name: '金水区晨光幼儿园', county: '410105', town: '410105001' };
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

const post = async (person: Person, path: string, data: object): Promise<void> => {
  const reply = await person.page.request.post(path, { data, headers: { 'x-xueqian': '1' } });
  expect(reply.status(), await reply.text()).toBe(200);
};

beforeAll(async () => {
  system = await startSystem(async (database, keys, now) => {
    offices = await makeOffices(database, [{ ...place, state: 'approved', classes: ['中一班'] }], now);
    const birthOn = dayBefore(new Date(), 4, 30);
    const child = { name: '欧阳思远', className: '中一班', birthOn, serial: 101 };
    await enterRows({ database, keys, offices, now }, place.code, [rowOf(child)]);
  });
  clerk = await arrive(system, `${place.code}-1`);
  const institutionId = offices.ids.get(place.code);
  const all = { institutionId, classId: null, childIds: null };
  const [principal, county] = [await arrive(system, `${place.code}-2`), await arrive(system, '410105-review')];
  await post(principal, '/api/registration/confirmations', all);
  await post(county, '/api/registration/approvals', all);
  for (const person of [principal, county]) await person.leave();
  const { id } = await system.database.asOwner((tx) => tx.one<{ id: number }>('select id from children.children'));
  const leaving = { leftOn: today, way: 'withdrawn', destination: null, reason: '举家迁往外地' };
  await post(clerk, `/api/institutions/${institutionId}/leavings`, { childIds: [id], ...leaving });
});

afterAll(() => system.stop());

step('where paper files are kept, none is due', async () => {
  await clerk.page.goto('/paper-files');
  await clerk.sees('到期纸质档案');
  await clerk.look('paper-files-kept');
});

step('where none are to be kept, the file of a child that went is destroyed by two people', async () => {
  const { page } = clerk;
  const province = await arrive(system, '410000-review');
  const named = { documentTitle: '关于纸质档案的通知', documentNumber: null };
  const rule = { key: 'paperFile', value: 'none', unit: null, from: today, follow: false };
  await post(province, '/api/policy-settings', { ...rule, ...named });
  await province.leave();
  await page.reload();
  await clerk.sees('欧阳思远');
  await page.getByRole('row').filter({ hasText: '欧阳思远' }).getByRole('checkbox').check();
  await clerk.look('paper-files-due');
  await page.setViewportSize({ width: 390, height: 844 });
  await settle(page);
  const wider = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  expect(wider).toBeLessThanOrEqual(0);
  await clerk.picture('paper-files-due-390');
  await page.setViewportSize({ width: 1280, height: 900 });
  await clerk.button('登记已销毁（1）').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('销毁人').fill('欧阳甲');
  await dialog.getByLabel('监销人').fill('欧阳乙');
  await clerk.look('paper-files-dialog');
  await dialog.locator('.ant-btn-primary').click();
  await dialog.waitFor({ state: 'hidden' });
  await clerk.button('已销毁').click();
  await clerk.sees('欧阳乙');
  await clerk.look('paper-files-destroyed');
  await clerk.leave();
});
