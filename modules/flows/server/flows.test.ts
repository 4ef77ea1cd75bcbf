import { describe, expect, it } from 'vitest';
import { borderPlay, contentOf, takeInOf } from '../../../apps/server/testing/border-play.ts';
import { useCheckedApp } from '../../../apps/server/testing/checked-app.ts';
import { code, ok } from '../../../apps/server/testing/replies.ts';
import type { TestApp } from '../../../apps/server/testing/test-app.ts';
import { transferPlay } from '../../../apps/server/testing/transfer-play.ts';

let app: TestApp;
let n = 0;
const play = transferPlay(() => app);
type Figures = Record<string, number>;
type Row = {
  code: string;
  name: string;
  children: number;
  waiting: number;
  figures: Figures;
  gone: Figures;
  came: Figures;
};
type Table = {
  step: string;
  rows: Row[];
  total: Row;
  streams: { from: string; fromName: string; to: string; toName: string; children: number }[];
};

useCheckedApp('2026-11-23T01:00:00Z', (made) => {
  app = made;
});

const present = (login: string, division?: string) =>
  ok<Table>(app.as(login).get(`/api/flows/present${division === undefined ? '' : `?division=${division}`}`));
const moved = (login: string, division?: string, period = '2026') =>
  ok<Table>(
    app.as(login).get(`/api/flows/moved?period=${period}${division === undefined ? '' : `&division=${division}`}`),
  );
const names = async (login: string, path: string, query: string): Promise<number[]> =>
  (await ok<{ rows: { childId: number }[] }>(app.as(login).get(`/api/flows/${path}?limit=200&${query}`))).rows.map(
    ({ childId }) => childId,
  );
const leave = (key: 'a' | 'b' | 'c' | 'd', childId: number, way = 'withdrawn') =>
  play.done(`${key}-ordinary`, `institutions/${app.institution(key)}/leavings`, {
    ...{ childIds: [childId], leftOn: '2026-11-20', way, destination: null, reason: '家长要求退园' },
  });
/** Offered by one side, accepted by the other, with the county where the rules ask for it. */
const transfer = async (from: 'a' | 'b' | 'c' | 'd', childId: number, to: 'a' | 'b' | 'c' | 'd'): Promise<void> => {
  await accept(await play.offer(from, childId, to), to);
};
const accept = async (id: number, to: 'a' | 'b' | 'c' | 'd'): Promise<void> => {
  const seen = await ok<{ revision: number }>(app.as(`${to}-ordinary`).get(`/api/transfers/${id}`));
  await play.done(`${to}-ordinary`, `transfers/${id}/acceptance`, await play.acceptBody(to, seen.revision));
  const later = await ok<{ state: string; revision: number }>(app.as(`${to}-ordinary`).get(`/api/transfers/${id}`));
  if (later.state === 'accepted')
    await play.done(`${play.countyOf(to)}-review`, `transfers/${id}/approval`, { revision: later.revision });
};

