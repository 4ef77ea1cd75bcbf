import { recordTrainings } from '@xueqian/modules/administration/server/index.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grownUp } from './testing/people.ts';
import { makeTestApp, type TestApp } from './testing/test-app.ts';

let app: TestApp;
let next = 0;
beforeAll(async () => {
  app = await makeTestApp();
});
afterAll(() => app.close());

const officeOf = (login: string): number => app.actor(login).officeId;
const person = () => {
  next += 1;
  return grownUp(next);
};
type Slip = { accountId: number; login: string; password: string };
const create = async (login: string, officeId: number, role: string, who = person()) =>
  app.as(login).post('/api/accounts', { officeId, role, ...who });
const made = async (login: string, officeId: number, role: string, who = person()): Promise<Slip> => {
  const reply = await create(login, officeId, role, who);
  expect(reply.status, reply.text).toBe(200);
  return reply.body as Slip;
};
const signIn = (login: string, password: string) =>
  app.send({ method: 'POST', url: '/api/session', payload: { login, password } });
const county = '410105-system-administrator';

describe('a new account', () => {
  it('opens once with the password that was handed over, and the number is sealed', async () => {
    const who = person();
    const slip = await made(county, officeOf('a-ordinary'), 'ordinary', who);
    expect(slip.login).toMatch(/^1141900001-\d+$/);
    expect((await signIn(slip.login, slip.password)).status).toBe(200);
    expect((await signIn(slip.login, `${slip.password}x`)).status).toBe(409);
    const row = await app.database.asOwner((tx) =>
      tx.one<{ change: boolean; text: string }>(
        `select a.password_must_change as change, p::text as text from accounts.accounts a join accounts.people p on p.id = a.person_id where a.id = $1`,
        [slip.accountId],
      ),
    );
    expect(row.change).toBe(true);
    expect(row.text).not.toContain(who.identityNumber);
    expect(row.text).not.toContain(who.phone);
    const shown = await app.as(county).get(`/api/accounts/${slip.accountId}`);
    expect(shown.body).toMatchObject({ identityMasked: expect.stringContaining('****') as string, state: 'waiting' });
    expect(shown.text).not.toContain(who.identityNumber);
  });

  it('is refused three weeks later if nobody has used the password', async () => {
    const slip = await made(county, officeOf('a-ordinary'), 'ordinary');
    await app.database.asOwner((tx) =>
      tx.run(`update accounts.accounts set one_time_until = '2026-11-01' where id = $1`, [slip.accountId]),
    );
    expect((await signIn(slip.login, slip.password)).body).toMatchObject({
      code: 'administration.sign-in-secret-too-old',
    });
  });

  it.each([
    ['name', { name: '1' }, 'name-wrong'],
    ['number', { identityNumber: '410105199001011234' }, 'identity-number-wrong'],
    ['telephone', { phone: '12' }, 'phone-wrong'],
  ])('needs a right %s', async (_what, over, code) => {
    const reply = await create(county, officeOf('a-ordinary'), 'ordinary', { ...person(), ...over });
    expect(reply.body).toMatchObject({ code: `administration.${code}` });
  });

  it('goes to the person of the number, whose name must be the same', async () => {
    const who = person();
    const one = await made(county, officeOf('a-ordinary'), 'ordinary', who);
    const other = await made('410102-system-administrator', officeOf('c-ordinary'), 'review', who);
    const people = await app.database.asOwner((tx) =>
      tx.rows<{ person: number }>('select person_id as person from accounts.accounts where id = any ($1)', [
        [one.accountId, other.accountId],
      ]),
    );
    expect(new Set(people.map((row) => row.person)).size).toBe(1);
    const renamed = await create(county, officeOf('b-ordinary'), 'review', { ...who, name: '别的名字' });
    expect(renamed.body).toMatchObject({ code: 'administration.person-has-another-name' });
  });

  it.each([
    ['a neighbour county', '410102-system-administrator', 'a-ordinary', 'ordinary', 404],
    ['the prefecture, two levels up', '410100-system-administrator', 'a-ordinary', 'ordinary', 409],
    ['its own administrator, the pair', 'a-system-administrator', 'a-ordinary', 'review', 409],
    ['its own administrator, a teacher', 'a-system-administrator', 'a-ordinary', 'teacher', 200],
    ['a sister', 'b-system-administrator', 'a-ordinary', 'teacher', 404],
    ['the county, a teacher', county, 'a-ordinary', 'teacher', 409],
    [
      'the prefecture, an administrator of its county',
      '410100-system-administrator',
      '410105-ordinary',
      'audit-administrator',
      200,
    ],
    ['the prefecture, a reviewer of its county', '410100-system-administrator', '410105-ordinary', 'review', 409],
    ['the county, its prefecture', county, '410100-review', 'reader', 404],
    ['the county, a town', county, '410105001000-review', 'review', 200],
    ['the security administrator', '410105-security-administrator', 'a-ordinary', 'ordinary', 403],
  ])('by %s', async (_name, login, at, role, status) => {
    expect((await create(login, officeOf(at), role)).status).toBe(status);
  });
});

