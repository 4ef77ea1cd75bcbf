import { afterAll, beforeAll, expect } from 'vitest';
import { makeOffices } from './parts/offices.ts';
import { optionsOf } from './parts/options.ts';
import { arrive, type Person, settle } from './parts/person.ts';
import { makeSteps } from './parts/steps.ts';
import { type System, startSystem } from './parts/system.ts';

const step = makeSteps();
let system: System;
let keeper: Person;

beforeAll(async () => {
  system = await startSystem((database, _keys, now) =>
    makeOffices(
      database,
      [
        { code: '4110900101', name: '金水区晨光幼儿园', county: '410105', town: '410105001', state: 'approved' },
        { code: '4110900102', name: '金水区希望幼儿园', county: '410105', town: '410105002', state: 'approved' },
      ],
      now,
    ),
  );
});
afterAll(() => system.stop());

const today = (): string => new Date(system.clock().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

step('the administrator of the prefecture finds a county in the tree and drafts its new name', async () => {
  keeper = await arrive(system, '410100-system-administrator');
  await keeper.go('行政区划');
  const { page } = keeper;
  // Less motion is asked for: what is opened must lie under its box at once, each time it is opened anew.
  for (const _time of [1, 2, 3]) {
    await page.reload();
    await page.getByLabel('查找区划').click();
    await page.keyboard.type('金水');
    const option = (await optionsOf(page.getByLabel('查找区划'))).first();
    await option.waitFor();
    await settle(page);
    const [list, box] = [await option.boundingBox(), await page.getByLabel('查找区划').boundingBox()];
    expect(Math.abs((list?.y ?? 0) - (box?.y ?? 0)), 'the list lies by its box').toBeLessThan(400);
  }
  await page.reload();
  await page.getByLabel('查找区划').click();
  await page.keyboard.type('金水');
  await (await optionsOf(page.getByLabel('查找区划'))).getByText('河南省郑州市金水区', { exact: true }).click();
  await keeper.sees('河南省 › 郑州市');
  await keeper.look('divisions');
  await page.getByRole('link', { name: '拟订变更' }).click();
  await keeper.sees('变更的区划');
  await settle(page);
  await keeper.button('保存并预览').click();
  await keeper.sees('请填写“新名称”');
  await page.getByLabel('新名称').fill('金水新区');
  await page.getByLabel('依据文件名称').fill('关于金水区更名的批复');
  await keeper.look('division-change-form');
  await keeper.button('保存并预览').click();
});

step('the preview says what moves; it is carried out, and the institutions keep their codes', async () => {
  const { page } = keeper;
  await keeper.sees('变更影响');
  // A new name alone moves nobody: the county keeps its code, and so do its institutions.
  await keeper.sees('没有机构受影响');
  await keeper.look('division-change');
  await keeper.button('执行').click();
  await page.getByRole('tooltip').getByRole('button', { name: '执行' }).click();
  await keeper.sees('已执行，相关单位已收到通知。');
  await keeper.look('division-change-done');
  await keeper.go('行政区划');
  await page.getByLabel('查找区划').click();
  await page.keyboard.type('410105');
  await (await optionsOf(page.getByLabel('查找区划'))).getByText('河南省郑州市金水新区', { exact: true }).click();
  await keeper.sees(/因“关于金水区更名的批复”更名而来/);
  // The old name stays readable.
  await keeper.sees('河南省郑州市金水区');
  await keeper.look('division-history');
  await keeper.leave();
});

step('the county lays a rule down, sees whom it binds, and its kindergartens are told of both', async () => {
  const county = await arrive(system, '410105-review');
  await county.go('机构');
  for (const code of ['4110900101', '4110900102']) await county.sees(code);
  await county.go('本地政策');
  const row = county.page.getByRole('row', { name: /入园后建立学籍的期限/ });
  await row.getByRole('button', { name: '规定', exact: true }).click();
  const dialog = county.page.getByRole('dialog');
  await dialog.getByText('2 所机构').waitFor();
  await dialog.getByLabel('规定', { exact: true }).fill('2');
  await dialog.getByText(/本地规定不能比上级宽松/).waitFor();
  await dialog.getByLabel('单位').click();
  await (await optionsOf(dialog.getByLabel('单位'))).getByText('周', { exact: true }).click();
  await dialog.getByLabel('施行日期').fill(today());
  await dialog.getByLabel('依据文件名称').fill('关于及时建立学籍的通知');
  await county.look('local-policy-dialog');
  await dialog.getByRole('button', { name: '确定并通知' }).click();
  await county.sees('本级规定');
  await county.look('local-policy');
  await county.leave();

  const kindergarten = await arrive(system, '4110900101-1');
  await kindergarten.go('通知公告');
  await kindergarten.sees('本地执行的规定有变动：入园后建立学籍的期限');
  await kindergarten.sees(/河南省郑州市金水区自 .* 起更名为金水新区/);
  await kindergarten.go('本地执行的规定');
  await kindergarten.sees('2 周');
  await kindergarten.sees('金水新区（本地规定）');
  await kindergarten.look('policy');
  expect(await kindergarten.page.getByRole('row').count()).toBeGreaterThan(30);
  await kindergarten.leave();
});
