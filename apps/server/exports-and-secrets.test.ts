import type { Level } from '@xueqian/kernel/actor.ts';
import { parse } from 'csv-parse/sync';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allHandlers, allStreams } from './handlers.ts';
import { childCells } from './testing/child-cells.ts';
import { accountsThatExist, letters, mayAsk, oracle } from './testing/oracle.ts';
import type { Expected } from './testing/oracle-words.ts';
import { makeProofWorld, type Place, type ProofWorld } from './testing/proof-world.ts';
import { scopeAt } from './testing/scopes.ts';
import { makeTestApp, type TestApp } from './testing/test-app.ts';

let app: TestApp;
let world: ProofWorld;
const log: string[] = [];
beforeAll(async () => {
  app = await makeTestApp({ writeLog: (line) => log.push(line) });
  world = await makeProofWorld(app);
}, 180_000);
afterAll(() => app.close());

/** What a spreadsheet program would take for a formula. */
const wicked = ['=1+1', '+1+1', '-1+1', '@SUM(1)', '\t=1', '\r=1', '=HYPERLINK("http://x","y")'];
const looksLikeFormula = /^[\s\u200b\ufeff]*[=+\-@]/u;
/** Given back as somebody handed them in; everything else is written by the product. */
const asHandedIn = new Set([
  'admission.download-scan',
  'announcements.download-attachment',
  'attachments.download-paper',
  'importing.marked-workbook',
  // A county's list of institutions as it was handed in, and an empty one: no record of ours is in either.
  'rosters.marked-workbook',
  'rosters.template',
]);
const exported = allStreams.filter(({ method, id }) => method === 'GET' && !asHandedIn.has(id));

const cellsOf = async (bytes: Buffer, type: string): Promise<{ text: string; formula: boolean }[]> => {
  if (type.includes('csv'))
    return (parse(bytes, { relax_column_count: true, bom: true }) as string[][])
      .flat()
      .map((text) => ({ text, formula: false }));
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(bytes as unknown as exceljs.Buffer);
  const cells: { text: string; formula: boolean }[] = [];
  for (const sheet of workbook.worksheets)
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        const isText = cell.type === exceljs.ValueType.String || cell.type === exceljs.ValueType.RichText;
        cells.push({ text: isText ? cell.text : '', formula: cell.type === exceljs.ValueType.Formula });
      }),
    );
  return cells;
};

