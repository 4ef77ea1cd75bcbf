import { afterAll, beforeAll, expect } from 'vitest';
import { makeOffices } from './parts/offices.ts';
import { arrive, type Person, settle } from './parts/person.ts';
import { dayBefore, makeWorkbook, rowOf, type SheetRow, textsOfWorkbook } from './parts/sheet.ts';
import { makeSteps } from './parts/steps.ts';
import { type System, startSystem } from './parts/system.ts';

const step = makeSteps();
const name = '金水区晨光幼儿园';
let system: System;
let administrator: Person;
let principal: Person;
let county: Person;
let workbook: Buffer;

beforeAll(async () => {
  system = await startSystem((database, _keys, now) =>
    makeOffices(
      database,
      [
        {
          ...{ code: '4110900101', name, county: '410105', town: '410105001', state: 'approved' as const },
          statistical: 20,
        },
        {
          code: '4110900102',
          name: '金水区启明幼儿园',
          county: '410105',
          town: '410105001',
          state: 'empty',
          statistical: 20,
        },
      ],
      now,
    ),
  );
  administrator = await arrive(system, '4110900101-1');
});

afterAll(() => system.stop());

const names = [
  '陈一诺',
  '王梓涵',
  '李沐宸',
  '张子墨',
  '刘若曦',
  '赵奕辰',
  '孙语桐',
  '周皓轩',
  '吴欣妍',
  '郑宇航',
  '冯诗涵',
  '蒋明远',
];

/** Twelve children: three with a word nobody knows, one with a wrong number, one with a wrong sex. */
const rows = (): SheetRow[] =>
  names.map((child, at) => {
    const made = {
      name: child,
      className: at < 6 ? '小一班' : '小二班',
      birthOn: dayBefore(new Date(), 3, 60 + at * 9),
      serial: 101 + at,
    };
    const row = rowOf(made);
    if (at < 3) return rowOf(made, { 就读方式: '早送晚接' });
    if (at === 10) return rowOf(made, { 身份证号码: `${(row['身份证号码'] ?? '').slice(0, 16)}00` });
    if (at === 11) return rowOf(made, { 性别: row['性别'] === '男' ? '女' : '男' });
    return row;
  });

step('the administrator makes classes', async () => {
  await administrator.look('job-home');
  await administrator.go('班级');
  await administrator.look('job-classes-empty');
  await administrator.button('新建班级').first().click();
  await administrator.page.locator('#class-count-21').fill('2');
  await administrator.page.locator('#class-count-22').fill('1');
  await administrator.look('job-classes-dialog');
  await administrator.button('建立 3 个班级').click();
  await administrator.sees('3 个班，共 0 名幼儿');
  for (const word of ['小一班', '小二班', '中一班']) await administrator.sees(word);
  await administrator.look('job-classes');
});

step('the template knows the classes', async () => {
  await administrator.go('批量导入');
  await administrator.look('job-imports');
  const template = await administrator.download(() => administrator.button('下载导入模板').click());
  const texts = await textsOfWorkbook(template);
  const headings = Object.keys(rows()[0] ?? {});
  expect(headings.filter((heading) => !texts.includes(heading))).toEqual([]);
  for (const word of ['小一班', '小二班', '中一班']) expect(texts.some((text) => text.includes(word))).toBe(true);
  workbook = await makeWorkbook(rows());
});

step('the check groups the problems by cause', async () => {
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  await administrator.page
    .locator('input[type=file]')
    .setInputFiles({ name: '晨光幼儿园幼儿名单.xlsx', mimeType, buffer: workbook });
  await administrator.sees('检查结果');
  await administrator.sees('表里写“早送晚接”');
  const page = administrator.page.locator('#main');
  expect(await page.locator('.counts-bar').innerText()).toMatch(/新增\s*7\s[\s\S]*有错误\s*5\s[\s\S]*共读到\s*12/);
  expect(await page.locator('.problem-kind.error .problem-group').count()).toBe(3);
  await administrator.look('job-report');
});

step('one choice mends three rows', async () => {
  await administrator.page.locator('.fix-select').first().click();
  await administrator.page.locator('.ant-select-item-option').getByText('走读', { exact: true }).click();
  await administrator.button('改正 3 行并重新检查').click();
  await administrator.button('导入正确的 10 行').waitFor();
  await administrator.look('job-report-mended');
});

step('the marked workbook tells the rest', async () => {
  const marked = await administrator.download(() => administrator.button('下载标红的表格').click());
  const told = (await textsOfWorkbook(marked)).filter((text) => text.includes('【错误】'));
  expect(told.filter((text) => text.includes('校验') || text.includes('性别')).length).toBe(2);
});

