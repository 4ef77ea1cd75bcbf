import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTestApp, type TestApp } from './testing/test-app.ts';
import { basicOf } from './testing/test-offices.ts';

// A record that is edited is told in the trail from what to what: the fields that differ, and no others.

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp({ empty: ['b'] });
});
afterAll(() => app.close());

type Facts = { readonly before?: object; readonly after?: object };
const newest = async (entry: string): Promise<Facts> =>
  (
    await app.database.asOwner((tx) =>
      tx.one<{ facts: Facts }>('select facts from audit.entries where entry = $1 order by id desc limit 1', [entry]),
    )
  ).facts;
const done = async (login: string, path: string, body: object = {}): Promise<Record<string, unknown>> => {
  const reply = await app.as(login).post(`/api/${path}`, body);
  expect(reply.status, `${path} ${reply.text}`).toBe(200);
  return reply.body as Record<string, unknown>;
};
const audit = (id: string): string => app.handlers.find(({ contract }) => contract.id === id)?.contract.audit as string;

describe('what was changed is on record before and after', () => {
  it('of a class', async () => {
    const shape = { name: '小一班', type: '21', schoolYear: 2026, capacity: 30, teacherName: null };
    const { id } = await done('a-ordinary', `institutions/${app.institution('a')}/classes`, shape);
    await done('a-ordinary', `classes/${id}`, { name: '小一班', capacity: 25, teacherName: '王老师' });
    expect(await newest(audit('classes.edit-class'))).toEqual({
      name: '小一班',
      before: { capacity: 30, teacherName: null },
      after: { capacity: 25, teacherName: '王老师' },
    });
  });

  it('of the basic section, telephones by their ends', async () => {
    const path = `institutions/${app.institution('b')}/basic-draft`;
    await done('b-ordinary', path, { fields: basicOf('金水二幼') });
    await done('b-ordinary', path, { fields: { ...basicOf('金水二幼'), places: 180, contactPhone: '13900001234' } });
    expect(await newest(audit('institutions.save-basic-draft'))).toMatchObject({
      before: { places: 360, contactPhone: '037****00' },
      after: { places: 180, contactPhone: '139****34' },
    });
    const { after } = await newest(audit('institutions.save-basic-draft'));
    expect(Object.keys(after ?? {})).toHaveLength(2);
  });

  it('of an account: its role, and its state', async () => {
    const { accountId } = app.actor('a-reader');
    const keeper = 'a-system-administrator';
    await done(keeper, `accounts/${accountId}/role`, { role: 'teacher' });
    expect(await newest(audit('administration.change-account'))).toEqual({
      before: { role: 'reader' },
      after: { role: 'teacher' },
    });
    await done(keeper, `accounts/${accountId}/closing`, { reason: '调离本园' });
    expect(await newest(audit('administration.close-account'))).toMatchObject({ after: { state: 'closed' } });
    await done(keeper, `accounts/${accountId}/reopening`, { reason: '调回本园' });
    expect(await newest(audit('administration.reopen-account'))).toMatchObject({
      before: { state: 'closed' },
      after: { state: 'waiting' },
    });
    const lock = { act: 'lock', reason: '有人冒用' };
    await done('410105-security-administrator', `accounts/${accountId}/security`, lock);
    expect(await newest(audit('administration.secure-account'))).toMatchObject({
      before: { lock: null },
      after: { lock: 'security' },
    });
  });

  it('of a section of a department, and of the first review', async () => {
    const keeper = '410105-system-administrator';
    const section = { kind: 'section', name: '学前教育股', duties: ['registration.review'] };
    const { officeId } = await done(keeper, 'sections', section);
    await done(keeper, 'sections', { ...section, sectionId: officeId, duties: [] });
    expect(await newest(audit('administration.save-section'))).toEqual({
      before: { duties: ['registration.review'] },
      after: { duties: [] },
    });
    await done(keeper, `sections/${officeId}/closing`);
    expect(await newest(audit('administration.close-section'))).toMatchObject({ after: { state: 'closed' } });
    await done(keeper, 'first-review', { on: true });
    expect(await newest(audit('administration.switch-first-review'))).toEqual({
      before: { on: false },
      after: { on: true },
    });
  });

  it('of a rule of one’s own, and of the pack that a division follows', async () => {
    const document = { documentTitle: '关于办学规定的通知', documentNumber: null };
    const rule = { key: 'auditKept', follow: false, unit: 'months', ...document };
    await done('000000-review', 'policy-settings', { ...rule, value: 48, from: '2026-12-01' });
    await done('000000-review', 'policy-settings', { ...rule, value: 60, from: '2026-12-01' });
    expect(await newest(audit('jurisdictions.set-policy-value'))).toMatchObject({
      before: { value: 48 },
      after: { value: 60 },
    });
    const pack = { divisionCode: '410000', pack: 'national-2014', from: '2026-12-01', ...document };
    await done('000000-review', 'pack-assignments', pack);
    expect(await newest(audit('jurisdictions.assign-pack'))).toMatchObject({
      before: { pack: 'henan-2017' },
      after: { pack: 'national-2014', from: '2026-12-01' },
    });
  });

  it('of a draft of an announcement', async () => {
    const draft = { title: '通知', body: '正文', mustRead: false, validFrom: null, validTo: null };
    const audience = { levels: ['institution'], divisions: ['410105'], kinds: null, natures: null };
    const { announcementId } = await done('410105-review', 'announcements', {
      ...{ announcementId: null, ...draft, ...audience },
    });
    await done('410105-review', 'announcements', { announcementId, ...draft, ...audience, title: '更正' });
    expect(await newest(audit('announcements.save-draft'))).toEqual({
      before: { title: '通知' },
      after: { title: '更正' },
    });
  });
});
