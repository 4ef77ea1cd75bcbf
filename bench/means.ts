import { createHash, randomBytes } from 'node:crypto';
import type { Actor, Level, Role } from '@xueqian/kernel/actor.ts';
import { makeAccounts } from '@xueqian/modules/simulation/server/offices.ts';
import { readConfig } from '@xueqian/platform/config.ts';
import { type Database, openDatabase } from '@xueqian/platform/database.ts';
import { type Keys, loadKeys } from '@xueqian/platform/keys.ts';
import { makeSealer, type Sealer } from '@xueqian/platform/sealing.ts';

export type Means = {
  readonly database: Database;
  readonly url: string;
  readonly keys: Keys;
  readonly sealer: Sealer;
  readonly varFolder: string;
  readonly children: number;
};

/** The loaded province that everything is measured on. */
export const openMeans = async (): Promise<Means> => {
  const config = readConfig(process.env);
  const database = openDatabase(config.databaseUrl, { poolSize: 40 });
  const keys = await loadKeys(database, config.keysFile);
  const { rows } = await database.pool.query<{ n: number }>(
    `select reltuples::bigint as n from pg_class where oid = 'children.children'::regclass`,
  );
  return {
    database,
    url: config.databaseUrl,
    keys,
    sealer: makeSealer(keys.current, keys.older),
    varFolder: config.varFolder,
    children: rows[0]?.n ?? 0,
  };
};

/** A person at an office, made for measuring; cannot sign in. */
export const actorAt = async (
  means: Means,
  level: Level,
  role: Role,
  scope: string,
  institutionId: number | null = null,
  divisionCode = scope,
): Promise<Actor> => {
  const login = `bench-${level}-${role}-${scope}`;
  const made = await means.database.asOwner((tx) =>
    makeAccounts(
      tx,
      [{ login, role, level, officeName: 'bench', scope, divisionCode, institutionId, trial: false }],
      null,
      'bench',
      new Date(),
    ),
  );
  return made.get(login) as Actor;
};

/** A session of that person: the cookie header's value. */
export const sessionOf = async (means: Means, actor: Actor): Promise<string> => {
  const token = randomBytes(32).toString('base64url');
  await means.database.asGate((tx) =>
    tx.run(
      `insert into accounts.sessions (token_digest, account_id, created_at, last_seen_at, expires_at, idle_minutes)
       values ($1, $2, now(), now(), now() + interval '1 hour', 60)`,
      [createHash('sha256').update(token).digest(), actor.accountId],
    ),
  );
  return `xueqian_session=${token}`;
};

/** The largest county and what stands above it, with the column that says so. */
export const placesOf = async (means: Means) => {
  const { county, prefecture, province } = await largestCounty(means);
  return [
    { level: 'county', scope: county, column: 'county_code' },
    { level: 'prefecture', scope: prefecture, column: 'prefecture_code' },
    { level: 'province', scope: province, column: 'province_code' },
  ] as const;
};

/** The county with most children, and its prefecture. */
export const largestCounty = (
  means: Means,
): Promise<{ county: string; prefecture: string; province: string; children: number }> =>
  means.database.asOwner((tx) =>
    tx.one(
      `select county_code as county, prefecture_code as prefecture, province_code as province, sum(entered + returned + confirmed + problem + numbered)::int as children
       from statistics.institution_counters group by 1, 2, 3 order by 4 desc limit 1`,
    ),
  );

/** The county with most institutions, and what stands above it. */
export const largestPlaces = (means: Means) =>
  means.database.asOwner(async (tx) => {
    const { county, prefecture, province } = await tx.one<{ county: string; prefecture: string; province: string }>(
      `select county_code as county, prefecture_code as prefecture, province_code as province from institutions.institutions
       group by 1, 2, 3 order by count(*) desc, 1 limit 1`,
    );
    return [
      { level: 'county', scope: county },
      { level: 'prefecture', scope: prefecture },
      { level: 'province', scope: province },
    ] as const;
  });

/** A list of children without any filter. */
export const everything = {
  institutionId: undefined,
  classId: undefined,
  division: undefined,
  state: undefined,
  waitsFor: undefined,
  today: '2026-11-22',
};
