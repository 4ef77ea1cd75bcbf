import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Actor } from '@xueqian/kernel/actor.ts';
import { newToken, tokenDigest } from '@xueqian/modules/accounts/server/sessions.ts';
import { insertClasses } from '@xueqian/modules/classes/server/index.ts';
import { checkImport, commitImportNow, type ImportMeans } from '@xueqian/modules/importing/server/index.ts';
import { takeOverInstitutions } from '@xueqian/modules/institutions/server/index.ts';
import { assignPack, loadDivisions } from '@xueqian/modules/jurisdictions/server/index.ts';
import { makeAccounts } from '@xueqian/modules/simulation/server/offices.ts';
import { saveBaselines } from '@xueqian/modules/statistics/server/index.ts';
import type { Keys } from '@xueqian/platform/keys.ts';
import { makeTestDatabase, type TestDatabase } from '@xueqian/platform/testing/test-database.ts';
import { makeApp } from '../app.ts';
import { accountsOf, basicOf, office, type PlaceKey, places } from './test-offices.ts';

export { basicOf, type PlaceKey } from './test-offices.ts';

export const makeKeys = (): Keys => ({
  current: { id: 1, cipher: randomBytes(16), mac: randomBytes(32) },
  older: [],
});

/** `fileName`: what a file that was asked for is called. */
export type Reply = {
  readonly status: number;
  readonly body: never;
  readonly text: string;
  readonly fileName?: string;
};

export type TestAppOptions = {
  /** States of the basic sections; all approved when left out. */
  readonly empty?: readonly PlaceKey[];
  /** With the limits of the rate classes on. */
  readonly limited?: boolean;
  /** Another database than a clone of the template. */
  readonly database?: TestDatabase;
  /** Other keys than fresh ones in memory. */
  readonly keys?: Keys;
  /** The instant at which the clock of the test begins. */
  readonly startsAt?: string;
  /** Where the server's log goes; it keeps none when left out. */
  readonly writeLog?: (line: string) => void;
};