describe('who is here', () => {
  it('is counted by what the files say, at each level of its own, and listed where it is asked for', async () => {
    const left = await play.numbered('a', ++n, { leftBehind: '双亲留守儿童' });
    const single = await play.numbered('a', ++n, { leftBehind: '单亲留守儿童', hukouPlace: '410102000000' });
    const migrant = await play.numbered('d', ++n, { migrantWorker: '是', hukouPlace: '320102000000' });
    const county = await present('410105-review');
    expect(county.step).toBe('institution');
    const a = county.rows.find((row) => row.code === String(app.institution('a')));
    expect(a?.figures).toMatchObject({ 'single-away': 1, 'both-away': 1, 'beyond-county': 1, 'beyond-prefecture': 0 });
    expect(county.rows.map((row) => row.code)).not.toContain(String(app.institution('d')));
    const province = await present('410000-reader');
    expect(province.rows.map((row) => row.code)).toEqual(expect.arrayContaining(['410100', '410600']));
    const far = province.rows.find((row) => row.code === '410600');
    // The other child of the neighbour prefecture has its household in Zhengzhou.
    expect(far?.figures).toMatchObject({ migrant: 1, 'beyond-province': 1 });
    expect(province.total.figures['both-away']).toBe(1);
    const ministry = await present('000000-reader');
    expect(ministry.rows.find((row) => row.code === '410000')?.figures).toEqual(province.total.figures);
    const own = await present('a-ordinary');
    expect(own.rows.map((row) => row.code)).toEqual([String(app.institution('a'))]);

    expect(await names('410105-review', 'present-children', 'kind=both-away')).toEqual([left]);
    expect(await names('a-ordinary', 'present-children', 'kind=beyond-county')).toEqual([single]);
    expect(await names('410000-reader', 'present-children', 'kind=migrant&division=410611')).toEqual([migrant]);
    expect(await code(app.as('410105-review').get('/api/flows/present-children?kind=migrant&division=410611'))).toBe(
      'flows.list-of-a-county',
    );
    expect(await names('a-ordinary', 'present-children', `kind=migrant&institutionId=${app.institution('d')}`)).toEqual(
      [],
    );
    expect(await code(app.as('410000-reader').get('/api/flows/present-children?kind=migrant'))).toBe(
      'flows.list-of-a-county',
    );
  });

  it('pages through the institutions of a county', async () => {
    const ids: number[] = [];
    for (const key of ['a', 'b', 'a', 'b'] as const) ids.push(await play.numbered(key, ++n, { migrantWorker: '是' }));
    const seen: number[] = [];
    let after = '';
    do {
      const page = await ok<{ rows: { childId: number }[]; next: string | null }>(
        app.as('410105-review').get(`/api/flows/present-children?kind=migrant&limit=1${after}`),
      );
      seen.push(...page.rows.map(({ childId }) => childId));
      after = page.next === null ? '' : `&after=${encodeURIComponent(page.next)}`;
    } while (after !== '');
    expect([...seen].sort((x, y) => x - y)).toEqual(ids);
  });

  it('a rest beyond its day is overdue until the child is back', async () => {
    const childId = await play.numbered('c', ++n);
    await play.done('c-ordinary', `children/${childId}/suspension`, {
      ...{ fromOn: '2026-11-01', untilOn: '2026-12-01', reason: '因病休养' },
    });
    expect((await present('410102-review')).total.figures).toMatchObject({ suspended: 1, overdue: 0 });
    app.setNow('2026-12-05T01:00:00Z');
    expect((await present('410102-review')).total.figures).toMatchObject({ suspended: 1, overdue: 1 });
    expect((await present('000000-reader')).total.figures['overdue']).toBe(1);
    expect(await names('410102-review', 'present-children', 'kind=overdue')).toEqual([childId]);
    await play.done('c-ordinary', `children/${childId}/resumption`, {
      ...{ resumedOn: '2026-12-04', classId: await play.classOf('c') },
    });
    expect((await present('410102-review')).total.figures).toMatchObject({ suspended: 0, overdue: 0 });
    expect((await moved('410102-review')).total.came['resumed']).toBe(1);
  });
});

describe('who went and who came', () => {
  it('who left and was taken in elsewhere is not dropped out; who left and was not, is', async () => {
    const lost = await play.numbered('a', ++n);
    const abroad = await play.numbered('a', ++n);
    const found = await play.numbered('a', ++n);
    await leave('a', lost);
    await leave('a', found, 'moved-away');
    await leave('a', abroad, 'abroad');
    const before = await moved('410105-review');
    expect(before.total.gone).toMatchObject({ withdrawn: 1, 'moved-away': 1, abroad: 1, 'dropped-out': 2 });
    await accept(await play.ask('d', n), 'd');
    const after = await moved('410105-review');
    expect(after.total.gone).toMatchObject({ withdrawn: 1, 'moved-away': 1, abroad: 1, 'dropped-out': 1 });
    expect((await moved('410611-review')).total.came['taken-in-again']).toBe(1);
    expect(await names('410105-review', 'moved-children', 'kind=dropped-out&period=2026')).toEqual([lost]);
    expect(await names('410102-review', 'moved-children', 'kind=dropped-out&period=2026&division=410105')).toEqual([]);
    expect((await moved('410105-review', undefined, '2026-10')).total.gone['withdrawn']).toBe(0);
    // Of school age in the next school year: nobody looks for it in a kindergarten any more.
    app.setNow('2028-09-05T01:00:00Z');
    expect((await moved('410105-review')).total.gone['dropped-out']).toBe(0);
  });

  it('a leaving taken back counts nowhere', async () => {
    const childId = await play.numbered('b', ++n);
    const before = (await moved('b-ordinary')).total.gone;
    await leave('b', childId);
    expect((await moved('b-ordinary')).total.gone['dropped-out']).toBe((before['dropped-out'] ?? 0) + 1);
    const seen = await ok<{ leaving: { id: number } }>(app.as('b-ordinary').get(`/api/children/${childId}/departures`));
    await play.done('b-ordinary', `leavings/${seen.leaving.id}/undoing`, { reason: '登记有误' });
    expect((await moved('b-ordinary')).total.gone).toEqual(before);
  });

  it('a new child of four years is late, one of three is not', async () => {
    const before = (await moved('c-ordinary')).total.came['entered-late'] ?? 0;
    await play.numbered('c', ++n, { admittedOn: '2026-11-02' });
    await play.numbered('c', ++n, { admittedOn: '2025-09-01' });
    const late = (await moved('c-ordinary')).total.came['entered-late'] ?? 0;
    expect(late).toBe(before + 1);
  });
});

