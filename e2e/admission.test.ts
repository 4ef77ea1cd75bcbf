import { hashPassword } from '@xueqian/modules/accounts/server/index.ts';
import { filedSections } from '@xueqian/modules/institutions/section.ts';
import { assignPack, loadDivisions, readDivisionRegister } from '@xueqian/modules/jurisdictions/server/index.ts';
import { makeAccounts } from '@xueqian/modules/simulation/server/offices.ts';
import { departmentAccounts } from '@xueqian/modules/simulation/server/sample-accounts.ts';
import { pdfScan } from '@xueqian/server/testing/admission-rows.ts';
import { grownUp } from '@xueqian/server/testing/people.ts';
import { buildingOf, conditionsOf, financeOf, memberOf } from '@xueqian/server/testing/section-cells.ts';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { approveSections, confirmSection, fileSection, fillBasic, recordTrainings } from './parts/filing.ts';
import { password } from './parts/offices.ts';
import { optionsOf } from './parts/options.ts';
import { arrive, arriveFirst, type Person, settle } from './parts/person.ts';
import { makeSteps } from './parts/steps.ts';
import { type System, startSystem } from './parts/system.ts';

const step = makeSteps();
const county = '120116';
/** What the clerk of the new kindergarten chooses. */
const own = 'Haihe#2027-lantian';
/** Sections of the education bureau of Binhai as annex 1 divides the work; who sits there. */
const sections = [
  ['ordinary', '发展规划室', ['admission.take-in', 'admission.receive', 'admission.assign-code']],
  ['review', '职业成人教育室', ['admission.review-private']],
  ['preschool', '学前教育室', ['institutions.review-basic', 'institutions.confirm-enrolment']],
  ['treasury', '财务室', ['institutions.confirm-finance']],
] as const;

let system: System;
let planning: Person;
let vocational: Person;
let keeper: Person;
let clerk: Person;
const slips: { login: string; password: string }[] = [];

beforeAll(async () => {
  system = await startSystem(async (database, _keys, now) => {
    const hash = await hashPassword(password);
    const departments = departmentAccounts(await readDivisionRegister(), [county], null);
    const review = departments.find(({ login }) => login === `${county}-review`);
    if (review === undefined) throw new Error('nobody reviews');
    departments.push({ ...review, login: `${county}-preschool` }, { ...review, login: `${county}-treasury` });
    await database.asOwner(async (tx) => {
      await loadDivisions(tx);
      await assignPack(tx, county, 'tianjin-binhai-2020', '2020-08-01');
      await makeAccounts(tx, departments, hash, 'journey', now);
      for (const [role, name, duties] of sections)
        await tx.run(
          `with made as (insert into accounts.offices (name, kind, level, scope, division_code, county_code, prefecture_code, province_code, department_id, duties, created_at)
             select $2, 'section', o.level, o.scope, o.division_code, o.county_code, o.prefecture_code, o.province_code, o.id, $3, o.created_at
             from accounts.offices o where o.level = 'county' and o.scope = $4 and o.department_id is null returning id, name)
           update accounts.accounts a set office_id = made.id, office_name = made.name from made where a.login = $1`,
          [`${county}-${role}`, name, duties, county],
        );
    });
  });
  planning = await arrive(system, `${county}-ordinary`);
  vocational = await arrive(system, `${county}-review`);
});
afterAll(() => system.stop());

const choose = async (box: Locator, words: string) => {
  await box.click();
  await (await optionsOf(box)).filter({ hasText: words }).first().click();
};
const confirm = async (who: Person, words: string) => {
  await who.button(words).first().click();
  await who.page.locator('.ant-popconfirm').getByRole('button', { name: words, exact: true }).click();
  await settle(who.page);
};
const openFirst = async (who: Person) => {
  await who.go('机构准入');
  await who.page.getByRole('link', { name: '海河蓝天幼儿园' }).click();
  await settle(who.page);
};