step('the clean rows are committed and stand in the list', async () => {
  await administrator.button('导入正确的 10 行').click();
  await administrator.look('job-commit-dialog');
  await administrator.page.getByRole('dialog').getByRole('button', { name: '导入', exact: true }).click();
  await administrator.sees('导入完成');
  await administrator.look('job-committed');
  await administrator.button('看幼儿名单').click();
  await administrator.sees('陈一诺');
  expect(await administrator.page.locator('.data-table tbody tr').count()).toBe(10);
  await administrator.look('job-children');
});

step('the principal returns one child and confirms the rest', async () => {
  principal = await arrive(system, '4110900101-2');
  await principal.look('job-principal-home');
  await principal.go('园长确认');
  await principal.sees('陈一诺');
  await principal.look('job-confirm');
  const row = principal.page.locator('.data-table tbody tr', { hasText: '陈一诺' });
  await row.getByRole('checkbox').check();
  await principal.button('退回选中的 1 人').click();
  const dialog = principal.page.getByRole('dialog');
  await dialog.getByRole('button', { name: '户口所在地或现住址不对' }).click();
  await dialog.getByRole('button', { name: '退回', exact: true }).click();
  await principal.sees('退回结果');
  await principal.look('job-returned');
  await principal.button('知道了').click();
  await principal.button(/^全园/).click();
  await principal.button('确认全园 9 人').click();
  await principal.page.getByRole('dialog').getByRole('button', { name: '确认并上报' }).click();
  await principal.sees('确认结果');
  await principal.look('job-confirmed');
  await principal.button('知道了').click();
});

step('the administrator reads the reason and mends', async () => {
  await administrator.go('首页');
  await administrator.look('job-home-returned');
  await administrator.go('幼儿');
  await administrator.button('已退回待修改').click();
  await administrator.sees('退回原因：户口所在地或现住址不对');
  await administrator.page.getByRole('link', { name: '陈一诺' }).click();
  await administrator.look('job-child-returned');
  await administrator.button('修改').click();
  await administrator.page.getByLabel('现住址').fill('河南省郑州市金水区文化路 18 号院 2 号楼 301');
  await administrator.look('job-child-edit');
  await administrator.button('保存').click();
  await administrator.sees('已保存：陈一诺');
  await principal.go('首页');
  await principal.go('园长确认');
  await principal.button('确认全班 1 人').or(principal.button('确认全园 1 人')).first().click();
  await principal.page.getByRole('dialog').getByRole('button', { name: '确认并上报' }).click();
  await principal.sees('确认结果');
  await principal.leave();
});

step('the county approves all at once', async () => {
  county = await arrive(system, '410105-review');
  await county.look('job-county-home');
  await county.go('幼儿审核');
  await county.look('job-queue');
  await county.page.getByRole('link', { name }).click();
  await county.sees('陈一诺');
  await county.page.getByRole('button', { name: '陈一诺' }).click();
  await county.sees('河南省郑州市金水区文化路 18 号院 2 号楼 301');
  await county.look('job-review-child');
  await county.page
    .getByRole('dialog')
    .getByRole('button', { name: '关闭' })
    .or(county.page.locator('.ant-drawer-close'))
    .first()
    .click();
  await county.button('选择全部待审核（10 人）').click();
  await county.look('job-review');
  await county.button('审核通过').click();
  await county.page.getByRole('tooltip').getByRole('button', { name: '审核通过' }).click();
  await county.sees('审核结果');
  await county.look('job-approved');
  await county.button('知道了').click();
});

step('the children show their numbers', async () => {
  await administrator.go('首页');
  await administrator.look('job-home-numbered');
  await administrator.go('幼儿');
  await administrator.button('已有学籍号').click();
  await administrator.page.getByRole('link', { name: '王梓涵' }).click();
  await administrator.sees(/学籍号 G410/);
  await administrator.look('job-child-numbered');
  await administrator.leave();
});

step('annex 2 shows the new figures and leads to the list', async () => {
  await county.go('上报审核情况统计');
  const row = county.page.locator('table.annex2 tbody tr', { hasText: name });
  await row.waitFor();
  expect((await row.innerText()).replace(/\s+/g, ' ')).toMatch(/ 20 10 50(\.00)?%/);
  expect(await county.page.locator('.annex2-frame').evaluate((frame) => frame.scrollWidth - frame.clientWidth)).toBe(0);
  await county.look('job-annex2');
  const province = await arrive(system, '410000-reader');
  await province.go('上报审核情况统计');
  await province.sees('郑州市');
  await province.look('job-annex2-province');
  for (const place of ['郑州市', '金水区']) {
    await province.page.locator('table.annex2 tbody .place').getByText(place, { exact: true }).click();
    await settle(province.page);
  }
  await province.sees(name);
  await province.page
    .locator('table.annex2 tbody tr', { hasText: name })
    .getByRole('link', { name: '10', exact: true })
    .click();
  await province.sees('王梓涵');
  await settle(province.page);
  expect(await province.page.locator('.data-table tbody tr').count()).toBe(10);
  await province.look('job-annex2-list');
  await province.leave();
  await county.leave();
});