describe('moves between regions', () => {
  it('each level sees them between its own parts, and what lies beyond as outside', async () => {
    const ids = [await play.numbered('a', ++n), await play.numbered('a', ++n), await play.numbered('b', ++n)];
    await transfer('a', ids[0] as number, 'b');
    await transfer('a', ids[1] as number, 'c');
    await transfer('b', ids[2] as number, 'd');
    const county = await moved('410105-review');
    expect(county.total.gone['transferred-out']).toBe(3);
    expect(county.total.came['transferred-in']).toBe(1);
    const [a, b] = [String(app.institution('a')), String(app.institution('b'))];
    expect(county.streams).toEqual(
      expect.arrayContaining([
        { from: a, fromName: '金水一幼', to: b, toName: '金水二幼', children: 1 },
        { from: a, fromName: '金水一幼', to: 'outside', toName: expect.stringContaining('中原区'), children: 1 },
      ]),
    );
    const prefecture = await moved('410100-reader');
    expect(prefecture.streams).toEqual(
      expect.arrayContaining([
        { from: '410105', fromName: '金水区', to: '410102', toName: '中原区', children: 1 },
        // The child that left one kindergarten and was taken in by the other went there too.
        { from: '410105', fromName: '金水区', to: 'outside', toName: '河南省鹤壁市', children: 2 },
      ]),
    );
    const province = await moved('410000-reader');
    expect(province.streams.find(({ from, to }) => from === '410100' && to === '410600')?.children).toBeGreaterThan(0);
    expect(
      (await moved('d-ordinary')).streams.every(({ from, to }) => [from, to].includes(String(app.institution('d')))),
    ).toBe(true);
    // Nothing of others: who asks for a place outside hears of his own children at most.
    expect((await moved('410611-review', '410102')).streams).toEqual([]);
    const ministry = await moved('000000-reader');
    expect(ministry.total.gone).toEqual(province.total.gone);
    expect(ministry.total.came).toEqual(province.total.came);
    expect((await moved('000000-reader', '410000')).streams).toEqual(province.streams);
  });

  it('over the border of the province: counted where they went and came, and no leaving beside', async () => {
    const before = (await moved('a-ordinary')).total;
    const childId = await play.numbered('a', ++n);
    const border = borderPlay(app, 'a');
    const id = await border.send(childId);
    await play.done('a-ordinary', `crossings/${id}/answer`, { text: await border.answerTo(id) });
    const site = { key: 'a', institutionId: app.institution('a'), county: '410105' };
    const came = await takeInOf(border.post, site, contentOf(5900, { admittedOn: '2024-09-01' }));
    const choice = { institutionId: site.institutionId, classId: null, childIds: [came['childId']] };
    await play.done('a-review', 'registration/confirmations', choice);
    await play.done('410105-review', 'registration/approvals', choice);
    await play.done('a-ordinary', `crossings/${came['crossingId']}/reply`, {
      revision: 1,
      decision: 'accept',
      reason: null,
    });
    const after = await moved('a-ordinary');
    expect(after.total.gone).toEqual({ ...before.gone, 'crossed-out': 1 });
    expect(after.total.came).toEqual({ ...before.came, 'crossed-in': 1 });
    expect(after.streams).toEqual(
      expect.arrayContaining([expect.objectContaining({ from: 'outside', fromName: '天津市', children: 1 })]),
    );
    const ministry = await moved('000000-reader');
    expect(ministry.streams).toEqual(
      expect.arrayContaining([
        { from: '410000', fromName: '河南省', to: 'outside', toName: '天津市', children: 1 },
        { from: 'outside', fromName: '天津市', to: '410000', toName: '河南省', children: 1 },
      ]),
    );
    expect(await names('410105-review', 'moved-children', 'kind=crossed-out&period=2026')).toEqual([childId]);
  });

  it('the tables go out as workbooks, and the trail says so', async () => {
    for (const table of ['present', 'gone', 'came', 'matrix']) {
      const reply = await app.as('410100-reader').get(`/api/flows/workbook.xlsx?table=${table}&period=2026`);
      expect(reply.status, table).toBe(200);
    }
    const noted = () =>
      app.database.asOwner((tx) => tx.rows(`select 1 from audit.entries where entry = 'flows.table-exported'`));
    await expect.poll(async () => (await noted()).length).toBe(4);
    expect(await code(app.as('410100-reader').get('/api/flows/workbook.xlsx?table=all&period=2026'))).toBe('input.bad');
  });
});
