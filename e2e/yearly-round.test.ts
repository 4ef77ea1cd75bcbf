import { insertClasses } from '@xueqian/modules/classes/server/index.ts';
import { afterAll, beforeAll, expect } from 'vitest';
import { enterRows } from './parts/children.ts';
import { makeOffices, type Offices } from './parts/offices.ts';
import { optionsOf } from './parts/options.ts';
import { arrive, type Person } from './parts/person.ts';
import { rowOf } from './parts/sheet.ts';
import { makeSteps } from './parts/steps.ts';
import { type System, startSystem } from './parts/system.ts';

const step = makeSteps();
let system: System;
let offices: Offices;
let clerk: Person;
let principal: Person;

const place = { code: '4110900201', name: '金水区向阳幼儿园', county: '410105', town: '410105001' };
const year = new Date().getUTCFullYear() + 1;
const july = new Date(Date.UTC(year, 6, 5, 1));
const of = {
  big: '慕容知远',
  middle: '欧阳思远',
  small: '司马知行',
  repeats: '诸葛明轩',
  without: '上官云舒',
} as const;

/** Everybody comes anew on a day of that month: the sessions of the month before have ended. */
const comeOn = async (day: Date): Promise<void> => {
  system.advance((day.getTime() - system.clock().getTime()) / 60_000);
  await clerk?.leave();
  await principal?.leave();
  clerk = await arrive(system, `${place.code}-1`);
  principal = await arrive(system, `${place.code}-2`);
};
const post = async (person: Person, path: string, data: object): Promise<void> => {
  const reply = await person.page.request.post(path, { data, headers: { 'x-xueqian': '1' } });
  expect(reply.status(), await reply.text()).toBe(200);
};
const propose = async (word: string): Promise<void> => {
  await clerk.go('学年办理');
  await clerk.page.getByRole('link', { name: word, exact: true }).click();
  await clerk.sees('拟定计划，查看名单');
};
/** The principal confirms the newest plan. */
const confirm = async (word: string, picture: string): Promise<void> => {
  await principal.go('学年办理');
  await principal.page.getByRole('row').nth(1).getByRole('link').click();
  await principal.sees('正在办理期内');
  await principal.look(picture);
  await principal.button(word).click();
  await principal.page.getByRole('tooltip').getByRole('button', { name: word }).click();
  await principal.sees('已办理');
};

beforeAll(async () => {
  system = await startSystem(async (database, keys) => {
    offices = await makeOffices(database, [{ ...place, state: 'approved' as const, classes: ['中一班'] }], july);
    const actor = offices.actors.get(`${place.code}-1`);
    const institutionId = offices.ids.get(place.code) as number;
    if (!actor) throw new Error('no clerk');
    const shape = { institutionId, schoolYear: year - 1, capacity: null, teacherName: '李老师' };
    await database.asActor(actor, (tx) =>
      insertClasses(
        tx,
        actor.accountId,
        [
          { ...shape, code: `${year - 1}2101`, name: '小一班', type: '21' },
          { ...shape, code: `${year - 1}2301`, name: '大一班', type: '23' },
        ],
        july,
      ),
    );
    const born = (age: number) => `${year - age}-03-15`;
    const rows = [
      rowOf({ name: of.big, className: '大一班', birthOn: born(6), serial: 101 }),
      rowOf({ name: of.middle, className: '中一班', birthOn: born(5), serial: 102 }),
      rowOf({ name: of.small, className: '小一班', birthOn: born(4), serial: 103 }),
      rowOf({ name: of.repeats, className: '小一班', birthOn: born(4), serial: 104 }),
      rowOf({ name: of.without, className: '', birthOn: born(3), serial: 105 }),
    ];
    await enterRows({ database, keys, offices, now: july }, place.code, rows);
  });
  await comeOn(july);
  const county = await arrive(system, '410105-review');
  const all = { institutionId: offices.ids.get(place.code), classId: null, childIds: null };
  await post(principal, '/api/registration/confirmations', all);
  await post(county, '/api/registration/approvals', all);
  await county.leave();
});