describe('two people and three people', () => {
  it('enter and decide at an institution', async () => {
    const who = person();
    await made(county, officeOf('b-ordinary'), 'ordinary', who);
    const second = await create(county, officeOf('b-ordinary'), 'review', who);
    expect(second.body).toMatchObject({ code: 'administration.enters-and-decides' });
  });

  it('are administrators of a department', async () => {
    const who = person();
    await made(county, officeOf(county), 'security-administrator', who);
    const second = await create(county, officeOf(county), 'audit-administrator', who);
    expect(second.body).toMatchObject({ code: 'administration.one-account-a-person' });
    const third = await create(county, officeOf(county), 'ordinary', who);
    expect(third.body).toMatchObject({ code: 'administration.one-account-a-person' });
  });

  it('cannot become one by a change of role, not even past the program', async () => {
    const who = person();
    const one = await made(county, officeOf('b-ordinary'), 'ordinary', who);
    await expect(
      app.database.asOwner((tx) =>
        tx.run(
          `insert into accounts.accounts (login, person_name, person_id, role, level, office_id, office_name, scope, institution_id, division_code, created_at)
           select login || 'x', person_name, person_id, 'review', level, office_id, office_name, scope, institution_id, division_code, created_at
           from accounts.accounts where id = $1`,
          [one.accountId],
        ),
      ),
    ).rejects.toMatchObject({ constraint: 'one_person_holds_one_of_entering_and_deciding' });
  });
});

describe('changing and closing', () => {
  it('ends sessions at once, and the file of what happened has both sides', async () => {
    const slip = await made(county, officeOf(county), 'reader');
    await signIn(slip.login, slip.password);
    const sessions = () =>
      app.database.asOwner((tx) => tx.rows('select 1 from accounts.sessions where account_id = $1', [slip.accountId]));
    expect(await sessions()).toHaveLength(1);
    const me = app.as(county);
    expect((await me.post(`/api/accounts/${slip.accountId}/role`, { role: 'ordinary' })).status).toBe(200);
    expect(await sessions()).toHaveLength(0);
    expect((await me.post(`/api/accounts/${slip.accountId}/closing`, { reason: '离岗' })).status).toBe(200);
    expect((await signIn(slip.login, slip.password)).body).toMatchObject({ code: 'accounts.account-closed' });
    const again = await me.post(`/api/accounts/${slip.accountId}/closing`, { reason: '离岗' });
    expect(again.body).toMatchObject({ code: 'administration.account-closed' });
    const reopened = (await me.post(`/api/accounts/${slip.accountId}/reopening`, { reason: '返岗' })).body as Slip;
    expect((await signIn(slip.login, reopened.password)).status).toBe(200);
    const entries = await app.database.asOwner((tx) =>
      tx.rows<{ entry: string; facts: object }>(
        'select entry, facts from audit.entries where subject = $1 order by id',
        [`account ${slip.accountId}`],
      ),
    );
    expect(entries.map((each) => each.entry)).toEqual([
      'administration.account-created',
      'administration.account-changed',
      'administration.account-closed',
      'administration.account-reopened',
    ]);
    expect(entries[1]?.facts).toMatchObject({ before: { role: 'reader' }, after: { role: 'ordinary' } });
    expect(JSON.stringify(entries)).not.toContain(reopened.password);
  });

  it('is not for oneself, nor for what lies beyond', async () => {
    const me = app.actor(county).accountId;
    for (const [path, body] of [
      ['role', { role: 'reader' }],
      ['closing', { reason: '离岗' }],
      ['password', {}],
    ] as const) {
      expect((await app.as(county).post(`/api/accounts/${me}/${path}`, body)).body).toMatchObject({
        code: 'administration.not-yourself',
      });
      const beyond = await app.as('410102-system-administrator').post(`/api/accounts/${me}/${path}`, body);
      expect(beyond).toMatchObject({ status: 404, body: { code: 'administration.account-not-found' } });
    }
  });

  it('keeps the last system administrator', async () => {
    const only = app.actor('410611-system-administrator').accountId;
    const above = app.as('410600-system-administrator');
    const refused = await above.post(`/api/accounts/${only}/closing`, { reason: '离岗' });
    expect(refused.body).toMatchObject({ code: 'administration.last-system-administrator' });
    await made('410600-system-administrator', officeOf('410611-review'), 'system-administrator');
    expect((await above.post(`/api/accounts/${only}/closing`, { reason: '离岗' })).status).toBe(200);
  });

  it('by two administrators of each other at the same moment leaves one', async () => {
    const mine = app.actor('410102-system-administrator');
    for (let round = 0; round < 4; round += 1) {
      const other = await made('410102-system-administrator', mine.officeId, 'system-administrator');
      const cookie = await signIn(other.login, other.password);
      expect(cookie.status).toBe(200);
      await app.database.asOwner((tx) => recordTrainings(tx, [other.login], '培训', app.now()));
      const session = await app.sessionOf(other.accountId);
      const [one, two] = await Promise.all([
        app.as('410102-system-administrator').post(`/api/accounts/${other.accountId}/closing`, { reason: '离岗' }),
        app.send({
          method: 'POST',
          url: `/api/accounts/${mine.accountId}/closing`,
          headers: { cookie: `xueqian_session=${session}` },
          payload: { reason: '离岗' },
        }),
      ]);
      // The other is refused by the rule, or has no session any more.
      expect([one.status, two.status].filter((status) => status === 200)).toHaveLength(1);
      expect([200, 401, 409]).toContain(one.status);
      expect([200, 401, 409]).toContain(two.status);
      const open = await app.database.asOwner((tx) =>
        tx.rows<{ id: number }>(
          `select id from accounts.accounts where office_id = $1 and role = 'system-administrator' and closed_at is null`,
          [mine.officeId],
        ),
      );
      expect(open).toHaveLength(1);
      // Back to the beginning for the next round.
      await app.database.asOwner((tx) =>
        tx.run('update accounts.accounts set closed_at = null where id = $1', [mine.accountId]),
      );
      app.forgetTokens();
      if (open[0]?.id !== mine.accountId)
        await app
          .as('410102-system-administrator')
          .post(`/api/accounts/${other.accountId}/closing`, { reason: '离岗' });
    }
  });
});

