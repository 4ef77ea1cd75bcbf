import type { TestDatabase } from '@xueqian/platform/testing/test-database.ts';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect } from 'vitest';
import {
  accepted as acceptedWords,
  answerFile,
  graduateDirectly,
  type SentRow,
} from '../apps/server/testing/primary-entry-play.ts';
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
let database: TestDatabase;
let clerk: Person;
let principal: Person;
let county: Person;
let sent: SentRow[] = [];

/** The first of July is over, whatever the day: the year that the pages begin with. */
const graduatedOn = `${new Date(Date.now() - 184 * 86_400_000).getUTCFullYear()}-07-01`;
const accepted = { ...acceptedWords, 入学日期: graduatedOn };
const birthOn = dayBefore(new Date(), 6, 30);
const place = { code: '4110900261', name: '金水区启明幼儿园', county: '410105', town: '410105001' };
const [arrives, differs, missing, stays] = ['欧阳思远', '司马知行', '诸葛清和', '上官若水'];
const names = [arrives, differs, missing, stays] as string[];

const post = async (person: Person, path: string, data: object): Promise<void> => {
  const reply = await person.page.request.post(path, { data, headers: { 'x-xueqian': '1' } });
  expect(reply.status(), await reply.text()).toBe(200);
};
const upload = (rows: readonly SentRow[]) =>
  county.page
    .getByLabel('上传结果')
    .setInputFiles({ name: '接收结果.csv', mimeType: 'text/csv', buffer: answerFile(rows) });
const answer = (name: string | undefined, cells: SentRow): SentRow => ({
  ...(sent.find((row) => row['姓名'] === name) as SentRow),
  ...cells,
});
const widthOver = (person: Person) =>
  person.page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

beforeAll(async () => {
  system = await startSystem(async (made, keys, now) => {
    database = made;
    offices = await makeOffices(made, [{ ...place, state: 'approved' as const, classes: ['大一班'] }], now);
    const rows = names.map((name, at) =>
      rowOf({ name, className: '大一班', birthOn, serial: 161 + 2 * at }, { 入园日期: '2024-09-01' }),
    );
    await enterRows({ database: made, keys, offices, now }, place.code, rows);
  });
  clerk = await arrive(system, `${place.code}-1`);
  principal = await arrive(system, `${place.code}-2`);
  county = await arrive(system, '410105-review');
  const all = { institutionId: offices.ids.get(place.code), classId: null, childIds: null };
  await post(principal, '/api/registration/confirmations', all);
  await post(county, '/api/registration/approvals', all);
  const graduates = await database.asOwner((tx) =>
    tx.rows<{ id: number }>('select id from children.children where name = any ($1) order by id', [names.slice(0, 3)]),
  );
  for (const { id } of graduates) await graduateDirectly({ database, now: () => new Date() }, id, graduatedOn);
});
afterAll(() => system.stop());

step('a deferral is asked for with its proof and confirmed: the file says so', async () => {
  const { page } = clerk;
  await clerk.go('幼儿');
  await page.getByRole('link', { name: stays }).click();
  await clerk.button('缓学').click();
  await clerk.sees('缓学学年');
  await clerk.look('deferral');
  await clerk.button('申请缓学').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('体弱，监护人申请推迟一年入学');
  await dialog.getByRole('button', { name: '填写申请' }).click();
  await clerk.sees('必须上传监护人的缓学申请');
  await page.getByLabel('上传照片或扫描件').setInputFiles({ name: '证明.png', mimeType: 'image/png', buffer: photo });
  await clerk.sees('证明.png');
  await clerk.look('deferral-petition');
  await clerk.button('提交园长确认').click();
  await page.getByRole('tooltip').getByRole('button', { name: '提交园长确认' }).click();
  await clerk.sees('待园长确认');
  await principal.go('学籍申请');
  await principal.page.getByRole('link', { name: stays }).first().click();
  await principal.sees('申请内容');
  const last = principal.page.getByRole('button', { name: /^(审核通过|确认)$/ }).first();
  const word = await last.innerText();
  await last.click();
  await principal.page.getByRole('tooltip').getByRole('button', { name: word }).click();
  if (word === '确认') {
    await principal.sees('待县级审核');
    await county.go('学籍申请');
    await county.page.getByRole('link', { name: stays }).first().click();
    await county.button('审核通过').click();
    await county.page.getByRole('tooltip').getByRole('button', { name: '审核通过' }).click();
    await county.sees('已通过');
  } else await principal.sees('已通过');
  await clerk.go('幼儿');
  await page.getByRole('link', { name: stays }).click();
  await clerk.sees('缓学留园：应于');
  await clerk.look('deferred-child');
});

