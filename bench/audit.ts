import path from 'node:path';
import type { Level } from '@xueqian/kernel/actor.ts';
import { listPage } from '@xueqian/modules/audit/server/entries.ts';
import { recordEntries } from '@xueqian/modules/audit/server/index.ts';
import { type Database, openDatabase } from '@xueqian/platform/database.ts';
import { migrate } from '@xueqian/platform/migrate.ts';
import { productRoot } from '@xueqian/platform/root.ts';
import type { Means } from './means.ts';
import { note, repeated, timed } from './measure.ts';

const scratch = 'xueqian_bench_audit';
const lines = Number(process.env['BENCH_AUDIT_LINES'] ?? 10_000_000);
const begin = '2026-01-01T00:00:00Z';

/** Lines of a year in 31 provinces, 340 prefectures, 2,800 counties; 40,000 people; one in fifty refused. */
const fill = `
  insert into audit.entries (at, entry, route, result, refusal, account_id, login, person_name, role, level, scope, office_id, office_name,
    county_code, prefecture_code, province_code, subject, facts, address, request_id)
  select $1::timestamptz + n * interval '3 seconds' * (10000000.0 / $2::bigint), (array['children.file-read', 'children.file-read', 'children.file-read', 'children.looked-up', 'children.edited',
      'accounts.signed-in', 'registration.confirmed', 'children.entered'])[1 + n % 8], 'x', case when n % 50 = 0 then 'refused' else 'done' end,
    case when n % 50 = 0 then 'children.not-found' end, p, 'login-' || p, 'person-' || p, 'ordinary', 'institution', p::text, p, 'office-' || p,
    lpad((p % 2800)::text, 6, '0'), lpad((p % 2800 % 340)::text, 6, '0'), lpad((p % 2800 % 340 % 31)::text, 6, '0'), 'child ' || (n * 7919) % 4000000,
    '{"before": {"address": "a"}, "after": {"address": "b"}}', '10.0.0.1', md5(n::text)
  from (select n, (n * 7907) % 40000 as p from generate_series(1::bigint, $2::bigint) n) x`;

const openScratch = async (means: Means): Promise<Database> => {
  const url = new URL(means.url);
  url.pathname = `/${scratch}`;
  const { rows } = await means.database.pool.query('select from pg_database where datname = $1', [scratch]);
  if (rows.length === 0) await means.database.pool.query(`create database ${scratch}`);
  const database = openDatabase(url.href, { poolSize: 4 });
  await migrate(database, path.join(productRoot, 'db/migrations'), new Date());
  const { full } = await database.asOwner((tx) =>
    tx.one<{ full: boolean }>('select exists (select from audit.entries) as full'),
  );
  if (full) return database;
  const { ms } = await timed(() =>
    database.asOwner(async (tx) => {
      for (let month = 0; month < 12; month += 1)
        await tx.rows(`select audit.prepare_month(('2026-01-01'::date + make_interval(months => $1))::date)`, [month]);
      // The indexes are made after the lines: only the reading is measured here.
      const indexes = await tx.rows<{ name: string; definition: string }>(
        `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index where indrelid = 'audit.entries'::regclass`,
      );
      for (const { name } of indexes) await tx.run(`drop index ${name}`);
      await tx.run(fill, [begin, lines]);
      for (const { definition } of indexes) await tx.run(definition.replace(' ON ONLY ', ' ON '));
    }),
  );
  await database.pool.query('vacuum analyze audit.entries');
  console.error(`${lines.toLocaleString('en')} lines made in ${Math.round(ms / 1000)} s`);
  return database;
};

/** A page of the trail as each level's audit administrator, row security on; what an entry costs to write. */
export const benchAudit = async (means: Means): Promise<void> => {
  const database = await openScratch(means);
  const actorOf = (level: Level, scope: string) => ({
    accountId: 1,
    login: 'bench',
    personName: 'bench',
    role: 'audit-administrator' as const,
    level,
    scope,
    officeId: 0,
    officeName: 'bench',
    duties: null,
    institutionId: null,
    divisionCode: scope,
  });
  const from = '2026-10-01T00:00:00.000Z';
  const filters = [
    ['all', {}],
    ['thirty days', { from }],
    ['a common kind', { entry: 'children.file-read' }],
    ['refused', { result: 'refused' as const }],
    ['one person', { person: 'person-107' }],
    ['one child', { subject: 'child 7919' }],
    ['a kind and person that nobody is', { entry: 'children.edited', person: 'nobody' }],
  ] as const;
  for (const [level, scope] of [
    ['county', '000107'],
    ['prefecture', '000107'],
    ['province', '000014'],
    ['ministry', '000000'],
  ] as const) {
    const actor = actorOf(level, scope);
    for (const [name, filter] of filters) {
      const { median, p99 } = await repeated(30, (round) => {
        const before =
          round % 3 === 0 ? null : { at: `2026-${String(3 + (round % 9)).padStart(2, '0')}-15T00:00:00.000Z`, id: 1 };
        return database.asActor(actor, (tx) => listPage(tx, actor, filter, before, 50));
      });
      note(`audit, ${name}, as ${level}`, `${median.toFixed(1)} ms (p99 ${p99.toFixed(1)} ms)`, '', '', '< 200 ms');
    }
  }
  const entry = (n: number) => ({
    at: new Date(`2026-11-22T00:00:00Z`),
    entry: 'children.file-read',
    route: 'bench',
    result: 'done' as const,
    refusal: null,
    actor: actorOf('county', '000107'),
    subject: `child ${n}`,
    facts: null,
    address: '127.0.0.1',
    requestId: crypto.randomUUID(),
  });
  for (const size of [1, 100]) {
    const { median } = await repeated(50, (round) =>
      database.asGateBriefly((tx) =>
        recordEntries(
          tx,
          Array.from({ length: size }, (_, n) => entry(round * size + n)),
        ),
      ),
    );
    note(`audit, write ${size} in one transaction`, `${median.toFixed(2)} ms`);
  }
  await database.close();
};