step(
  'the planning office takes the application of a private kindergarten in, with its papers, and receives it',
  async () => {
    const { page } = planning;
    await planning.go('机构准入');
    await planning.button('录入申请').click();
    const field = (words: string) => page.getByLabel(words, { exact: false }).first();
    const texts: readonly (readonly [string, string])[] = [
      ...([
        ['name', '海河蓝天幼儿园'],
        ['address', '塘沽上海道 18 号'],
        ['openedOn', '2026-09-01'],
      ] as const),
      ...([
        ['approvedOn', '2026-06-30'],
        ['approvalDocument', '津滨教体批〔2026〕9号'],
      ] as const),
      ...([
        ['licenceNumber', '教民112011660000099'],
        ['creditCode', '52120116MJ0000000X'],
      ] as const),
      ...([
        ['legalPerson', '测试法人'],
        ['principalName', '测试园长'],
        ['principalPhone', '13900001234'],
      ] as const),
      ...([
        ['places', '180'],
        ['children', '60'],
        ['staff', '15'],
      ] as const),
      ['letter', '本园 2026 年 6 月批准设立，9 月开办，在园幼儿 60 人，教职工 15 人，园舍租用。'],
    ];
    for (const [key, text] of texts) await page.locator(`#admission-${key}`).fill(text);
    await choose(field('办学类型'), '幼儿园');
    await choose(field('办园性质'), '普惠性民办');
    await choose(field('举办者'), '');
    await choose(field('园舍资产'), '租用');
    await planning.button('保存').click();
    await planning.sees('已保存');
    await settle(page);
    for (const paper of ['入库申请书', '办学许可证副本', '机构成立批文', '法人证书']) {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), planning.button(`上传${paper}`).click()]);
      await chooser.setFiles({ name: `${paper}.pdf`, mimeType: 'application/pdf', buffer: pdfScan });
      await page.getByRole('link', { name: `${paper}.pdf` }).waitFor();
    }
    await planning.look('admission-form');
    await planning.button('提交').click();
    await page.getByRole('dialog').getByRole('button', { name: '提交', exact: true }).click();
    await planning.sees(/统一社会信用代码的校验位不对/);
    await page.locator('#admission-creditCode').fill('52410100MJ0000000C');
    await planning.button('提交').click();
    await page.getByRole('dialog').getByRole('button', { name: '提交', exact: true }).click();
    await planning.sees('现在由谁办理：发展规划科室（普通用户）');
    await confirm(planning, '受理');
    await planning.sees('现在由谁办理：职业成人教育科室（审核用户）');
    await planning.look('admission-received');
  },
);

step('the vocational office sends it back with a reason; it is mended and comes again', async () => {
  await openFirst(vocational);
  await vocational.button('退回').click();
  await vocational.page.getByRole('dialog').locator('textarea').fill('批文扫描件不清晰');
  await vocational.page.getByRole('dialog').getByRole('button', { name: '退回', exact: true }).click();
  await vocational.sees('退回待修改');
  await openFirst(planning);
  await planning.sees('批文扫描件不清晰');
  await planning.button('修改').click();
  await planning.sees('退回原因：');
  await planning.button('提交').click();
  await planning.page.getByRole('dialog').getByRole('button', { name: '提交', exact: true }).click();
  await confirm(planning, '受理');
});

step('the vocational office approves; the planning office writes the code down', async () => {
  await openFirst(vocational);
  await confirm(vocational, '审核通过');
  await vocational.sees('现在由谁办理：发展规划科室（普通用户）');
  await openFirst(planning);
  await planning.page.locator('#admission-code').fill('1112000066');
  await confirm(planning, '登记标识码');
  await planning.sees('现在由谁办理：区级系统管理员');
});

step("the county's administrator makes two accounts, of two people, and hands them over", async () => {
  keeper = await arrive(system, `${county}-system-administrator`);
  const { page } = keeper;
  await keeper.go('新机构开户');
  await page.getByRole('link', { name: '去开设账号' }).click();
  for (const [at, role] of ['普通用户', '审核用户'].entries()) {
    const who = grownUp(at + 1);
    await keeper.button('开设账号').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('单位').click();
    await page.keyboard.type('海河');
    await (await optionsOf(dialog.getByLabel('单位'))).filter({ hasText: '海河蓝天' }).first().click();
    await choose(dialog.getByLabel('角色'), role);
    await dialog.getByLabel('真实姓名').fill(who.name);
    await dialog.getByLabel('身份证号码').fill(who.identityNumber);
    await dialog.getByLabel('联系电话').fill(who.phone);
    await dialog.getByRole('button', { name: '开设', exact: true }).click();
    await keeper.sees('系统账号交接单');
    const secret = (await page.locator('.slip .secret').innerText()).trim();
    const login = /1112000066-\d+/.exec(await page.locator('.slip').innerText())?.[0] ?? '';
    slips.push({ login, password: secret });
    await keeper.button('已交给本人').click();
    await page.locator('.slip').waitFor({ state: 'hidden' });
  }
  await keeper.go('新机构开户');
  await keeper.look('admission-accounts-made');
  await confirm(keeper, '账号已交接');
  await keeper.sees('没有等待开设账号的新机构');
  await recordTrainings(keeper, slips.length);
  await keeper.leave();
});