step('the county makes a list of the graduates and takes its file out', async () => {
  const { page } = county;
  await county.go('升学衔接');
  await county.sees(missing as string);
  await county.look('graduates');
  await page.getByRole('link', { name: '升学衔接名册' }).click();
  await county.sees('还没有生成过名册');
  await county.look('lists-none');
  await county.button('生成名册').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '送小学核对新生入学' }).click();
  await dialog.getByRole('button', { name: '生成名册' }).click();
  await county.sees('已生成');
  await county.button('下载名册').click();
  await dialog.getByRole('button', { name: '送小学核对新生入学' }).click();
  const file = await county.download(() => dialog.getByRole('button', { name: '下载名册' }).click());
  sent = parse(file, { bom: true, columns: true }) as SentRow[];
  expect(sent.map((row) => row['姓名']).sort()).toEqual(names.slice(0, 3).sort());
});

step('answers with faults are told line by line; mended they are taken in', async () => {
  const { page } = county;
  const different = { 接收结果: '信息不符', 不符项目: '出生日期', 小学登记的值: '2020-01-01' };
  await upload([answer(arrives, { ...accepted, 小学名称: '' }), answer(differs, different)]);
  await county.sees('第 2 行：已接收的没有填小学名称');
  await county.look('answers-faulty');
  await upload([answer(arrives, accepted), answer(differs, different)]);
  await page.locator('.checked-file').nth(1).waitFor();
  const newest = page.locator('.checked-file').first();
  await newest.getByRole('button', { name: '接收' }).click();
  await page.getByRole('tooltip').getByRole('button', { name: '接收' }).click();
  await newest.getByText('已接收', { exact: true }).first().waitFor();
  await county.look('answers-applied');
});

step('the kindergarten sees both values of the child that differs, and notes where the missing one is', async () => {
  const { page } = clerk;
  await clerk.go('升学衔接');
  await clerk.sees('花园路小学');
  await clerk.sees('2020-01-01');
  await clerk.look('graduates-institution');
  await page.getByRole('button', { name: '等待小学反馈' }).click();
  await clerk.sees(missing as string);
  await page
    .getByRole('row', { name: missing as string })
    .getByRole('button', { name: '登记去向' })
    .click();
  const where = page.locator('#graduate-whereabouts');
  await where.click();
  await (await optionsOf(where)).getByText('到外省入学').click();
  await page.locator('#graduate-note').fill('随父母迁往外省');
  await clerk.look('note-dialog');
  await page.getByRole('dialog').getByRole('button', { name: '登记去向' }).click();
  await clerk.sees('随父母迁往外省');
});

step('the county counts who has not arrived, and looks a new pupil up', async () => {
  const { page } = county;
  await county.go('升学衔接');
  await page.getByRole('link', { name: '入学情况统计' }).click();
  await county.sees(place.name);
  await county.look('figures');
  await page.goto('/primary-entry-lookup');
  await page.locator('#lookup-number').fill(sent[0]?.['学籍号'] as string);
  await page.locator('#lookup-reason').fill('本县小学报到');
  await county.button('查询').click();
  await county.sees(place.name);
  await county.look('lookup');
});

step('on a phone as well', async () => {
  const phone = await arrive(system, '410105-review', { width: 390, height: 800 });
  for (const [path, words, picture] of [
    ['/primary-entry', '花园路小学', 'graduates-phone'],
    ['/primary-entry-lists', '已生成', 'lists-phone'],
    ['/primary-entry-figures', place.name, 'figures-phone'],
    ['/primary-entry-lookup', '查询原因', 'lookup-phone'],
  ] as const) {
    await phone.page.goto(path);
    await phone.sees(words);
    await phone.look(picture);
    expect(await widthOver(phone)).toBe(0);
  }
  await phone.leave();
  for (const person of [clerk, principal, county]) await person.leave();
});
