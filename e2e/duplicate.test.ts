import { afterAll, beforeAll, expect } from 'vitest';
import { enterRows } from './parts/children.ts';
import { makeOffices, type Offices } from './parts/offices.ts';
import { arrive, type Person } from './parts/person.ts';
import { dayBefore, rowOf } from './parts/sheet.ts';
import { makeSteps } from './parts/steps.ts';
import { type System, startSystem } from './parts/system.ts';

const step = makeSteps();
let system: System;
let offices: Offices;
let earlier: Person;
let later: Person;
let county: Person;

const birthOn = dayBefore(new Date(), 4, 30);
const first = { code: '4110900101', name: '金水区晨光幼儿园', county: '410105', town: '410105001' };
const second = { code: '4110900201', name: '登封市嵩阳幼儿园', county: '410185', town: '410185001' };

beforeAll(async () => {
  system = await startSystem(async (database, keys, now) => {
    offices = await makeOffices(
      database,
      [first, second].map((each) => ({ ...each, state: 'approved' as const, classes: ['中一班'] })),
      now,
    );
    const child = { name: '欧阳思远', className: '中一班', birthOn, serial: 101 };
    await enterRows({ database, keys, offices, now }, first.code, [rowOf(child)]);
    await enterRows({ database, keys, offices, now: new Date(now.getTime() + 1000) }, second.code, [
      rowOf({ ...child, name: '欧阳若兰' }),
    ]);
  });
  earlier = await arrive(system, `${first.code}-1`);
  later = await arrive(system, `${second.code}-1`);
});

afterAll(() => system.stop());

step('the one who came first sees the case, the other child masked', async () => {
  await earlier.go('问题学籍');
  await earlier.look('case-list');
  await earlier.page.getByRole('link', { name: '证件号码重复' }).click();
  await earlier.sees('先登记（暂时有效）');
  const text = await earlier.page.locator('.case-compare').textContent();
  expect(text).toContain('欧阳思远');
  expect(text).not.toContain('欧阳若兰');
  expect(text).toContain(second.name);
  await earlier.look('case-earlier');
});

step('the one who came later sees the same, the other way round', async () => {
  await later.go('问题学籍');
  await later.page.getByRole('link', { name: '证件号码重复' }).click();
  const text = await later.page.locator('.case-compare').textContent();
  expect(text).toContain('欧阳若兰');
  expect(text).not.toContain('欧阳思远');
  await later.look('case-later');
});

step('both counties may look on', async () => {
  county = await arrive(system, '410185-review');
  await county.go('问题学籍');
  await county.page.getByRole('link', { name: '证件号码重复' }).click();
  await county.sees('由幼儿园处理，这里只能查看。');
  await county.look('case-county');
});

step('the later one corrects the number, and its child goes on', async () => {
  await later.button('去改正').click();
  const { 身份证号码: number = '' } = rowOf({ name: '欧阳若兰', className: '中一班', birthOn, serial: 205 });
  await later.page.locator('#field-identityNumber').fill(number);
  await later.button('保存').click();
  await later.sees('已保存：欧阳若兰');
  await later.sees('现在等园长确认。');
  await later.look('case-corrected');
  await later.go('问题学籍');
  await later.sees('没有待处理的问题学籍');
  await later.button('已了结').click();
  await later.sees('已改正信息');
});

step('the other one never stopped waiting for the principal', async () => {
  await earlier.go('幼儿');
  await earlier.page.getByRole('link', { name: '欧阳思远' }).click();
  await earlier.sees('现在等园长确认。');
  await earlier.go('问题学籍');
  await earlier.sees('没有待处理的问题学籍');
  for (const person of [earlier, later, county]) await person.leave();
});