step('the vocational office notifies the kindergarten and prints the notice', async () => {
  await openFirst(vocational);
  await confirm(vocational, '已通知机构');
  await vocational.sees('已通知');
  await vocational.button('打印通知').click();
  await vocational.sees('新建机构入库通知');
  await vocational.sees(/1112000066/);
  // The holidays of the year after are not known for ever: either way a day or its absence is told.
  await vocational.sees(/完成机构基本信息、班级信息、保教人员信息和财务信息的录入/);
  await vocational.look('admission-notice');
  await vocational.page.goBack();
  await vocational.button('打印认定表').click();
  await vocational.sees('批文扫描件不清晰');
  await vocational.look('admission-printed-form');
  await vocational.page.setViewportSize({ width: 390, height: 844 });
  await openPhone(vocational);
});

const openPhone = async (who: Person) => {
  for (const [path, name] of [
    ['/admissions?show=all', 'phone-list'],
    ['/admissions/1', 'phone-page'],
    ['/admissions/1/print', 'phone-print'],
    ['/unlicensed-institutions', 'phone-unlicensed'],
  ] as const) {
    await who.page.goto(path);
    await settle(who.page);
    await who.picture(`admission-${name}`);
    expect(await who.page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(390);
  }
};

step('the new kindergarten signs in for the first time and finds its data begun', async () => {
  clerk = await arriveFirst(system, slips[0], own);
  const { page } = clerk;
  await page.goto('/my-institution');
  await settle(page);
  expect(await page.locator('#section-address').inputValue()).toBe('塘沽上海道 18 号');
  await clerk.look('admission-first-sign-in');
  await fillBasic(clerk);
  await planning.leave();
  await vocational.leave();
});

step(
  'its clerk and its principal file every section, and the offices that answer for each let it come into force',
  async () => {
    const principal = await arriveFirst(system, slips[1], 'Haihe#2027-yuanzhang');
    await principal.go('机构信息');
    await principal.button('确认上报').click();
    await principal.page.getByRole('tooltip').getByRole('button', { name: '确认上报' }).click();
    await principal.sees(/等待.级审核/);
    await clerk.go('班级');
    await clerk.button('新建班级').first().click();
    await clerk.page.locator('#class-count-21').fill('1');
    await clerk.button('建立 1 个班级').click();
    await clerk.sees('小一班');
    const filed = {
      buildings: [buildingOf()],
      conditions: [conditionsOf()],
      classes: [],
      staff: [memberOf({ post: '1', name: '测试园长' })],
      finance: [financeOf()],
    } as const;
    for (const section of filedSections) {
      await fileSection(clerk, section, filed[section]);
      await clerk.look(`sections-${section}`);
      await confirmSection(principal, section);
    }
    const preschool = await arrive(system, `${county}-preschool`);
    await preschool.go('机构信息审核');
    await preschool.page.getByRole('link', { name: '海河蓝天幼儿园' }).click();
    await preschool.button('审核通过').click();
    await preschool.page.getByRole('tooltip').getByRole('button', { name: '审核通过' }).click();
    await preschool.sees('没有待审核的机构信息');
    await approveSections(preschool, '海河蓝天幼儿园', 4);
    const treasury = await arrive(system, `${county}-treasury`);
    await approveSections(treasury, '海河蓝天幼儿园', 1);
    await clerk.page.goto('/my-institution');
    await clerk.sees('现在生效的就是这一份');
    for (const section of filedSections) {
      await clerk.page.goto(`/my-institution/${section}`);
      await clerk.sees('已生效');
    }
    await clerk.look('sections-in-force');
    for (const person of [clerk, principal, preschool, treasury]) await person.leave();
  },
);
