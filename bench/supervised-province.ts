import { currentRegister } from '@xueqian/modules/jurisdictions/server/index.ts';
import { nationalChecklist } from '@xueqian/modules/supervision/inspection.ts';
import { readConfig } from '@xueqian/platform/config.ts';
import { openDatabase, type Tx } from '@xueqian/platform/database.ts';
import { prepareDatabase } from '@xueqian/server/prepare.ts';
import { buildingOf, conditionsOf, financeOf, memberOf } from '@xueqian/server/testing/section-cells.ts';
import { basicOf } from '@xueqian/server/testing/test-offices.ts';
import { actorAt, type Means } from './means.ts';
import { timed } from './measure.ts';

const scratch = 'xueqian_bench_supervision';
const institutions = 40_000;
/** Thirteen of the staff each: 520,000. */
const staffEach = 13;
const today = '2026-11-22';

/** Counties of Henan with what stands above them. */
const listCounties = async (tx: Tx): Promise<string> => {
  const register = await currentRegister(tx);
  const counties = register.divisions
    .filter(({ code, level, validTo }) => level === 'county' && validTo === null && code.startsWith('41'))
    .flatMap(({ code }) => register.pathOf(code, today) ?? []);
  return JSON.stringify(counties.filter(({ county, prefecture }) => county !== null && prefecture !== null));
};

const staffOf = (variant: number): string =>
  JSON.stringify({
    staff: Array.from({ length: staffEach }, (_, at) =>
      memberOf({
        ...{ name: `教师${at}`, number: null, post: at === 0 ? '1' : '2' },
        // Every tenth file has somebody whom the rules find.
        ...(variant === 0 && at < 2
          ? { qualification: null, qualificationNumber: null, backgroundCheckedOn: null }
          : {}),
      }),
    ),
  });

const places = 'county_code, prefecture_code, province_code';
const placesOf = (alias: string): string => `${alias}.county_code, ${alias}.prefecture_code, ${alias}.province_code`;

/** Files in force of every institution: one of ten variants of the staff. */
const fillFiles = async (tx: Tx, account: number): Promise<void> => {
  const inForce = async (section: string, period: string, fields: string, where = 'true'): Promise<void> => {
    await tx.run(
      `insert into institutions.sections (institution_id, section, period, ${places}, newest_version, newest_state, in_force_version, in_force_at)
       select i.id, $1, $2, ${placesOf('i')}, 1, 'approved', 1, now() from institutions.institutions i where ${where}`,
      [section, period],
    );
    await tx.run(
      `insert into institutions.section_versions (institution_id, section, period, version, ${places}, state, revision, fields, entered_by, entered_at,
         submitted_by, submitted_at, confirmed_at, reviewed_at, review_office)
       select i.id, $1, $2, 1, ${placesOf('i')}, 'approved', 1, $3, $4, now(), $4, now(), now(), now(), 'bench' from institutions.institutions i where ${where}`,
      [section, period, fields, account],
    );
  };
  await inForce('buildings', '', JSON.stringify({ buildings: [buildingOf()] }));
  await inForce('conditions', '', JSON.stringify(conditionsOf()));
  await inForce('finance', '2026-autumn', JSON.stringify(financeOf()));
  for (let variant = 0; variant < 10; variant += 1)
    await inForce('staff', '', staffOf(variant), `i.id % 10 = ${variant}`);
};

/** 300,000 open tasks, a twentieth of them late; and as many closed ones. */
const fillTasks = (tx: Tx): Promise<number> =>
  tx.run(
    `insert into deadlines.tasks (kind, subject, institution_id, ${places}, holder_level, opened_on, period_count, period_unit, due_on, closed_on)
     select k.kind, 'bench-' || n, i.id, ${placesOf('i')}, k.holder, '2026-11-02', 20, 'working-days',
       date '2026-11-20' + ((i.id * 7 + n) % 60)::int - case when (i.id + n) % 20 = 0 then 30 else 0 end, case when n % 2 = 1 then date '2026-11-10' end
     from institutions.institutions i cross join generate_series(0, 14) n
     cross join lateral (select (array['section-review', 'form', 'rectification', 'declaration-review', 'term-check'])[1 + n % 5] as kind,
       (array['county', 'institution', 'institution', 'county', 'institution'])[1 + n % 5] as holder) k`,
    [],
  );