describe('names that a spreadsheet would take for formulas', () => {
  beforeAll(async () => {
    const name = (column: string) =>
      `(array[${wicked.map((_each, at) => `$${at + 1}`).join(', ')}]::text[])[1 + (${column} % ${wicked.length})]`;
    await app.database.asOwner(async (tx) => {
      // The rule of the table asks for a name; none of ours forbids its first letter everywhere.
      await tx.run(`update institutions.institutions set name = ${name('id')} || id`, wicked);
      await tx.run(`update classes.classes set name = ${name('id')} || id`, wicked);
      await tx.run(`update accounts.offices set name = ${name('id')} || id`, wicked);
      await tx.run(`update accounts.people set name = ${name('id')} || id`, wicked);
      await tx.run(
        `update accounts.accounts set person_name = ${name('id')} || id, office_name = ${name('id')} || id`,
        wicked,
      );
    });
    for (const login of ['410105-audit-administrator', '410105-review']) await world.send(login, 'GET', '/api/session');
  });

  it.each(exported.map((route) => [route.id, route] as const))('%s writes them as words', async (id, route) => {
    const expected = oracle[id] as Expected;
    let [files, neutralised] = [0, 0];
    for (const [level, holders] of Object.entries(accountsThatExist))
      for (const role of Object.keys(letters) as (keyof typeof letters)[]) {
        if (!holders.includes(letters[role]) || !mayAsk(expected.who, level, role)) continue;
        const scope = scopeAt[level as Level];
        const { path = {}, query } = expected.ask(world.places[0] as Place);
        const url = route.path.replaceAll(/:(\w+)/g, (_all, key: string) =>
          String((path as Record<string, unknown>)[key]),
        );
        const reply = await world.send(`${scope}-${role}`, 'GET', query ? `${url}?${query}` : url);
        if (reply.status !== 200) continue;
        files += 1;
        const type = reply.type;
        expect(type, id).toMatch(/csv|spreadsheetml/);
        for (const cell of await cellsOf(reply.bytes, type)) {
          expect(cell.formula, `${id}: ${cell.text}`).toBe(false);
          // A lone sign, a number and a date are no formula; a text with a sign before it is.
          if (!/^-?[\d.]*%?$/.test(cell.text)) expect(cell.text, id).not.toMatch(looksLikeFormula);
          if (/^'[\s]*[=+\-@]/u.test(cell.text)) neutralised += 1;
        }
      }
    expect(files, `${id}: nobody got a file`).toBeGreaterThan(0);
    expect(neutralised, `${id}: no wicked name came into it`).toBeGreaterThan(0);
  });
});

describe('inputs', () => {
  type Shape = { readonly def: Record<string, unknown> & { readonly type: string } };
  const open = ({ def }: Shape, path: string): string[] => {
    const inner = Object.entries(def).flatMap(([key, value]): [string, Shape][] => {
      if (key === 'shape') return Object.entries(value as Record<string, Shape>);
      if (['innerType', 'element', 'in'].includes(key)) return [[key, value as Shape]];
      if (key === 'options') return (value as Shape[]).map((each) => ['option', each]);
      return [];
    });
    const loose =
      def.type === 'object' && def['catchall'] !== undefined && (def['catchall'] as Shape).def.type !== 'never';
    return [...(loose ? [path] : []), ...inner.flatMap(([key, each]) => open(each, `${path}.${key}`))];
  };
  const contracts = allHandlers.map(({ contract }) => contract);

  it('hold nothing that the contract does not name: what is sent beside it is dropped before any command', () => {
    for (const { id, input } of contracts) expect(open(input as unknown as Shape, id)).toEqual([]);
  });

  it('carry no number, password or secret in an address', () => {
    const reads = contracts.filter(({ method, path }) => method === 'GET' || path.includes(':'));
    for (const { id, method, path, input } of reads) {
      const keys = method === 'GET' ? Object.keys((input as unknown as { shape?: object }).shape ?? {}) : [];
      const inPath = [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
      for (const key of [...keys, ...inPath])
        expect(key, id).not.toMatch(/identity|number|phone|password|secret|token/i);
    }
  });
});

describe('what is secret', () => {
  it('stands in no line of the log and in no error', async () => {
    const number = childCells(1).identityNumber;
    const secrets = [
      number,
      childCells(1).guardianPhone,
      'Geheim@2026',
      world.places[0]?.names.entered as string,
      '欧阳漏学',
    ];
    await app.database.asOwner((tx) =>
      tx.run(`alter table children.children add constraint test_of_a_fault check (name <> '欧阳漏学') not valid`),
    );
    const values = childCells(400, { name: '欧阳漏学', classCode: '' });
    const institution = `/api/institutions/${app.institution('a')}`;
    const cls = await app.database.asOwner((tx) =>
      tx.one<{ code: string }>('select code from classes.classes where institution_id = $1', [app.institution('a')]),
    );
    const replies = [
      await world.send(null, 'POST', '/api/session', { login: 'a-ordinary', password: 'Geheim@2026' }),
      await world.send(null, 'POST', '/api/session', { login: 'a-ordinary', password: ['Geheim@2026'] }),
      await world.send('a-ordinary', 'POST', `${institution}/children`, {
        requestId: crypto.randomUUID(),
        values: { ...values, classCode: cls.code },
      }),
      await world.send('a-ordinary', 'POST', '/api/children/lookup', { number: [number] }),
      await world.send('a-ordinary', 'POST', '/api/children/lookup', `{"number": "${number}"`),
      await world.send('a-ordinary', 'GET', `/api/children/${number}`),
      await world.send(
        'a-ordinary',
        'GET',
        `/api/children?institutionId=${number}&classId=${childCells(1).guardianPhone}`,
      ),
      await world.send('a-ordinary', 'GET', `/api/${number}`),
    ];
    const text = log.join('');
    // The fault is in the log, by its incident, with the place in our code and the constraint it met.
    expect(replies.map(({ status }) => status)).toContain(500);
    expect(text).toContain('test_of_a_fault');
    for (const secret of secrets) {
      expect(text, secret).not.toContain(secret);
      for (const reply of replies) if (reply.status >= 400) expect(reply.text, secret).not.toContain(secret);
    }
  });

  it('is kept by no browser and no proxy: replies of the API say so, and pages tell what they may do', async () => {
    const reply = await app.http.inject({
      method: 'GET',
      url: '/api/session',
      headers: { 'x-forwarded-proto': 'https' },
    });
    expect(reply.headers['cache-control']).toBe('no-store');
    expect(reply.headers['strict-transport-security']).toMatch(/max-age=31536000/);
    expect(reply.headers['permissions-policy']).toContain('camera=()');
    expect(reply.headers['x-content-type-options']).toBe('nosniff');
    const policy = String(reply.headers['content-security-policy']);
    expect(policy).toMatch(/style-src 'self' 'nonce-[A-Za-z0-9+/=]{20,}'/);
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe');
    const plain = await app.http.inject({ method: 'GET', url: '/api/session' });
    expect(plain.headers['strict-transport-security']).toBeUndefined();
    expect(plain.headers['content-security-policy']).not.toBe(policy);
  });
});
