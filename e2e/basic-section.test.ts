import { afterAll, beforeAll, expect } from 'vitest';
import { makeOffices } from './parts/offices.ts';
import { optionsOf } from './parts/options.ts';
import { arrive, type Person } from './parts/person.ts';
import { makeSteps } from './parts/steps.ts';
import { type System, startSystem } from './parts/system.ts';

const step = makeSteps();
let system: System;
let kindergarten: Person;
let principal: Person;
let county: Person;

const name = '金水区晨光幼儿园';

beforeAll(async () => {
  system = await startSystem((database, _keys, now) =>
    makeOffices(database, [{ code: '4110900101', name, county: '410105', town: '410105001', state: 'empty' }], now),
  );
  kindergarten = await arrive(system, '4110900101-1');
  principal = await arrive(system, '4110900101-2');
  county = await arrive(system, '410105-review');
});

afterAll(() => system.stop());

const field = (label: string) => kindergarten.page.getByLabel(label);
const choose = async (label: string, option: string) => {
  await field(label).click();
  await (await optionsOf(field(label))).getByText(option, { exact: true }).click();
};

const confirm = async (seen: string) => {
  await principal.page.reload();
  await principal.sees(seen);
  await principal.button('确认上报').click();
  await principal.page.getByRole('tooltip').getByRole('button', { name: '确认上报' }).click();
  await principal.sees('已确认，报县级审核');
};

step('a kindergarten without a basic section is led to it', async () => {
  await kindergarten.look('basic-home');
  await kindergarten.page.getByRole('link', { name: '去填写' }).click();
  await kindergarten.sees('未填报');
  await kindergarten.look('basic-empty');
});

step('a draft is kept with gaps, a submission says what is missing', async () => {
  await field('详细地址').fill('文化路 18 号');
  await field('园长姓名').fill('周敏');
  await kindergarten.button('保存草稿').click();
  await kindergarten.sees('草稿已保存');
  await kindergarten.page.reload();
  await kindergarten.sees('草稿');
  expect(await field('园长姓名').inputValue()).toBe('周敏');
  await kindergarten.button('提交园长确认').click();
  await kindergarten.sees(/还有 \d+ 项要填写或改正/);
  await kindergarten.look('basic-missing');
});

step('the whole section goes to the principal', async () => {
  await choose('园所性质', '公办幼儿园');
  await choose('举办者', '县级教育部门');
  await choose('城乡类型', '主城区');
  await field('邮政编码').fill('450000');
  await field('办学许可证号').fill('教民141010560000018');
  await field('联系电话').fill('0371-63300018');
  await field('核定学位').fill('270');
  await kindergarten.button('提交园长确认').click();
  await kindergarten.page.getByRole('dialog').getByRole('button', { name: '提交园长确认' }).click();
  await kindergarten.sees('已提交，等待园长确认。确认前不能修改。');
  await kindergarten.look('basic-entered');
});

step('the principal returns it; what is mended is confirmed to the county', async () => {
  await principal.go('机构信息');
  await principal.sees('提交了这一份，请核对后确认');
  await principal.look('basic-confirm');
  await principal.button('退回').click();
  const dialog = principal.page.getByRole('dialog');
  await dialog.getByRole('button', { name: '地址不完整' }).click();
  await dialog.getByRole('button', { name: '退回', exact: true }).click();
  await principal.sees('已退回');
  await kindergarten.page.reload();
  await kindergarten.sees('这一份被退回了');
  await kindergarten.sees('地址不完整');
  await field('详细地址').fill('文化路 18 号院');
  await kindergarten.button('提交园长确认').click();
  await kindergarten.page.getByRole('dialog').getByRole('button', { name: '提交园长确认' }).click();
  await kindergarten.sees('已提交，等待园长确认。确认前不能修改。');
  await confirm('文化路 18 号院');
  await kindergarten.page.reload();
  await kindergarten.sees('园长已确认，等待县级审核。审核期间不能修改。');
  await kindergarten.look('basic-submitted');
});

step('the county returns it with a reason', async () => {
  await county.go('机构信息审核');
  await county.look('basic-reviews');
  await county.page.getByRole('link', { name }).click();
  await county.sees('首次上报，请与办学许可证核对。');
  await county.look('basic-review');
  await county.button('退回').click();
  const dialog = county.page.getByRole('dialog');
  await dialog.getByRole('button', { name: '退回', exact: true }).click();
  await county.sees('请写明原因，至少两个字');
  await dialog.getByRole('button', { name: '地址不完整' }).click();
  await county.look('basic-return-dialog');
  await dialog.getByRole('button', { name: '退回', exact: true }).click();
  await county.sees('没有待审核的机构信息');
});

step('the kindergarten reads the reason, mends and submits again', async () => {
  await kindergarten.page.reload();
  await kindergarten.sees('地址不完整');
  await kindergarten.look('basic-returned');
  await field('详细地址').fill('文化路 18 号院 2 号楼');
  await kindergarten.button('提交园长确认').click();
  await kindergarten.page.getByRole('dialog').getByRole('button', { name: '提交园长确认' }).click();
  await kindergarten.sees('已提交，等待园长确认。确认前不能修改。');
  await confirm('文化路 18 号院 2 号楼');
});

step('the county approves, and the section is in force', async () => {
  await county.page.reload();
  await county.page.getByRole('link', { name }).click();
  await county.sees('文化路 18 号院 2 号楼');
  await county.button('审核通过').click();
  await county.page.getByRole('tooltip').getByRole('button', { name: '审核通过' }).click();
  await county.sees('没有待审核的机构信息');
  await county.go('机构');
  await county.page.getByRole('link', { name }).click();
  await county.sees('机构基本信息（现在生效）');
  await county.look('basic-institution');
  await kindergarten.page.reload();
  await kindergarten.sees('现在生效的就是这一份');
  await kindergarten.look('basic-approved');
});

step('everyone leaves without an error of the pages', async () => {
  await kindergarten.leave();
  await principal.leave();
  await county.leave();
});
