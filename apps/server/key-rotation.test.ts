import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { addKey, loadKeys } from '@xueqian/platform/keys.ts';
import {
  beginAnew,
  countByKey,
  listSealedPlaces,
  markedPlaces,
  resealAll,
  resealJob,
} from '@xueqian/platform/resealing.ts';
import { makeTestDatabase } from '@xueqian/platform/testing/test-database.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resealEverything } from './job-kinds.ts';
import { applyEverywhere } from './testing/admission-rows.ts';
import { contentOf, farNumberOf, fileTo, openingCode } from './testing/border-play.ts';
import { childCells } from './testing/child-cells.ts';
import { applicationBody } from './testing/key-change-play.ts';
import { memberOf } from './testing/section-cells.ts';
import { makeTestApp, type PlaceKey, type TestApp } from './testing/test-app.ts';
import { liveSignIns } from './testing/visitor.ts';
import { workbookOf } from './testing/workbook.ts';

let app: TestApp;
let folder = '';
let file = '';
let fileKey = '';
const textOfFile = 'x'.repeat(100_000);

/** Rows of one sheet; the same numbers always mean the same children. */
const rowsOf = (from: number, count: number) =>
  Array.from({ length: count }, (_each, n) => childCells(from + n, { classCode: '20262101' }));
const importInto = async (key: PlaceKey, rows: ReturnType<typeof rowsOf>) => {
  const importId = await app.uploadAs(key, await workbookOf(rows));
  await app.check(key, importId);
  await app.as(`${key}-ordinary`).post(`/api/imports/${importId}/commit`, { expectRejected: 0 });
  await app.commit(key, importId);
  return (await app.as(`${key}-ordinary`).get(`/api/imports/${importId}`)).body as {
    state: string;
    counts: { created: number; updated: number; unchanged: number; rejected: number; withCase: number };
  };
};
const means = (onStep?: () => Promise<void>) => ({
  database: app.database,
  keys: app.keys,
  files: app.services.files,
  ...(onStep ? { onStep } : {}),
});
const counts = () => countByKey(app.database, app.services.files);
const facts = () =>
  app.database.asOwner((tx) =>
    tx.rows(
      `select 'claims' as what, count(*) as n, md5(string_agg(claim_digest::text || holds_claim || coalesce(substring(identity_sealed from 2 for 16)::text, '-') || version, '|' order by id)) as sum from children.children
       union all select 'numbers', count(*), md5(string_agg(kind || body_digest::text || child_id, '|' order by child_id)) from registration.numbers
       union all select 'cases', count(*), md5(string_agg(k::text, '|' order by id)) from duplicates.cases k`,
    ),
  );

