import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
}, 60_000);
afterAll(() => app.close());

const named = { documentTitle: '关于规范学籍审核的通知', documentNumber: '郑教基〔2026〕9号' };
type Value = {
  key: string;
  value: unknown;
  unit: string | null;
  since: string;
  divisionName: string;
  next: { on: string; value: unknown } | null;
};
const lay = (login: string, key: string, value: unknown, unit: string | null, from: string, follow = false) =>
  app.as(login).post('/api/policy-settings', { key, value, unit, from, follow, ...named });
const rule = async (login: string, key: string, on?: string): Promise<Value | undefined> =>
  ((await app.as(login).get(`/api/policy${on ? `?on=${on}` : ''}`)).body as { values: Value[] }).values.find(
    (value) => value.key === key,
  );
const assign = (login: string, divisionCode: string, pack: string, from: string) =>
  app.as(login).post('/api/pack-assignments', { divisionCode, pack, from, ...named });

describe('a rule of its own', () => {
  it('is laid down by the review account of a department, from a day on, and binds what lies below', async () => {
    for (const login of ['410100-ordinary', '410100-system-administrator', 'a-review', '410105001000-review'])
      expect((await lay(login, 'countyReviewWithin', 1, 'weeks', '2026-12-01')).status, login).toBe(403);
    expect((await lay('410100-review', 'countyReviewWithin', 1, 'weeks', '2026-12-01')).status).toBe(200);
    expect(await rule('a-ordinary', 'countyReviewWithin')).toMatchObject({
      value: 2,
      unit: 'weeks',
      next: { on: '2026-12-01', value: 1 },
    });
    expect(await rule('a-ordinary', 'countyReviewWithin', '2026-12-01')).toMatchObject({
      value: 1,
      since: '2026-12-01',
      divisionName: '郑州市',
    });
    expect(await rule('d-ordinary', 'countyReviewWithin', '2026-12-01')).toMatchObject({ value: 2 });
    app.setNow('2026-12-02T01:00:00Z');
    expect(await rule('410105-review', 'countyReviewWithin')).toMatchObject({ value: 1 });
    app.setNow('2026-11-22T01:00:00Z');
  });

  it('says beforehand whom it binds, and who below has a rule of its own', async () => {
    const bound = async (login: string) =>
      (await app.as(login).get('/api/policy-settings/bound?key=countyReviewWithin')).body as {
        offices: number;
        institutions: number;
        own: { divisionCode: string; value: unknown }[];
      };
    app.setNow('2026-12-02T01:00:00Z');
    expect(await bound('410000-review')).toMatchObject({
      institutions: 4,
      own: [{ divisionCode: '410100', value: 1, unit: 'weeks' }],
    });
    const prefecture = await bound('410100-review');
    // Two counties and two central kindergartens; the rule of its own is none below.
    expect(prefecture).toEqual({ offices: 4, institutions: 3, own: [] });
    expect((await bound('410600-review')).own).toEqual([]);
    expect((await app.as('410100-ordinary').get('/api/policy-settings/bound?key=fileWithin')).status).toBe(403);
    app.setNow('2026-11-22T01:00:00Z');
  });

  it('is refused when it is closed, looser, dated back or no value of its kind', async () => {
    const code = async (...args: Parameters<typeof lay>) => ((await lay(...args)).body as { code: string }).code;
    const day = '2026-12-05';
    expect(await code('410100-review', 'numberWithoutIdentity', 'L', null, day)).toBe('jurisdictions.policy-not-open');
    expect(await code('410105-review', 'admissionMonth', 8, null, day)).toBe('jurisdictions.policy-not-open');
    expect(await code('410105-review', 'countyReviewWithin', 10, 'days', day)).toBe('jurisdictions.policy-looser');
    expect(await code('410105-review', 'fileWithin', 5, 'days', '2026-11-21')).toBe(
      'jurisdictions.policy-not-dated-back',
    );
    expect(await code('410105-review', 'fileWithin', 'long', null, day)).toBe('jurisdictions.policy-value-unfit');
    expect(await code('410105-review', 'fileWithin', 5, 'moons', day)).toBe('jurisdictions.policy-value-unfit');
    expect(await code('410105-review', 'nothing', 5, 'days', day)).toBe('jurisdictions.policy-unknown');
  });

  it('keeps every version, follows the upper level again, and is announced to those whom it binds', async () => {
    await lay('410105-review', 'fileWithin', 20, 'days', '2026-12-01');
    await lay('410105-review', 'fileWithin', null, null, '2027-01-01', true);
    const local = (await app.as('410105-review').get('/api/policy-settings')).body as never as {
      versions: { key: string; value: unknown; follows: boolean; setBy: string }[];
      values: { key: string; open: boolean; own: boolean }[];
    };
    expect(local.versions.map((version) => [version.value, version.follows])).toEqual([
      [null, true],
      [20, false],
    ]);
    expect(local.values.find((value) => value.key === 'levels')?.open).toBe(false);
    expect(await rule('a-ordinary', 'fileWithin', '2026-12-31')).toMatchObject({ value: 20, unit: 'days' });
    expect(await rule('a-ordinary', 'fileWithin', '2027-01-01')).toMatchObject({ value: 1, unit: 'months' });
    const facts = await app.database.asOwner((tx) =>
      tx.one<{ facts: Record<string, unknown> }>(
        `select facts from announcements.announcements where template = 'policy-changed' order by id desc limit 1`,
      ),
    );
    expect(facts.facts).toMatchObject({ from: '2027-01-01', document: '关于规范学籍审核的通知 郑教基〔2026〕9号' });
    const told = await app.database.asOwner((tx) =>
      tx.rows(
        `select template, divisions, facts ->> 'key' as key, valid_from as "from" from announcements.announcements where template is not null order by id`,
      ),
    );
    expect(told).toEqual([
      { template: 'policy-changed', divisions: ['410100'], key: 'countyReviewWithin', from: '2026-12-01' },
      { template: 'policy-changed', divisions: ['410105'], key: 'fileWithin', from: '2026-12-01' },
      { template: 'policy-changed', divisions: ['410105'], key: 'fileWithin', from: '2027-01-01' },
    ]);
    // Nobody rewrites a version: there is no grant for it at any level.
    for (const login of ['410105-review', '000000-review'])
      await expect(
        app.database.asActor(app.actor(login), (tx) => tx.run('update jurisdictions.policy_settings set key = key')),
      ).rejects.toMatchObject({ code: '42501' });
  });
});

