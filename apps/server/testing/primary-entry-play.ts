import { applyEntryAnswersNow, makeListNow } from '@xueqian/modules/primary-entry/server/index.ts';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { childCells } from './child-cells.ts';
import { petitionPost } from './petition-play.ts';
import type { TestApp } from './test-app.ts';

export const entryMeans = (app: TestApp) => ({
  database: app.database,
  files: app.services.files,
  sealer: app.services.sealer,
  clock: app.now,
});

/** A numbered child graduates on a day, outside the months of the yearly round. */
export const graduateDirectly = (app: Pick<TestApp, 'database' | 'now'>, childId: number, on = '2026-07-03') =>
  app.database.asOwner(async (tx) => {
    await tx.run(
      `update children.children set state = 'graduated', class_id = null, ended_on = $2, end_kind = '1', changed_at = $3, version = version + 1 where id = $1`,
      [childId, on, app.now()],
    );
    await tx.run(
      `insert into children.actions (child_id, at, action, account_id, facts) select $1, $2, 'graduated', min(id), '{}' from accounts.accounts`,
      [childId, app.now()],
    );
  });

/** A child of an institution with a number that has graduated; gives its file. */
export const graduateOf = async (
  app: TestApp,
  site: { readonly key: string; readonly institutionId: number; readonly county: string },
  n: number,
): Promise<number> => {
  const post = petitionPost(app);
  const { key, institutionId, county } = site;
  const asked = { requestId: crypto.randomUUID(), values: childCells(n) };
  const made = await post(`${key}-ordinary`, `/api/institutions/${institutionId}/children`, asked);
  const childId = Number(made['childId']);
  const choice = { institutionId, classId: null, childIds: [childId] };
  await post(`${key}-review`, '/api/registration/confirmations', choice);
  await post(`${county}-review`, '/api/registration/approvals', choice);
  await graduateDirectly(app, childId);
  return childId;
};

/** A list as its job makes it. */
export const makeListIn = async (
  app: TestApp,
  login: string,
  year = 2026,
): Promise<{ listId: number; number: string }> => {
  const body = { requestId: crypto.randomUUID(), year, reason: '交小学核对入学' };
  const made = (await petitionPost(app)(login, '/api/primary-entry-lists', body)) as { listId: number; number: string };
  await makeListNow(entryMeans(app), app.actor(login), made.listId);
  return made;
};

export type SentRow = Record<string, string>;

/** The lines of the file that goes out, by their headings. */
export const sentRows = async (app: TestApp, login: string, listId: number): Promise<SentRow[]> => {
  const reply = await app.as(login).post(`/api/primary-entry-lists/${listId}/file`, { reason: '交小学核对入学' });
  if (reply.status !== 200) throw new Error(reply.text);
  return parse(reply.body as Buffer, { bom: true, columns: true }) as SentRow[];
};

export const accepted = {
  接收结果: '已接收',
  小学名称: '花园路小学',
  学校标识码: '2141000001',
  入学日期: '2026-09-01',
};

/** The file as the primary side sends it back. */
export const answerFile = (rows: readonly SentRow[]): Buffer => Buffer.from(stringify([...rows], { header: true }));

/** Uploads a file of answers; gives its id. */
export const uploadAnswers = async (app: TestApp, login: string, listId: number, bytes: Buffer): Promise<number> => {
  const reply = await app.as(login).upload(`/api/primary-entry-lists/${listId}/answers`, bytes, '接收结果.csv');
  if (reply.status !== 200) throw new Error(reply.text);
  return (reply.body as { answerId: number }).answerId;
};

/** Takes looked-through answers in, as their job does. */
export const applyAnswersIn = async (
  app: TestApp,
  login: string,
  answerId: number,
  expectFaulty = 0,
): Promise<void> => {
  await petitionPost(app)(login, `/api/primary-entry-answers/${answerId}/application`, { expectFaulty });
  await applyEntryAnswersNow(entryMeans(app), app.actor(login), answerId);
};

/** In each institution a graduate; each county has asked about them, and nobody was found. */
export const handOverEverywhere = async (app: TestApp): Promise<void> => {
  for (const [at, key] of (['a', 'b', 'c', 'd'] as const).entries())
    await graduateOf(
      app,
      { key, institutionId: app.institution(key), county: app.actor(`${key}-ordinary`).divisionCode },
      9300 + at,
    );
  for (const county of ['410105', '410102', '410611']) {
    const login = `${county}-review`;
    const { listId } = await makeListIn(app, login);
    const rows = await sentRows(app, login, listId);
    const answerId = await uploadAnswers(
      app,
      login,
      listId,
      answerFile(rows.map((row) => ({ ...row, 接收结果: '查无此人' }))),
    );
    await applyAnswersIn(app, login, answerId);
  }
};

/** A list of a county that was withdrawn; gives its id. */
export const withdrawnListOf = (
  app: Pick<TestApp, 'database' | 'now'>,
  county: string,
  province: string,
): Promise<number> =>
  app.database.asOwner(async (tx) => {
    const number = `${county}-2026-91`;
    await tx.run(
      `insert into primary_entry.lists (county_code, province_code, number, year, state, reason, request_id, made_by, made_at)
       select $1, $2, $3, 2026, 'withdrawn', '试验', gen_random_uuid(), min(a.id), $4 from accounts.accounts a on conflict (number) do nothing`,
      [county, province, number, app.now()],
    );
    return (await tx.one<{ id: number }>('select id from primary_entry.lists where number = $1', [number])).id;
  });
