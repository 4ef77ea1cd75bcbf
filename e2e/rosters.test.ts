import { institutionList, listedRow } from '@xueqian/server/testing/roster-play.ts';
import { afterAll, beforeAll, expect } from 'vitest';
import { makeOffices } from './parts/offices.ts';
import { arrive, type Person } from './parts/person.ts';
import { makeSteps } from './parts/steps.ts';
import { type System, startSystem } from './parts/system.ts';

const step = makeSteps();
let system: System;
let clerk: Person;

beforeAll(async () => {
  system = await startSystem((database, _keys, now) =>
    makeOffices(
      database,
      [{ code: '4110900101', name: '金水区晨光幼儿园', county: '410105', town: '410105001', state: 'approved' }],
      now,
    ),
  );
  clerk = await arrive(system, '410105-ordinary');
});

afterAll(() => system.stop());

const list = () =>
  institutionList([
    listedRow(1, { principalName: '周敏' }),
    listedRow(2, { code: '１１４１８０００02' }),
    listedRow(3, { code: '1141800001' }),
    listedRow(4, { name: '金水区第四实验幼儿…' }),
    listedRow(5, { kind: '培训机构' }),
  ]);
const upload = async (buffer: Buffer, name: string) => {
  await clerk.page.getByLabel('选择 Excel 文件').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
};

step('a county begins with the template', async () => {
  await clerk.go('机构名单导入');
  await clerk.sees('还没有导入过名单');
  await clerk.look('rosters-empty');
  const [saved] = await Promise.all([clerk.page.waitForEvent('download'), clerk.button('下载模板').click()]);
  expect(saved.suggestedFilename()).toBe('机构名单模板.xlsx');
});

step('what is no list is refused in words', async () => {
  await upload(Buffer.from('%PDF-1.4 a list'), '名单.xlsx');
  await clerk.sees('只能上传 .xlsx 格式的 Excel 文件');
});

step('the list is looked at, row by row, before anything comes in', async () => {
  await upload(await list(), '金水区机构名单.xlsx');
  await clerk.sees('金水区机构名单.xlsx');
  await clerk.sees('与第 2 行的标识码相同');
  await clerk.sees('像是被截断的');
  await clerk.sees('已按 1141800002 读取');
  await clerk.look('roster-checked');
  const [saved] = await Promise.all([clerk.page.waitForEvent('download'), clerk.button('下载标注问题的文件').click()]);
  expect(saved.suggestedFilename()).toBe('金水区机构名单-marked.xlsx');
});

step('what is sound comes in, and stands among the institutions', async () => {
  await clerk.button('导入 2 个机构').click();
  await clerk.page.getByRole('tooltip').getByRole('button', { name: '导入 2 个机构' }).click();
  await clerk.sees('名单已导入');
  await clerk.look('roster-committed');
  await clerk.go('机构');
  await clerk.sees('名单第1幼儿园');
  await clerk.sees('名单第2幼儿园');
});

step('the same list again has nothing to take in', async () => {
  await clerk.go('机构名单导入');
  await upload(await list(), '金水区机构名单.xlsx');
  await clerk.sees('没有可导入的行');
  await clerk.button('放弃').click();
  await clerk.page.getByRole('tooltip').getByRole('button', { name: '放弃' }).click();
  await clerk.sees('已放弃');
  await clerk.look('rosters');
});

step('everyone leaves without an error of the pages', async () => {
  await clerk.leave();
});