afterAll(() => system.stop());

step('in July the last class graduates, by two persons', async () => {
  await propose('办理毕业');
  await clerk.look('round-graduation-form');
  await clerk.button('拟定计划，查看名单').click();
  await clerk.sees('计划等待本园园长在办理期内确认');
  await clerk.look('round-graduation-preview');
  await confirm('确认毕业', 'round-graduation-confirm');
  await principal.page.getByRole('button', { name: /^全部/ }).click();
  await principal.sees(of.big);
  await principal.look('round-graduation-done');
});

step('a child that graduated by mistake is taken back alone, and graduates after all', async () => {
  const { page } = principal;
  await page.getByRole('row').filter({ hasText: of.big }).getByRole('checkbox').check();
  await principal.look('round-graduation-chosen');
  await principal.button('撤销所选（1 名）').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '名单有误，误办了这名幼儿' }).click();
  await principal.look('round-graduation-alone');
  await dialog.getByRole('button', { name: '撤销办理' }).click();
  await principal.sees('1 名恢复，0 名保持现状');
  await principal.sees('已单独撤销');
  await principal.look('round-graduation-taken-back');
  await propose('办理毕业');
  await clerk.button('拟定计划，查看名单').click();
  await confirm('确认毕业', 'round-graduation-again');
});

step('in August everybody goes one step on, but one who repeats', async () => {
  await comeOn(new Date(Date.UTC(year, 7, 6, 1)));
  const { page } = clerk;
  await propose('办理升级');
  await clerk.button('增加班级').click();
  await page.getByLabel('第 1 个班级的名称').fill('小一班');
  await clerk.look('round-promotion-form');
  await clerk.button('拟定计划，查看名单').click();
  await clerk.sees('新学年班级');
  await page.getByRole('button', { name: /^全部/ }).click();
  await page.getByRole('row').filter({ hasText: of.repeats }).getByRole('checkbox').check();
  await clerk.button('列为例外（已选 1 名）').click();
  const to = page.locator('#exception-to');
  await to.click();
  await (await optionsOf(to)).getByText('小一班').click();
  await page.locator('#exception-reason').fill('家长申请再读一年');
  await clerk.look('round-exception');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /保\s*存/ })
    .click();
  await clerk.sees('留级，进入小一班');
  await clerk.look('round-promotion-preview');
  await confirm('确认升级', 'round-promotion-confirm');
});

step('it is taken back, and the children are where they were', async () => {
  await principal.button('撤销办理').click();
  await principal.page.getByRole('dialog').getByRole('button', { name: '班级选错' }).click();
  await principal.page.getByRole('dialog').getByRole('button', { name: '撤销办理' }).click();
  await principal.sees('3 名恢复，0 名保持现状');
  await principal.look('round-undone');
  await propose('办理升级');
  await clerk.button('拟定计划，查看名单').click();
  await confirm('确认升级', 'round-promotion-again');
});

step('in September the classes of the new year are filled by age', async () => {
  await comeOn(new Date(Date.UTC(year, 8, 2, 1)));
  await propose('新学年分班');
  await clerk.look('round-intake-form');
  await clerk.button('拟定计划，查看名单').click();
  await confirm('确认分班', 'round-intake-confirm');
  await principal.page.getByRole('button', { name: /^全部/ }).click();
  await principal.sees('分入小一班');
  await principal.look('round-intake-done');
});

step('the county sees it, and so does a phone', async () => {
  const county = await arrive(system, '410105-review');
  await county.go('学年办理');
  await county.sees(place.name);
  await county.look('rounds-county');
  await county.leave();
  const phone = await arrive(system, `${place.code}-1`, { width: 390, height: 800 });
  for (const [at, path] of ['/yearly-rounds', '/yearly-rounds/2', '/yearly-rounds/new?kind=graduation'].entries()) {
    await phone.page.goto(path);
    await phone.look(`rounds-phone-${at}`);
    const wide = await phone.page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(wide, path).toBe(0);
  }
  await phone.leave();
});

step('no page has failed', async () => {
  await clerk.leave();
  await principal.leave();
});
