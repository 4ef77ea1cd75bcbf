import { parse } from 'csv-parse/sync';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, expect } from 'vitest';
import { photo } from '../apps/server/testing/section-cells.ts';
import { enterRows } from './parts/children.ts';
import { makeOffices, type Offices } from './parts/offices.ts';
import { optionsOf } from './parts/options.ts';
import { arrive, type Person, settle } from './parts/person.ts';
import { dayBefore, identityOf, rowOf } from './parts/sheet.ts';
import { makeSteps } from './parts/steps.ts';
import { type System, startSystem } from './parts/system.ts';

const step = makeSteps();
let system: System;
let offices: Offices;
let clerk: Person;
let principal: Person;
let county: Person;
let province: Person;
let lines: string[][] = [];

const birthOn = dayBefore(new Date(), 4, 30);
const place = { code: '4110900101', name: '金水区晨光幼儿园', county: '410105', town: '410105001' };
const names = ['欧阳𠮷庆', '劉國華', '司马知行'] as const;
const textOf = async (bytes: Buffer): Promise<string> => {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true });
  return text.replaceAll(/\s+/g, ' ');
};
/** The file that went out with the last column filled in. */
const answersOf = (resultOf: (name: string) => string): Buffer =>
  Buffer.from(
    lines.map((line, at) => (at === 0 ? line : [...line.slice(0, 4), resultOf(line[2] ?? '')]).join(',')).join('\r\n'),
  );
const upload = (bytes: Buffer) =>
  province.page.getByLabel('上传结果文件').setInputFiles({ name: '结果.csv', mimeType: 'text/csv', buffer: bytes });
const makeBatch = async (): Promise<void> => {
  await province.go('公安校验批次');
  await province.button('制作批次').click();
  const dialog = province.page.getByRole('dialog');
  await dialog.getByRole('button', { name: '新学期公安校验' }).click();
  await dialog.getByRole('button', { name: '制作批次' }).click();
  await province.sees('已制作');
};
const handOut = async (): Promise<void> => {
  await province.button('领取文件').click();
  const dialog = province.page.getByRole('dialog');
  await dialog.getByRole('button', { name: '送省公安厅人口库比对' }).click();
  const file = await province.download(() => dialog.getByRole('button', { name: '领取文件' }).click());
  lines = parse(file, { bom: true }) as string[][];
};

beforeAll(async () => {
  system = await startSystem(async (database, keys, now) => {
    offices = await makeOffices(database, [{ ...place, state: 'approved' as const, classes: ['中一班'] }], now);
    const rows = names.map((name, at) => rowOf({ name, className: '中一班', birthOn, serial: 101 + at }));
    await enterRows({ database, keys, offices, now }, place.code, rows);
  });
  clerk = await arrive(system, `${place.code}-1`);
  principal = await arrive(system, `${place.code}-2`);
  county = await arrive(system, '410105-review');
  province = await arrive(system, '410000-review');
  const all = { institutionId: offices.ids.get(place.code), classId: null, childIds: null };
  for (const [person, path] of [
    [principal, 'confirmations'],
    [county, 'approvals'],
  ] as const) {
    const reply = await person.page.request.post(`/api/registration/${path}`, {
      data: all,
      headers: { 'x-xueqian': '1' },
    });
    expect(reply.status(), await reply.text()).toBe(200);
  }
});

afterAll(() => system.stop());

step('the kindergarten prints the list of a class and takes the signatures in', async () => {
  const { page } = clerk;
  await clerk.go('家长确认');
  await clerk.sees(names[0]);
  await page.getByRole('combobox', { name: '班级' }).click();
  await (await optionsOf(page.getByRole('combobox', { name: '班级' }))).getByText('中一班').click();
  await settle(page);
  const list = await textOf(await clerk.download(() => clerk.button('打印班级签名表').click()));
  for (const name of names) expect(list).toContain(name);
  expect(list).not.toContain(identityOf('410105', birthOn, 101));
  await page.getByLabel('选择本页全部').check();
  await clerk.look('confirmations');
  await clerk.button('登记已签名（3）').click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: '登 记' })
    .or(page.getByRole('dialog').getByRole('button', { name: '登记', exact: true }))
    .click();
  await clerk.sees('登记 3 名');
  await clerk.button(/已确认 3/).click();
  await page.getByRole('link', { name: names[0] }).click();
  await clerk.sees('与现在一致');
  await clerk.look('child-papers');
  const form = await textOf(await clerk.download(() => clerk.button('打印信息表').click()));
  expect(form).toContain(names[0]);
  expect(form).toContain((await page.locator('.papers-code').innerText()).trim());
});