/** The whole application on a database of its own, with a clock that the test sets and keys in memory. */
export const makeTestApp = async (options: TestAppOptions = {}) => {
  const database = options.database ?? (await makeTestDatabase());
  const varFolder = await mkdtemp(path.join(tmpdir(), 'xueqian-var-'));
  const keys = options.keys ?? makeKeys();
  let now = new Date(options.startsAt ?? '2026-11-22T01:00:00Z');
  // A millisecond passes with each look, so that no two commands happen at one instant.
  const clock = () => {
    now = new Date(now.getTime() + 1);
    return now;
  };
  const app = await makeApp({
    database,
    databaseUrl: database.url,
    keys,
    varFolder,
    clock,
    ...(options.limited ? {} : { rates: null }),
    ...(options.writeLog ? { log: true, writeLog: options.writeLog } : {}),
    pollSeconds: 0.5,
  });

  await database.asOwner(async (tx) => {
    await loadDivisions(tx);
    await assignPack(tx, '410000', 'henan-2017', '2017-04-11');
  });
  const founder = (county: string): Actor => ({
    ...office(`${county}-founder`, 'ordinary', 'county', county, null, county),
    officeId: 0,
    duties: null,
    accountId: 0,
    personName: 'founder',
  });
  const ids = new Map<string, number>();
  for (const { countyCode, prefectureCode, code, name, key, townCode } of places) {
    const state = options.empty?.includes(key) ? 'empty' : 'approved';
    const taken = await database.asActor(founder(countyCode), (tx) =>
      takeOverInstitutions(
        tx,
        founder(countyCode),
        { countyCode, prefectureCode, provinceCode: '410000' },
        [{ code, name, kind: '111', nature: '1', townCode, state, basic: basicOf(name), reason: null }],
        now,
      ),
    );
    ids.set(code, taken.get(code) as number);
  }
  const actors = await database.asOwner((tx) => makeAccounts(tx, accountsOf(ids), null, 1, now));
  await database.asActor(actors.get('410000-ordinary') as Actor, (tx) =>
    saveBaselines(
      tx,
      2025,
      [...ids.values()].map((institutionId) => ({ institutionId, children: 100 })),
    ),
  );

  const actor = (login: string): Actor => {
    const found = actors.get(login);
    if (!found) throw new Error(`no account ${login}`);
    return found;
  };
  const institution = (key: PlaceKey): number => actor(`${key}-ordinary`).institutionId as number;

  const tokens = new Map<string, string>();
  /** A session without a password, made as the gate makes it. */
  const sessionOf = async (accountId: number): Promise<string> => {
    const token = newToken();
    await database.asGate((tx) =>
      tx.run(
        `insert into accounts.sessions (token_digest, account_id, created_at, last_seen_at, expires_at, idle_minutes, address)
         values ($1, $2, $3, $3, $4, 10000000, '127.0.0.1')`,
        [tokenDigest(token), accountId, now, new Date('2030-01-01T00:00:00Z')],
      ),
    );
    return token;
  };
  const tokenOf = async (login: string): Promise<string> => {
    const token = tokens.get(login) ?? (await sessionOf(actor(login).accountId));
    tokens.set(login, token);
    return token;
  };

  const send = async (request: {
    method: 'GET' | 'POST';
    url: string;
    login?: string | null;
    payload?: string | object | Buffer | undefined;
    headers?: Record<string, string>;
  }): Promise<Reply> => {
    const { method, url, login } = request;
    const reply = await app.http.inject({
      method,
      url,
      headers: { 'x-xueqian': '1', ...request.headers },
      ...(login ? { cookies: { xueqian_session: await tokenOf(login) } } : {}),
      ...(request.payload === undefined ? {} : { payload: request.payload }),
    });
    const json = String(reply.headers['content-type'] ?? '').includes('json');
    return {
      status: reply.statusCode,
      text: json ? reply.payload : '',
      body: (json ? JSON.parse(reply.payload) : reply.rawPayload) as never,
      fileName: decodeURIComponent(
        /filename\*=UTF-8''([^;]+)/.exec(String(reply.headers['content-disposition'] ?? ''))?.[1] ?? '',
      ),
    };
  };

  const as = (login: string | null) => ({
    get: (url: string) => send({ method: 'GET', url, login }),
    post: (url: string, payload: object = {}) => send({ method: 'POST', url, login, payload }),
    upload: (url: string, bytes: Buffer, fileName = '幼儿.xlsx') => {
      const edge = 'a-boundary-of-the-test';
      const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
      return send({
        method: 'POST',
        url,
        login,
        payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${edge}--\r\n`)]),
        headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
      });
    },
  });

  const means: ImportMeans = { database, files: app.services.files, keys, clock };

  /** Makes a class in each institution straight away; gives its code. */
  const makeClasses = async (code = '20262101'): Promise<string> => {
    for (const place of places) {
      await database.asActor(actor(`${place.key}-ordinary`), (tx) =>
        insertClasses(
          tx,
          actor(`${place.key}-ordinary`).accountId,
          [
            {
              institutionId: institution(place.key),
              code,
              name: '小一班',
              type: '21',
              schoolYear: 2026,
              capacity: 30,
              teacherName: null,
            },
          ],
          now,
        ),
      );
    }
    return code;
  };

  const uploadAs = async (key: PlaceKey, bytes: Buffer, fileName?: string): Promise<number> => {
    const reply = await as(`${key}-ordinary`).upload(`/api/institutions/${institution(key)}/imports`, bytes, fileName);
    if (reply.status !== 200) throw new Error(`upload: ${reply.status} ${reply.text}`);
    return (reply.body as { importId: number }).importId;
  };

  return {
    database,
    keys,
    varFolder,
    http: app.http,
    jobKinds: app.jobKinds,
    handlers: app.handlers,
    streams: app.streams,
    services: app.services,
    trail: app.trail,
    startJobs: app.startJobs,
    means,
    actor,
    institution,
    as,
    send,
    makeClasses,
    uploadAs,
    sessionOf,
    /** New sessions from now on: the old ones were ended. */
    forgetTokens: () => tokens.clear(),
    now: clock,
    setNow: (iso: string) => {
      now = new Date(iso);
    },
    /** What the queue would do for this import: its check. */
    check: (key: PlaceKey, importId: number) => checkImport(means, actor(`${key}-ordinary`), importId),
    /** What the queue would do once it was told to commit. */
    commit: (key: PlaceKey, importId: number) => commitImportNow(means, actor(`${key}-ordinary`), importId),
    differences: () => database.asOwner((tx) => tx.rows('select * from statistics.counter_differences()')),
    close: async () => {
      await app.close();
      await database.drop();
      await rm(varFolder, { recursive: true, force: true });
    },
  };
};

export type TestApp = Awaited<ReturnType<typeof makeTestApp>>;