beforeAll(async () => {
  const database = await makeTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'xueqian-keys-'));
  file = path.join(folder, 'keys.json');
  app = await makeTestApp({ database, keys: await loadKeys(database, file) });
  await app.makeClasses();
  expect((await importInto('a', rowsOf(0, 40))).counts.created).toBe(40);
  expect((await importInto('b', rowsOf(30, 30))).counts).toMatchObject({ created: 30, withCase: 10 });
  const choice = { institutionId: app.institution('a'), classId: null, childIds: null };
  await app.as('a-review').post('/api/registration/confirmations', choice);
  await app.as('410105-review').post('/api/registration/approvals', choice);
  // A file that changed keeps what it was.
  await app.database.asOwner((tx) =>
    tx.run(
      `update children.children set changed_at = $1, version = version + 1 where id = (select min(id) from children.children where state = 'numbered')`,
      [app.now()],
    ),
  );
  const [child] = await app.database.asOwner((tx) =>
    tx.rows<{ id: number }>(
      `select max(c.id) as id from children.children c where c.state = 'numbered' and not exists (select from duplicates.cases k where k.earlier_child_id = c.id)`,
    ),
  );
  const renaming = applicationBody({ name: '欧阳更名' }, '2026-11-20');
  expect((await app.as('a-ordinary').post(`/api/children/${child?.id}/key-changes`, renaming)).status).toBe(200);
  const ofFile = contentOf(7990, {}, { studentNumber: farNumberOf(7990) });
  const brought = { text: await fileTo('410105', ofFile), openingCode, reason: '没有学位' };
  const taken = await app.as('a-ordinary').post(`/api/institutions/${app.institution('a')}/crossing-refusals`, brought);
  expect(taken.status, taken.text).toBe(200);
  await app.as('a-ordinary').post(`/api/institutions/${app.institution('a')}/child-drafts`, {
    draftId: crypto.randomUUID(),
    values: { name: '草稿' },
  });
  const refused = await app.uploadAs(
    'a',
    await workbookOf([childCells(900, { identityNumber: '410105202013991234' })]),
  );
  await app.check('a', refused);
  const corrections = [{ column: 'guardianPhone', from: '13800000000', to: '13900000000' }];
  await app.as('a-ordinary').post(`/api/imports/${refused}/corrections`, { corrections });
  await app.as('a-ordinary').post(`/api/institutions/${app.institution('a')}/sections/staff/draft`, {
    revision: null,
    fields: { staff: [memberOf()] },
  });
  const { sealed, digest } = app.services.sealer.seal('person-identity', '410105199001011234');
  await app.database.asOwner((tx) =>
    tx.run(
      `update accounts.people set identity_sealed = $1, identity_digest = $2, phone_sealed = $3 where id = (select min(id) from accounts.people)`,
      [sealed, digest, app.services.sealer.seal('person-phone', '13800000000').sealed],
    ),
  );
  await app.database.asOwner(async (tx) => {
    const office = app.actor('a-ordinary');
    const phone = app.services.sealer.seal('person-phone', '13800000001').sealed;
    await tx.run(
      `insert into administration.leaders (office_id, name, post, phone_sealed, since_on, recorded_by, recorded_at) values ($1, '王园长', 'head', $2, '2026-09-01', $3, now())`,
      [office.officeId, phone, office.accountId],
    );
    const contact = app.services.sealer.seal('recovery-contact', '13800000001').sealed;
    await tx.run(
      `insert into administration.recoveries (contact_sealed, reason, state, asked_at, address) values ($1, '忘记密码', 'asked', now(), '127.0.0.1')`,
      [contact],
    );
  });
  await applyEverywhere(app);
  await liveSignIns(app);
  fileKey = (await app.services.files.put(Readable.from([textOfFile]))).key;
}, 120_000);
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the places where something is sealed', () => {
  it('are all columns of the catalogue that say so, each with a primary key, and none is empty here', async () => {
    const places = await app.database.asOwner(listSealedPlaces);
    const columns = places.flatMap((place) => place.columns.map((column) => `${place.table}.${column}`));
    const named = await app.database.asOwner((tx) =>
      tx.rows<{ name: string; type: string }>(
        `select table_schema || '.' || table_name || '.' || column_name as name, data_type as type from information_schema.columns where column_name like '%sealed%' and column_name not like '%\\_at' order by 1`,
      ),
    );
    expect(named.every((each) => each.type === 'bytea')).toBe(true);
    expect(columns.sort()).toEqual(named.map((each) => each.name).sort());
    for (const place of places) expect(place.key.length, place.table).toBeGreaterThan(0);
    const filled = new Set((await counts()).map((each) => each.where));
    for (const where of [...columns, ...markedPlaces.map(({ table, column }) => `${table}.${column}`), 'files'])
      expect([...filled], `${where} is empty: nothing is proved`).toContain(where);
  });

  it('hold no number and no telephone beside what is sealed, in any column of any table', async () => {
    const tables = await app.database.asOwner((tx) =>
      tx.rows<{ name: string }>(
        `select table_schema || '.' || table_name as name from information_schema.tables where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
      ),
    );
    const secrets = [childCells(1).identityNumber, childCells(1).guardianPhone, '13900000000', '410105202013991234'];
    for (const { name } of tables) {
      const found = await app.database.asOwner((tx) =>
        tx.rows(`select t::text from ${name} t where t::text like any ($1) limit 1`, [
          secrets.filter((each) => each).map((each) => `%${each}%`),
        ]),
      );
      expect(found, name).toEqual([]);
    }
  });
});

describe('a rotation while people work', () => {
  it('changes the key of everything, and nothing else', async () => {
    const before = await facts();
    await addKey(app.database, file, 'aes', app.now());
    await resealAll(means());
    const after = await counts();
    expect(after.length).toBeGreaterThan(8);
    expect(after.filter((each) => each.keyId !== 2)).toEqual([]);
    expect(await facts()).toEqual(before);
    const chunks: Buffer[] = [];
    for await (const chunk of await app.services.files.get(fileKey)) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toBe(textOfFile);
    const found = await app.as('a-ordinary').post('/api/children/lookup', { number: childCells(3).identityNumber });
    expect((found.body as { childId: number }).childId).toEqual(expect.any(Number));
    expect(
      (await app.as('a-ordinary').post('/api/children/opening', { number: childCells(3).identityNumber })).status,
    ).toBe(200);
  });

  it('seals what an earlier version kept in plain text, and only that', async () => {
    const plain = [
      { column: 'identityNumber', from: '410105202013991234', to: '41010520210901001X' },
      { column: 'guardianPhone', from: '', to: '13900000000' },
      { column: 'classCode', from: '1', to: '20262101' },
    ];
    const id = await app.uploadAs('a', Buffer.from('a,b'));
    await app.database.asOwner((tx) =>
      tx.run('update importing.imports set corrections = $2 where id = $1', [id, JSON.stringify(plain)]),
    );
    const kept = () =>
      app.database.asOwner((tx) =>
        tx.rows<{ id: number; text: string }>(
          `select id, corrections::text as text from importing.imports where corrections <> '[]' order by id`,
        ),
      );
    const before = await kept();
    expect(before.map((row) => row.text).join()).toContain('410105202013991234');
    await resealEverything(means());
    const after = await kept();
    expect(after.map((row) => row.text).join()).not.toMatch(/\d{17}|13900000000/);
    expect(after.filter((row) => row.id !== id)).toEqual(before.filter((row) => row.id !== id));
    expect((await app.as('a-ordinary').get(`/api/imports/${id}`)).body).toMatchObject({ corrections: plain });
    await resealEverything(means());
    expect(await kept()).toEqual(after);
  });

  it('finds, matches and keeps claims right while half is sealed under each key and imports run', async () => {
    await addKey(app.database, file, 'sm4', app.now());
    await beginAnew(app.database);
    const before = await facts();
    // Half of the rows under the new key: what has not changed is still seen as unchanged.
    const half = await app.database.asOwner((tx) =>
      tx.rows<{ id: number; sealed: Buffer }>(
        'select id, identity_sealed as sealed from children.children where id % 2 = 0 and identity_sealed is not null',
      ),
    );
    for (const { id, sealed } of half)
      await app.database.asOwner((tx) =>
        tx.run('update children.children set identity_sealed = $2 where id = $1', [
          id,
          app.services.sealer.underCurrentKey(sealed),
        ]),
      );
    expect(await facts()).toEqual(before);
    expect((await importInto('a', rowsOf(0, 40))).counts).toMatchObject({ unchanged: 40, updated: 0, rejected: 0 });
    // Two institutions enter the same new children while the resealing goes through the table.
    const running = Promise.all([importInto('c', rowsOf(100, 60)), importInto('d', rowsOf(130, 60))]);
    let finished = false;
    void running.finally(() => {
      finished = true;
    });
    let passes = 0;
    while (!finished) {
      passes += 1;
      // The key changes once more under their hands.
      if (passes === 2) await addKey(app.database, file, 'aes', app.now());
      await beginAnew(app.database);
      await resealAll({ ...means(), rowsAStep: 7 });
    }
    expect(passes).toBeGreaterThan(1);
    const [c, d] = await running;
    expect([c.counts.created, d.counts.created]).toEqual([60, 60]);
    expect(c.counts.withCase + d.counts.withCase).toBe(30);
    const held = await app.database.asOwner((tx) =>
      tx.one(
        `select count(*) as files, count(distinct claim_digest) as claims, count(*) filter (where holds_claim) as held from children.children where state <> 'deleted'`,
      ),
    );
    expect(held).toEqual({ files: 40 + 30 + 60 + 60, claims: 60 + 90, held: 60 + 90 });
    await beginAnew(app.database);
    await resealAll(means());
    expect((await counts()).filter((each) => each.keyId !== 4)).toEqual([]);
    for (const n of [0, 35, 59, 100, 150, 189])
      for (const login of ['410000-reader'])
        expect(
          (
            (await app.as(login).post('/api/children/lookup', { number: childCells(n).identityNumber })).body as {
              childId: number | null;
            }
          ).childId,
          String(n),
        ).not.toBeNull();
  });

  it('goes on where it was cut off, as a job of the queue', async () => {
    await addKey(app.database, file, 'sm4', app.now());
    await beginAnew(app.database);
    let steps = 0;
    await expect(
      resealAll(
        means(async () => {
          steps += 1;
          if (steps === 3) throw new Error('killed');
        }),
      ),
    ).rejects.toThrow('killed');
    const left = (await counts()).filter((each) => each.keyId !== 5);
    expect(left.length).toBeGreaterThan(0);
    await app.startJobs();
    await app.database.asOwner((tx) => app.services.jobs.plan(tx, resealJob, {}));
    await expect
      .poll(async () => (await counts()).filter((each) => each.keyId !== 5), { timeout: 30_000, interval: 300 })
      .toEqual([]);
  });
});