step('the province makes a batch, hands it out, and looks answers through before it takes them in', async () => {
  await province.go('公安校验批次');
  await province.sees('还没有制作过批次');
  await province.look('batches-none');
  await makeBatch();
  await handOut();
  expect(
    lines
      .slice(1)
      .map((line) => line[2])
      .sort(),
  ).toEqual([...names].sort());
  expect(lines[1]?.[3]).toMatch(/^410105/);
  await upload(answersOf((name) => ({ [names[0]]: '？', [names[1]]: '号与姓名不匹配' })[name] ?? '一致'));
  await province.sees('核查结果不是认得的词');
  await province.look('batch-faulty');
  await upload(answersOf((name) => ({ [names[0]]: '号不存在', [names[1]]: '号与姓名不匹配' })[name] ?? '一致'));
  await province.page.locator('.checked-files > li').nth(1).waitFor();
  await settle(province.page);
  const newest = province.page.locator('.checked-files > li').first();
  await newest.getByRole('button', { name: '导入结果' }).click();
  await province.page.getByRole('tooltip').getByRole('button', { name: '导入结果' }).click();
  await newest.getByText('已导入').waitFor();
  await province.look('batch-applied');
});

step('the kindergarten finds its problems, with hints, and proves one', async () => {
  const { page } = clerk;
  await clerk.go('公安校验问题');
  await clerk.sees('号与姓名不匹配');
  await clerk.look('problems');
  await page.getByRole('link', { name: names[1] }).click();
  await clerk.sees('姓名中有繁体字或异体字');
  await clerk.button('提交佐证').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '户口簿与身份证一致，已核对原件' }).click();
  await dialog.getByRole('button', { name: '提交佐证' }).click();
  await dialog.getByText('佐证须附材料').waitFor();
  await dialog
    .getByRole('button', { name: '取 消' })
    .or(dialog.getByRole('button', { name: '取消' }))
    .click();
  await page.getByLabel('上传照片或扫描件').setInputFiles({ name: '户口簿.png', mimeType: 'image/png', buffer: photo });
  await page.getByRole('button', { name: '户口簿.png' }).waitFor();
  await clerk.button('提交佐证').click();
  await dialog.getByRole('button', { name: '户口簿与身份证一致，已核对原件' }).click();
  await dialog.getByRole('button', { name: '提交佐证' }).click();
  await clerk.sees('由下一批再校验');
  await clerk.look('problem-proved');
});

step('the county sees what is open, and the next batch asks for the one that was proved', async () => {
  await county.go('公安校验统计');
  await county.sees(place.name);
  await county.look('figures');
  await county.page.getByRole('link', { name: place.name }).click();
  await county.sees('已佐证，待再校验');
  await makeBatch();
  await handOut();
  expect(lines.slice(1).map((line) => line[2])).toEqual([names[1]]);
  await upload(answersOf(() => '一致'));
  await province.button('导入结果').click();
  await province.page.getByRole('tooltip').getByRole('button', { name: '导入结果' }).click();
  await province.sees('已导入');
  await clerk.go('公安校验问题');
  await clerk.button('全部').click();
  await clerk.sees(names[0]);
  expect(await clerk.page.getByText(names[1]).count()).toBe(0);
});

step('nothing is wider than a telephone', async () => {
  await clerk.page.setViewportSize({ width: 390, height: 844 });
  await province.page.setViewportSize({ width: 390, height: 844 });
  for (const [person, words] of [
    [clerk, '/confirmations'],
    [clerk, '/verification-problems?only=all'],
    [province, '/verification-batches'],
    [province, '/verification-figures'],
  ] as const) {
    await person.page.goto(words);
    await settle(person.page);
    const wide = await person.page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
    expect(wide, words).toBeLessThanOrEqual(0);
    await person.look(`phone${words.replaceAll(/\W/g, '-')}`);
  }
});
