import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childCells } from '../../../apps/server/testing/child-cells.ts';
import { confirmSectionOf, sendOf } from '../../../apps/server/testing/file-sections.ts';
import { conditionsOf, memberOf } from '../../../apps/server/testing/section-cells.ts';
import { makeTestApp, type PlaceKey, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { refreshAll } from './index.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
  await app.makeClasses();
  await refreshAll(app.database, '2026-11-22');
});
afterAll(() => app.close());

const bring = async (key: PlaceKey, county: string, section: string, fields: object) => {
  const site = { key, institutionId: app.institution(key) };
  const asked = await confirmSectionOf(sendOf(app), site, section, fields);
  const url = `/api/institutions/${site.institutionId}/sections/${section}/review`;
  await sendOf(app)(`${county}-review`, 'POST', url, { ...asked, decision: 'approve', reason: null });
};
const countOf = async (login: string, rule: string, division = '') => {
  const { body } = await app
    .as(login)
    .get(`/api/supervision/counts?rule=${rule}${division && `&division=${division}`}`);
  const { rules, parts } = body as {
    rules: { rule: string; institutions: number; found: number }[];
    parts: { code: string; institutions: number; found: number }[];
  };
  const { institutions, found } = rules.find((each) => each.rule === rule) ?? { institutions: -1, found: -1 };
  return { institutions, found, parts: parts.map((part) => [part.code, part.institutions]) };
};

describe('supervision lists', () => {
  it('count what is missing at every level, and by part', async () => {
    expect(await countOf('410105-review', '403')).toEqual({ institutions: 2, found: 2, parts: [] });
    expect(await countOf('410100-reader', '403')).toEqual({
      ...{ institutions: 3, found: 3 },
      parts: [
        ['410102', 1],
        ['410105', 2],
      ],
    });
    expect((await countOf('410000-reader', '403')).parts).toEqual([
      ['410100', 3],
      ['410600', 1],
    ]);
    expect((await countOf('000000-reader', '403')).parts).toEqual([['410000', 4]]);
    // A division of others has nothing in it for me.
    expect((await countOf('410105-review', '403', '410611')).institutions).toBe(0);
  });

  it('follow at once when a section comes into force', async () => {
    await bring('a', '410105', 'conditions', conditionsOf({ greenArea: 2900 }));
    expect((await countOf('410105-review', '403')).institutions).toBe(1);
    expect((await countOf('410105-review', '101')).institutions).toBe(1);
    expect((await app.as('410100-review').get('/api/supervision/findings?rule=101')).body).toMatchObject({
      rows: [{ name: '金水一幼', sinceOn: '2026-11-22', found: [{ facts: { sum: 3700, total: 3000 } }] }],
    });
  });

  it('name people, one line each, and keep the first day of what goes on', async () => {
    const staff = [
      memberOf({ name: '无证老师', number: null, qualification: '0' }),
      memberOf({ name: '无查老师', number: null, backgroundCheckedOn: null }),
    ];
    await bring('a', '410105', 'staff', { staff });
    await refreshAll(app.database, '2026-12-01');
    expect((await app.as('410105-review').get('/api/supervision/findings?rule=303')).body).toMatchObject({
      rows: [{ sinceOn: '2026-11-22', found: [{ row: '无证老师' }] }],
    });
    // Certificates that end on 2027-06-30 are missed from the day after.
    expect((await countOf('410105-review', '305')).found).toBe(0);
    await refreshAll(app.database, '2027-07-01');
    expect(await countOf('410105-review', '305')).toMatchObject({ institutions: 1, found: 2 });
    await refreshAll(app.database, '2026-11-22');
    expect((await countOf('410105-review', '305')).found).toBe(0);
  });

  it('see children who came since in the nightly pass, and the file itself at once', async () => {
    for (let n = 0; n < 26; n += 1)
      await app.as('b-ordinary').post(`/api/institutions/${app.institution('b')}/children`, {
        requestId: crypto.randomUUID(),
        values: childCells(n, { classCode: '20262101' }),
      });
    const read = await app.as('b-ordinary').get(`/api/institutions/${app.institution('b')}/findings`);
    expect((read.body as { findings: object[] }).findings).toContainEqual(
      expect.objectContaining({ rule: '201', found: [{ row: '小一班', facts: { children: 26, limit: 25 } }] }),
    );
    expect((await countOf('410105-review', '201')).institutions).toBe(0);
    await refreshAll(app.database, '2026-11-22');
    expect((await countOf('410105-review', '201')).institutions).toBe(1);
  });

  it('are written down as a workbook, and a strange division is refused', async () => {
    const reply = await app.as('410105-review').get('/api/supervision/findings.xlsx');
    expect(reply.status).toBe(200);
    expect((reply.body as Buffer).subarray(0, 2).toString()).toBe('PK');
    expect((await app.as('410105-review').get('/api/supervision/counts?division=410105001000')).body).toMatchObject({
      code: 'supervision.division-not-found',
    });
  });
});