const fillRecords = async (tx: Tx, account: number): Promise<void> => {
  const from = 'from institutions.institutions i cross join generate_series(1, $1::int) n';
  await tx.run(
    `insert into declarations.declarations (institution_id, ${places}, institution_name, institution_code, national_code, handling, state, title,
       description, changed_on, request_id, drawn_up_by, drawn_up_at, confirmed_at, declared_at, decided_by, decided_at, decision_office)
     select i.id, ${placesOf('i')}, i.name, i.code, '06', 'review', case n when 1 then 'submitted' else 'accepted' end, '收费调整', '按批复执行', '2026-11-01',
       gen_random_uuid(), $2, now(), now(), timestamptz '2026-11-01T01:00:00Z' - n * interval '20 days', $2, now(), 'bench' ${from}`,
    [4, account],
  );
  await tx.run(
    `insert into supervision.rectifications (institution_id, ${places}, violation, found, asked, due_on, state, office_name, request_id, issued_by,
       issued_at, answer, answered_by, answered_at)
     select i.id, ${placesOf('i')}, 'late-change', '教职工变动未更新', '限期更新', '2026-12-20', case n when 1 then 'answered' else 'accepted' end, 'bench',
       gen_random_uuid(), $2, '2026-11-01T01:00:00Z', '已更新', $2, now() ${from}`,
    [2, account],
  );
  await tx.run(
    `insert into supervision.inspections (institution_id, ${places}, level, office_name, request_id, is_planned, plan_title, from_on, until_on, state,
       items, inspectors, inspected_on, made_by, made_at, signed_by, signed_at, known_by, known_at)
     select i.id, ${placesOf('i')}, 'county', 'bench', gen_random_uuid(), true, '冬季安全检查', '2026-11-01', '2026-12-20',
       case n when 1 then 'planned' else 'closed' end, $3, case n when 1 then '' else '王督学' end, case n when 1 then null else date '2026-11-05' end, $2, now(),
       $2, now(), case n when 1 then null else $2::bigint end, case n when 1 then null else now() end ${from}`,
    [2, account, JSON.stringify(nationalChecklist)],
  );
  await tx.run(
    `insert into supervision.annual_reviews (institution_id, year, version, ${places}, result, facts, office_name, recorded_by, recorded_at)
     select i.id, 2026 - n, 1, ${placesOf('i')}, 'qualified', '{}', 'bench', $2, now() ${from}`,
    [3, account],
  );
  await tx.run(
    `insert into supervision.term_checks (institution_id, term, ${places}, unchanged, checked_by, checked_at)
     select i.id, '2026-autumn', ${placesOf('i')}, true, $1, now() from institutions.institutions i where i.id % 10 > 0`,
    [account],
  );
  await tx.run(
    `insert into alterations.alterations (institution_id, ${places}, institution_name, institution_code, kind, state, drafter, effective_on, reason, plan,
       request_id, entered_by, entered_at)
     select i.id, ${placesOf('i')}, i.name, i.code, 'suspend', 'withdrawn', 'institution', '2026-11-01', '装修', '{"kind": "suspend"}', gen_random_uuid(), $2, now() ${from}`,
    [1, account],
  );
};

const fillInstitutions = async (tx: Tx, account: number): Promise<void> => {
  await tx.run(
    `insert into institutions.institutions (code, name, kind, nature, ${places}, basic_state, reported, reviewed, created_at)
     select '11419' || lpad(n::text, 5, '0'), p.county || '第' || n || '幼儿园', '111', (1 + n % 4)::text, p.county, p.prefecture, p.province, 'approved', true, true, now()
     from generate_series(1, $2::int) n
     join (select x.*, row_number() over () - 1 as at, count(*) over () as of_all from jsonb_to_recordset($1::jsonb) as x (county text, prefecture text, province text)) p
       on p.at = n % p.of_all`,
    [await listCounties(tx), institutions],
  );
  await tx.run(
    `insert into institutions.basic_versions (institution_id, version, county_code, state, fields, entered_by, entered_at, submitted_by, submitted_at, confirmed_at, reviewed_by, reviewed_at)
     select i.id, 1, i.county_code, 'approved', $1::jsonb || jsonb_build_object('name', i.name), $2, now(), $2, now(), now(), $3, now() from institutions.institutions i`,
    [JSON.stringify(basicOf('甲园')), account, account],
  );
  await tx.run('update institutions.institutions set in_force_version = 1', []);
};

/**
 * A province of 40,000 institutions in Henan's counties with 520,000 staff, 300,000 open tasks and 300,000 closed ones,
 * 160,000 declarations, 80,000 rectifications, 80,000 inspections, 120,000 annual reviews; made once.
 */
export const openSupervisedProvince = async (means: Means): Promise<Means> => {
  const url = new URL(means.url);
  url.pathname = `/${scratch}`;
  const { rows } = await means.database.pool.query('select from pg_database where datname = $1', [scratch]);
  if (rows.length === 0) await means.database.pool.query(`create database ${scratch}`);
  const database = openDatabase(url.href, { poolSize: 8 });
  const config = readConfig(process.env);
  const keys = await prepareDatabase(
    { migrations: config.migrations, keysFile: config.keysFile },
    database,
    new Date(),
  );
  const made = { ...means, database, url: url.href, keys };
  const { full } = await database.asOwner((tx) =>
    tx.one<{ full: boolean }>('select exists (select from supervision.inspections) as full'),
  );
  if (full) return made;
  const { accountId } = await actorAt(made, 'province', 'ordinary', '410000');
  const { ms } = await timed(() =>
    database.asOwner(async (tx) => {
      await fillInstitutions(tx, accountId);
      await fillFiles(tx, accountId);
      await fillTasks(tx);
      await fillRecords(tx, accountId);
    }),
  );
  await database.pool.query('vacuum analyze');
  console.error(`${institutions.toLocaleString('en')} institutions made in ${Math.round(ms / 1000)} s`);
  return made;
};
