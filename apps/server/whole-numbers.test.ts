import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Level } from '@xueqian/kernel/actor.ts';
import { parse } from 'csv-parse/sync';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allHandlers, allStreams } from './handlers.ts';
import { childCells } from './testing/child-cells.ts';
import { type GoodRequest, makeGoodRequests } from './testing/good-requests.ts';
import { accountsThatExist, letters, mayAsk, oracle } from './testing/oracle.ts';
import type { Expected } from './testing/oracle-words.ts';
import { makeProofWorld, type Place, type ProofWorld } from './testing/proof-world.ts';
import { scopeAt } from './testing/scopes.ts';
import { makeTestApp, type TestApp } from './testing/test-app.ts';

// A whole identity number, and a guardian's telephone, in whatever the system gives out: replies of reading routes and of
// commands, refusals, downloads opened, lines of the log, the trail, files on the disk.

let app: TestApp;
let world: ProofWorld;
let good: Record<string, () => Promise<GoodRequest>>;
const log: string[] = [];
beforeAll(async () => {
  app = await makeTestApp({ writeLog: (line) => log.push(line) });
  world = await makeProofWorld(app);
  good = await makeGoodRequests(app);
  const draft = { draftId: crypto.randomUUID(), values: childCells(700) };
  const drafts = `/api/institutions/${app.institution('a')}/child-drafts`;
  expect((await app.as('a-ordinary').post(drafts, draft)).status).toBe(200);
}, 180_000);
afterAll(() => app.close());

/** Given out whole on purpose: for a reason and on record, or back to whoever handed it in. */
const onPurpose = new Set([
  'children.unmask-child',
  'children.list-drafts',
  'importing.marked-workbook',
  // A file that a department wrote to all, as it wrote it.
  'announcements.download-attachment',
]);
const identity = /(?<![0-9A-Za-z])\d{17}[\dX](?![0-9A-Za-z])/;
const phone = childCells(1).guardianPhone;
const wholeIn = (text: string): string | null => identity.exec(text)?.[0] ?? (text.includes(phone) ? phone : null);

const askersOf = (who: string): string[] =>
  Object.entries(accountsThatExist).flatMap(([level, holders]) =>
    (Object.keys(letters) as (keyof typeof letters)[])
      .filter((role) => holders.includes(letters[role]) && mayAsk(who, level, role))
      .map((role) => `${scopeAt[level as Level]}-${role}`),
  );

type Reply = Awaited<ReturnType<ProofWorld['send']>>;
/** What a reply says, a file opened. */
const textOf = async ({ type, bytes, text }: Reply): Promise<string> => {
  if (type.includes('csv')) return (parse(bytes, { relax_column_count: true, bom: true }) as string[][]).join('\n');
  if (!type.includes('spreadsheetml')) return text;
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(bytes as unknown as exceljs.Buffer);
  const cells: string[] = [];
  for (const sheet of workbook.worksheets) {
    sheet.eachRow((row) => {
      row.eachCell((cell) => cells.push(cell.text, JSON.stringify(cell.note ?? '')));
    });
  }
  return cells.join('\n');
};

describe('a whole number', () => {
  const routes = [...allHandlers.map(({ contract }) => contract), ...allStreams];
  let files = 0;

  it.each(routes.map((route) => [route.id, route] as const))('is in nothing that %s gives', async (id, route) => {
    const { who, ask } = oracle[id] as Expected;
    if (id === 'accounts.sign-out') return;
    let found = 0;
    for (const login of askersOf(who)) {
      const { path: parts = {}, query, body } = ask(world.places[0] as Place);
      const url = route.path.replaceAll(/:(\w+)/g, (_all, key: string) => String(parts[key] ?? ''));
      const payload = route.method === 'POST' ? (body ?? {}) : undefined;
      const reply = await world.send(login, route.method, query ? `${url}?${query}` : url, payload as object);
      const whole = wholeIn(await textOf(reply));
      if (reply.type.includes('spreadsheetml') || reply.type.includes('csv')) files += 1;
      if (onPurpose.has(id)) found += whole === null ? 0 : 1;
      else expect(whole, `${login} ${url}`).toBeNull();
    }
    // What is on this list and gives nothing whole has no place on it.
    if (onPurpose.has(id)) expect(found).toBeGreaterThan(0);
  });

  it('is looked for in files too', () => expect(files).toBeGreaterThan(10));

  it('is in no reply to a command that succeeds', async () => {
    // The walk ended sessions of its askers.
    app.forgetTokens();
    let succeeded = 0;
    for (const [id, make] of Object.entries(good)) {
      const { login, path: address, body } = await make();
      const reply = await app.as(login).post(`/api/${address}`, body);
      // What the proof's own life stands in the way of is refused: a refusal holds no number either.
      succeeded += reply.status === 200 ? 1 : 0;
      if (!onPurpose.has(id)) expect(wholeIn(reply.text), id).toBeNull();
    }
    expect(succeeded).toBeGreaterThan(35);
  });

  it('goes back to the person who handed it in, and to no other of the house', async () => {
    const drafts = `/api/institutions/${app.institution('a')}/child-drafts`;
    expect(wholeIn((await app.as('a-ordinary').get(drafts)).text)).toBe(childCells(700).identityNumber);
    expect((await app.as('a-ordinary2').get(drafts)).text).toBe('[]');
    for (const login of ['a-review', 'a-reader', '410105-review'])
      expect((await app.as(login).get(drafts)).status, login).toBe(403);
  });

  it('stands in no column of the database, no line of the trail, no file and no line of the log', async () => {
    const numbers = [0, 1, 2, 3, 9, 700, 3001].map((n) => childCells(n).identityNumber);
    const tables = await app.database.asOwner((tx) =>
      tx.rows<{ name: string }>(
        `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'`,
      ),
    );
    expect(tables.length).toBeGreaterThan(40);
    for (const { name } of tables) {
      const rows = await app.database.asOwner((tx) =>
        tx.rows(`select 1 from ${name} t where t::text ~ $1 or t::text like '%' || $2 || '%' limit 1`, [
          numbers.join('|'),
          phone,
        ]),
      );
      expect(rows, name).toEqual([]);
    }
    let looked = 0;
    for (const entry of await readdir(app.varFolder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      looked += 1;
      const text = (await readFile(path.join(entry.parentPath, entry.name))).toString('latin1');
      for (const number of numbers) expect(text.includes(number), entry.name).toBe(false);
    }
    expect(looked).toBeGreaterThan(0);
    expect(wholeIn(log.join('\n'))).toBeNull();
  });
});