describe('a pack', () => {
  it('is assigned by the upper level, from a day on, where it belongs', async () => {
    const code = async (...args: Parameters<typeof assign>) => ((await assign(...args)).body as { code: string }).code;
    expect(await code('410000-review', '410000', 'national-2025', '2026-12-01')).toBe(
      'jurisdictions.division-not-below',
    );
    expect(await code('410000-review', '120116', 'national-2025', '2026-12-01')).toBe(
      'jurisdictions.division-not-below',
    );
    expect(await code('410000-review', '410100', 'tianjin-binhai-2020', '2026-12-01')).toBe(
      'jurisdictions.pack-of-another-place',
    );
    expect((await assign('410100-ordinary', '410105', 'national-2025', '2026-12-01')).status).toBe(403);
    expect((await assign('410000-review', '410600', 'national-2025', '2026-12-01')).status).toBe(200);
    expect(await code('410000-review', '410600', 'national-2014', '2026-12-01')).toBe(
      'jurisdictions.pack-assigned-that-day',
    );
    expect(await rule('d-ordinary', 'numberWithoutIdentity')).toMatchObject({ value: 'J' });
    expect(await rule('d-ordinary', 'numberWithoutIdentity', '2026-12-01')).toMatchObject({
      value: 'L',
      since: '2026-12-01',
    });
    expect(await rule('a-ordinary', 'numberWithoutIdentity', '2026-12-01')).toMatchObject({ value: 'J' });
    expect((await assign('000000-review', '000000', 'national-2025', '2026-12-10')).status).toBe(200);
    expect(await rule('a-ordinary', 'numberWithoutIdentity', '2026-12-10')).toMatchObject({ value: 'L' });
  });
});