describe('lists', () => {
  it('show my office or the one below, never more, and search on the server', async () => {
    const rows = async (login: string, query: string) =>
      (
        (await app.as(login).get(`/api/accounts?limit=200&${query}`)).body as {
          rows: { login: string; level: string; officeName: string }[];
        }
      ).rows;
    expect((await rows(county, 'which=own')).every((row) => row.login.startsWith('410105-'))).toBe(true);
    const below = await rows(county, 'which=below');
    expect(below.some((row) => row.login === 'a-review')).toBe(true);
    expect(below.every((row) => row.level === 'institution' || row.level === 'town')).toBe(true);
    expect(below.some((row) => row.login.startsWith('c-'))).toBe(false);
    expect(await rows(county, 'which=below&text=c-')).toEqual([]);
    expect((await rows('410000-system-administrator', 'which=below')).every((row) => row.level === 'prefecture')).toBe(
      true,
    );
    expect((await rows('a-review', 'which=own')).every((row) => row.level === 'institution')).toBe(true);
    expect(await rows('a-review', 'which=below')).toEqual([]);
    expect((await rows(county, 'which=below&role=teacher')).length).toBeGreaterThanOrEqual(2);
  });

  it('of offices offer institutions that have no account yet', async () => {
    const founder = app.actor('410105-ordinary');
    await app.database.asOwner((tx) =>
      tx.run(
        `insert into institutions.institutions (code, name, kind, nature, county_code, prefecture_code, province_code, town_code, basic_state, created_at)
         select '1141900077', '新建园', kind, nature, county_code, prefecture_code, province_code, town_code, 'empty', created_at
         from institutions.institutions where id = $1`,
        [app.institution('a')],
      ),
    );
    const found = (await app.as(county).get(`/api/offices?text=${encodeURIComponent('新建园')}`)).body as {
      officeId: number | null;
      institutionId: number;
      roles: string[];
    }[];
    expect(found).toMatchObject([{ officeId: null, roles: ['ordinary', 'review', 'system-administrator'] }]);
    const reply = await app
      .as(county)
      .post('/api/accounts', { institutionId: found[0]?.institutionId, role: 'ordinary', ...person() });
    expect(reply.body).toMatchObject({ login: '1141900077-1', officeName: '新建园' });
    expect(founder.level).toBe('county');
    const elsewhere = await app
      .as('410102-system-administrator')
      .get(`/api/offices?text=${encodeURIComponent('新建园')}`);
    expect(elsewhere.body).toEqual([]);
  });
});
