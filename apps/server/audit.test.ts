import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { rolesAt } from '@xueqian/kernel/actor.ts';
import { productRoot } from '@xueqian/platform/root.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allHandlers, allStreams } from './handlers.ts';
import { childCells } from './testing/child-cells.ts';
import { makeTestApp, type TestApp } from './testing/test-app.ts';
import { entriesFor, movedTo, playForTrail, type TrailRow } from './testing/trail-play.ts';

let app: TestApp;
let childId = 0;
let elsewhere = 0;
const formula = '=HYPERLINK("http://x")';

beforeAll(async () => {
  app = await makeTestApp({ limited: true });
  ({ childId, elsewhere } = await playForTrail(app));
}, 120_000);
afterAll(() => app.close());

const list = entriesFor(() => app);
const whole = /(?<![0-9A-Za-z])\d{17}[\dX](?![0-9A-Za-z])/;

describe('the audit administrator', () => {
  it('reads the entries of the own jurisdiction at each level, and of no other', async () => {
    const [county, other, prefecture, province, ministry] = await Promise.all(
      ['410105', '410611', '410100', '410000', '000000'].map((code) => list(`${code}-audit-administrator`)),
    );
    const subjects = (rows: readonly TrailRow[] | undefined) => new Set(rows?.map((row) => row.subject));
    expect(subjects(county)).toContain(`child ${childId}`);
    expect(subjects(county)).not.toContain(`child ${elsewhere}`);
    expect(subjects(other)).toEqual(new Set([`child ${elsewhere}`]));
    expect(subjects(prefecture)).not.toContain(`child ${elsewhere}`);
    for (const rows of [province, ministry])
      expect(subjects(rows)).toEqual(new Set([`child ${childId}`, `child ${elsewhere}`]));
  });

  it('alone: everybody else has no door, and no row of the database', async () => {
    for (const role of rolesAt.county.filter((each) => each !== 'audit-administrator'))
      expect(await app.as(`410105-${role}`).get('/api/audit/entries'), role).toMatchObject({ status: 403 });
    await expect(
      app.database.asActor(app.actor('410105-review'), (tx) => tx.rows('select 1 from audit.entries')),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('sees who looked at a file, who was refused, and what was changed from what to what', async () => {
    const { subject } = (
      await app.as('410105-audit-administrator').post('/api/audit/subject', { number: childCells(1).identityNumber })
    ).body as { subject: string };
    expect(subject).toBe(`child ${childId}`);
    const rows = await list('410105-audit-administrator', `subject=${encodeURIComponent(subject)}`);
    const lines = rows.map(({ login, entry, result }) => `${login} ${entry} ${result}`);
    for (const line of [
      'a-ordinary children.entered done',
      'a-review children.file-read done',
      'b-ordinary children.file-read refused',
      'a-reader children.deleted refused',
      'a-ordinary children.edited done',
    ])
      expect(lines).toContain(line);
    const edited = rows.find((row) => row.entry === 'children.edited') as TrailRow;
    const detail = await app.as('410105-audit-administrator').get(`/api/audit/entries/${edited.id}?at=${edited.at}`);
    expect(detail).toMatchObject({
      status: 200,
      body: {
        facts: { before: { address: childCells(1).address }, after: { address: movedTo } },
        block: { number: 1 },
      },
    });
    expect(
      await app.as('410611-audit-administrator').get(`/api/audit/entries/${edited.id}?at=${edited.at}`),
    ).toMatchObject({
      status: 404,
      body: { code: 'audit.not-found' },
    });
  });

  it('finds no child of another jurisdiction by its number, which exists', async () => {
    const find = (login: string) => app.as(login).post('/api/audit/subject', { number: childCells(2).identityNumber });
    expect((await find('410105-audit-administrator')).body).toEqual({ subject: null });
    expect((await find('410611-audit-administrator')).body).toEqual({ subject: `child ${elsewhere}` });
  });

  it('filters and turns pages without losing or repeating a line', async () => {
    const login = '410000-audit-administrator';
    const all = await list(login);
    const paged: TrailRow[] = [];
    for (let after = ''; ; ) {
      const page = (await app.as(login).get(`/api/audit/entries?limit=2&to=2026-11-22T04:00:00Z${after}`)).body as {
        rows: TrailRow[];
        next: string | null;
      };
      paged.push(...page.rows);
      if (page.next === null) break;
      after = `&after=${encodeURIComponent(page.next)}`;
    }
    expect(paged.map((row) => row.id)).toEqual(all.map((row) => row.id));
    expect((await list(login, 'result=refused')).every((row) => row.refusal)).toBe(true);
    expect(await list(login, 'login=a-review')).toHaveLength(1);
    expect(await list(login, `office=${encodeURIComponent('无此单位')}`)).toEqual([]);
    expect(await list(login, 'from=2027-01-01T00:00:00Z')).toEqual([]);
  });
});

describe('an export', () => {
  const verify = async (text: string): Promise<string> => {
    const file = path.join(app.varFolder, `${crypto.randomUUID()}.csv`);
    await writeFile(file, text);
    try {
      return execFileSync(process.execPath, [path.join(productRoot, 'docs/verify-audit-export.mjs'), file]).toString();
    } catch (error) {
      return (error as { stdout: Buffer }).stdout.toString();
    }
  };
  const exported = async (): Promise<string> => {
    const reply = await app.as('410105-audit-administrator').get('/api/audit/export.csv?to=2026-11-22T04:00:00Z');
    expect(reply.status).toBe(200);
    return (reply.body as Buffer).toString('utf8');
  };

  it('is whole to an outsider, and any change shows', async () => {
    const text = await exported();
    expect(await verify(text)).toMatch(/whole\n$/);
    expect(text).not.toMatch(whole);
    const lines = text.split('\n');
    const at = lines.findIndex((line) => line.startsWith('line,') && line.includes('children.file-read'));
    expect(await verify(text.replace('children.file-read', 'children.edited'))).toMatch(/WRONG entry \d+: altered/);
    expect(await verify(lines.filter((_, index) => index !== at).join('\n'))).toMatch(/WRONG lines were removed/);
    expect(await verify([...lines.slice(0, at), lines[at], ...lines.slice(at)].join('\n'))).toMatch(/WRONG lines were/);
    const block = lines.findIndex((line) => line.startsWith('block,'));
    expect(
      await verify(lines.map((line, n) => (n === block ? line.replace(/block,\d+/, 'block,9') : line)).join('\n')),
    ).toMatch(/WRONG block 9: altered/);
  });

  it('is on record with its filter, and carries the name of who made it', async () => {
    const text = await exported();
    expect(text.split('\n')[0]).toContain('410105-audit-administrator');
    const [row] = await list('410105-audit-administrator', 'entry=audit.exported');
    expect(row).toMatchObject({ login: '410105-audit-administrator' });
  });

  it('holds no cell that a spreadsheet computes, in either kind', async () => {
    await app.as('410105-ordinary').get(`/api/children?name=${encodeURIComponent(formula)}`);
    for (const login of [formula, "|cmd|'/c calc'!A1", "'=1", '%0A=1', '  =1'])
      await app.as(null).post('/api/session', { login, password: 'x'.repeat(12) });
    await app.trail.seal();
    const text = ((await app.as('000000-audit-administrator').get('/api/audit/export.csv')).body as Buffer).toString();
    expect(text).toContain(`"'${formula.replaceAll('"', '""')}"`);
    expect(text).toContain("'|cmd|'/c calc'!A1");
    expect(text).not.toMatch(/(^|,)"?\s*[=+@|%]/m);
    const book = await app.as('000000-audit-administrator').get('/api/audit/export.xlsx');
    expect(book.status).toBe(200);
    expect((book.body as Buffer).subarray(0, 2).toString()).toBe('PK');
    expect(await verify(text)).toMatch(/whole\n$/);
  });
});

describe('refused attempts', () => {
  it('of one account fill no disk: thirty a minute are written, the rest is counted', async () => {
    const count = async () =>
      (
        await app.database.asOwner((tx) =>
          tx.one<{ n: number }>(`select count(*)::int as n from audit.entries where login = 'c-ordinary'`),
        )
      ).n;
    const before = await count();
    for (let n = 0; n < 50; n += 1) await app.as('c-ordinary').get(`/api/children/${900_000 + n}`);
    expect((await count()) - before).toBe(30);
    app.setNow('2026-11-22T08:00:00Z');
    await app.as('c-ordinary').get('/api/children/900000');
    const [row] = await list('410102-audit-administrator', 'login=c-ordinary');
    const detail = await app.as('410102-audit-administrator').get(`/api/audit/entries/${row?.id}?at=${row?.at}`);
    expect(detail.body).toMatchObject({ subject: 'child 900000', facts: { leftOut: 20 } });
  });
});

describe('every name of an entry', () => {
  const names = [
    ...allHandlers.map(({ contract }) => contract.audit),
    ...allStreams.map((stream) => stream.audit),
    'audit.attempt-refused',
    'audit.retired',
  ].filter((name) => name !== null);
  it.each(['zh-CN', 'en'])('has its words in %s', (language) => {
    const { entries } = JSON.parse(
      readFileSync(path.join(productRoot, `modules/audit/messages/${language}.json`), 'utf8'),
    ) as { entries: Record<string, Record<string, string>> };
    const wordless = names.filter((name) => {
      const [module = '', word = ''] = name.split('.');
      return !entries[module]?.[word];
    });
    expect([...new Set(wordless)]).toEqual([]);
    expect(names.length).toBeGreaterThan(25);
  });
});
