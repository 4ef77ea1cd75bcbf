import { readFile } from 'node:fs/promises';
import { openFile, signAnswer } from '@xueqian/modules/province-border/server/file-sealing.ts';
import { afterAll, beforeAll, expect } from 'vitest';
import { contentOf, fileTo, openingCode } from '../apps/server/testing/border-play.ts';
import { photo } from '../apps/server/testing/section-cells.ts';
import { enterRows } from './parts/children.ts';
import { makeOffices, type Offices } from './parts/offices.ts';
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
const place = { code: '4110900241', name: '金水区朝阳幼儿园', county: '410105', town: '410105001' };
const child = '欧阳明远';

const post = async (person: Person, path: string, data: object): Promise<void> => {
  const reply = await person.page.request.post(path, { data, headers: { 'x-xueqian': '1' } });
  expect(reply.status(), await reply.text()).toBe(200);
};
const sure = async ({ page, button }: Person, words: string): Promise<void> => {
  await button(words).click();
  await page.getByRole('tooltip').getByRole('button', { name: words }).click();
};
/** Everything that is entered gets its number. */
const give = async (): Promise<void> => {
  const all = { institutionId: offices.ids.get(place.code), classId: null, childIds: null };
  await post(principal, '/api/registration/confirmations', all);
  await post(county, '/api/registration/approvals', all);
};
const choose = ({ page }: Person, words: string, name: string, text: string) =>
  page
    .getByText(words)
    .locator('xpath=ancestor::*[.//input[@type="file"]][1]')
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });

beforeAll(async () => {
  system = await startSystem(async (database, keys, now) => {
    offices = await makeOffices(database, [{ ...place, state: 'approved' as const, classes: ['中一班'] }], now);
    const rows = [rowOf({ name: child, className: '中一班', birthOn, serial: 161 })];
    await enterRows({ database, keys, offices, now }, place.code, rows);
  });
  clerk = await arrive(system, `${place.code}-1`);
  principal = await arrive(system, `${place.code}-2`);
  county = await arrive(system, '410105-review');
  await give();
});
afterAll(() => system.stop());

step('a child goes to another province: applied for with a paper, let go by the principal', async () => {
  const { page } = clerk;
  await clerk.go('跨省转学');
  await clerk.sees('没有符合条件的跨省转学');
  await clerk.look('crossings-none');
  await clerk.go('幼儿');
  await page.getByRole('link', { name: child }).click();
  await clerk.button('转出省外').click();
  await page.getByLabel('转往地区（省、市或县）').fill('滨海新区');
  await page.getByText('天津市滨海新区', { exact: true }).first().click();
  await page.getByLabel('转往机构（知道的话）').fill('海河幼儿园');
  await page.getByLabel('理由').fill('随父母工作调动迁居');
  await clerk.look('crossing-new');
  await clerk.button('填写申请').click();
  await clerk.sees('申请内容');
  const file = { name: '申请.png', mimeType: 'image/png', buffer: photo };
  await page.locator('input[type=file]').last().setInputFiles(file);
  await clerk.sees('申请.png');
  await clerk.look('crossing-draft');
  await sure(clerk, '提交园长');
  await clerk.sees('待园长同意');
  await principal.go('跨省转学');
  await principal.page.getByRole('link', { name: child }).click();
  await principal.sees('申请内容');
  await principal.look('crossing-principal');
  await sure(principal, '同意转出');
  await principal.sees('已出档，待外省答复');
});

step('the file goes out, and the answer ends it', async () => {
  const { page } = clerk;
  await page.reload();
  await clerk.sees('已出档，待外省答复');
  const [download] = await Promise.all([page.waitForEvent('download'), clerk.button('生成档案文件').click()]);
  const text = await readFile(await download.path(), 'utf8');
  expect(text).not.toContain(child);
  await clerk.sees('取档码');
  await clerk.look('crossing-sent');
  const code = await page.locator('.crossing-code').innerText();
  const inside = await openFile(JSON.parse(text), code);
  expect(inside.child.name).toBe(child);
  const answer = {
    ...{ fileId: JSON.parse(text).header.fileId, result: 'accepted' as const, on: dayBefore(new Date(), 0, 1) },
    ...{ institutionName: '海河幼儿园', institutionCode: '', reason: null, madeAt: new Date().toISOString() },
  } as const;
  const signed = JSON.stringify(signAnswer(answer, Buffer.from(inside.answerKey, 'base64')));
  await choose(clerk, '收取外省答复', '答复.json', signed);
  await clerk.sees('外省已接收，登记离园');
  await clerk.look('crossing-gone');
  await county.go('跨省转学');
  await county.button('已办结').click();
  await county.sees(child);
  await county.look('crossings-county');
});

step('a child comes from another province: its file is checked, entered and answered', async () => {
  const { page } = clerk;
  const said = contentOf(7801, { name: '司马怀瑾' });
  await clerk.go('跨省转学');
  await page.getByRole('link', { name: '收外省档案' }).click();
  await choose(clerk, '选择档案文件', '档案.json', await fileTo('410105', said));
  await page.getByLabel('取档码').fill(openingCode);
  await clerk.button('检查文件').click();
  await clerk.sees('学籍号不变，继续使用');
  await clerk.look('crossing-checked');
  await clerk.button('录入这名幼儿').click();
  await clerk.sees('已录入，待取得学籍号');
  await clerk.look('crossing-entered');
  await give();
  await page.reload();
  await sure(clerk, '办结接收');
  await clerk.sees('已接收');
  const [download] = await Promise.all([page.waitForEvent('download'), clerk.button('生成答复文件').click()]);
  expect(await readFile(await download.path(), 'utf8')).toContain('"accepted"');
  await clerk.look('crossing-accepted');
});
