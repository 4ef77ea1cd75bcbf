import type { FiledSection } from '@xueqian/modules/institutions/section.ts';
import { fieldsOf, isTable } from '@xueqian/modules/institutions/section-fields.ts';
import { optionsOf } from './options.ts';
import { type Person, settle } from './person.ts';

type Values = Readonly<Record<string, unknown>>;

/** Fills one form of a section, or one row of its table, as a clerk does; what is null stays as it is. */
const fillForm = async ({ page }: Person, section: FiledSection, values: Values): Promise<void> => {
  for (const field of fieldsOf(section)) {
    const value = values[field.name];
    if (value === undefined || value === null) continue;
    const box = page.locator(`#filed-${field.name}`);
    if (field.kind === 'code' || field.kind === 'yes') {
      await box.click();
      const at = field.kind === 'yes' ? Number(value !== true) : (field.codes ?? []).indexOf(String(value));
      await (await optionsOf(box)).nth(at).click();
    } else {
      await box.fill(String(value));
      if (field.kind === 'date') await box.press('Enter');
    }
  }
};

/** Fills a section from nothing and hands it to the principal. */
export const fileSection = async (clerk: Person, section: FiledSection, rows: readonly Values[]): Promise<void> => {
  const { page } = clerk;
  await page.goto(`/my-institution/${section}`);
  await settle(page);
  if (section === 'classes') await clerk.button('取当前班级和幼儿人数').click();
  for (const row of rows) {
    if (isTable(section)) await clerk.button(/添加(建筑|人员)/).click();
    await fillForm(clerk, section, row);
    if (isTable(section)) await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
  }
  await settle(page);
  await clerk.button('提交园长确认').click();
  await clerk.sees('待园长确认');
};

/** The principal confirms what the clerk handed over. */
export const confirmSection = async (principal: Person, section: FiledSection): Promise<void> => {
  const { page } = principal;
  await page.goto(`/my-institution/${section}`);
  await settle(page);
  await principal.button('确认上报').click();
  await page.getByRole('tooltip').getByRole('button', { name: '确认上报' }).click();
  await principal.sees(/待.级审核/);
};

/** The county's office lets everything that waits for it come into force, one section after another. */
export const approveSections = async (officer: Person, name: string, count: number): Promise<void> => {
  for (let done = 0; done < count; done += 1) {
    await officer.go('机构栏目审核');
    await officer.page.getByRole('link', { name }).first().click();
    await settle(officer.page);
    await officer.button('审核通过').click();
    await officer.page.getByRole('tooltip').getByRole('button', { name: '审核通过' }).click();
    await settle(officer.page);
  }
};

/** What the application for admission did not say of the basic section; then to the principal. */
export const fillBasic = async (clerk: Person): Promise<void> => {
  const { page } = clerk;
  for (const [id, words] of [
    ['nature', '普惠性民办'],
    ['organizer', '民办'],
    ['urbanRural', '主城区'],
  ] as const) {
    const box = page.locator(`#section-${id}`);
    await box.fill(words);
    await (await optionsOf(box)).filter({ hasText: words }).first().click();
  }
  await page.locator('#section-postcode').fill('300450');
  await page.locator('#section-contactPhone').fill('022-66000066');
  await page.locator('#section-licenceNumber').fill('教民112011660000099');
  await page.locator('#section-feePerMonth').fill('1200');
  await clerk.button('提交园长确认').click();
  await page.getByRole('dialog').getByRole('button', { name: '提交园长确认' }).click();
  await clerk.sees('已提交，等待园长确认');
};

/** The county's administrator writes down that the people of the level below were trained: before that they only look. */
export const recordTrainings = async (keeper: Person, people: number): Promise<void> => {
  const { page } = keeper;
  await keeper.go('培训记录');
  await keeper.button('直接下一级').click();
  await settle(page);
  for (let at = 0; at < people; at += 1) {
    await page.getByRole('row').filter({ hasText: '没有记录' }).first().getByRole('button', { name: '登记' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('日期').fill('2026-11-02');
    await dialog.getByLabel('日期').press('Enter');
    await dialog.getByRole('button', { name: '登记' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await settle(page);
  }
};
