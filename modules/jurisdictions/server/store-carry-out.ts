import type { Level } from '@xueqian/kernel/actor.ts';
import type { Refusal } from '@xueqian/kernel/decision.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { DivisionChange } from '../division-change.ts';
import { isValidOn } from '../divisions.ts';
import { type InstitutionPlace, samePlace } from '../institution-place.ts';
import type { Preview } from './preview.ts';
import { fullNameOf } from './reference.ts';

export type ChangeRow = {
  readonly id: number;
  readonly kind: DivisionChange['kind'];
  readonly state: string;
  readonly applied: boolean;
  readonly change: DivisionChange;
  readonly inForceOn: string;
  readonly documentTitle: string;
  readonly documentNumber: string | null;
  readonly reason: string;
  readonly level: Level;
  readonly scope: string;
  readonly officeName: string;
  readonly draftedBy: string;
  readonly drafterId: number;
  readonly draftedAt: Date;
  readonly decidedBy: string | null;
  readonly step: string | null;
  readonly done: number;
  readonly total: number;
  readonly moved: Record<string, number> | null;
  readonly failure: Refusal | null;
  readonly decidedAt: Date | null;
  readonly decisionReason: string | null;
  readonly finishedAt: Date | null;
};

export const changeColumns = `c.id, c.kind, c.state, c.applied, c.change, c.in_force_on as "inForceOn", c.document_title as "documentTitle",
  c.document_number as "documentNumber", c.reason, c.level, c.scope, c.office_name as "officeName", c.drafted_by_name as "draftedBy", c.drafted_by as "drafterId", c.drafted_at as "draftedAt", c.decided_by_name as "decidedBy",
  c.step, c.done, c.total, c.moved, c.failure, c.decided_at as "decidedAt", c.decision_reason as "decisionReason", c.finished_at as "finishedAt"`;

export const findChange = (tx: Tx, id: number): Promise<ChangeRow | null> =>
  tx.find<ChangeRow>(`select ${changeColumns} from jurisdictions.division_changes c where c.id = $1`, [id]);

export const saveProgress = async (tx: Tx, id: number, step: string, done: number, total: number): Promise<void> => {
  await tx.run(
    `update jurisdictions.division_changes set state = 'running', step = $2, done = $3, total = $4 where id = $1 and state in ('planned', 'running')`,
    [id, step, done, total],
  );
};

export const finishChange = async (
  tx: Tx,
  id: number,
  state: 'carried-out' | 'failed',
  moved: Record<string, number> | null,
  failure: Refusal | null,
  now: Date,
): Promise<void> => {
  await tx.run(
    `update jurisdictions.division_changes set state = $2, moved = $3, failure = $4, finished_at = $5, step = null, done = total
     where id = $1 and state in ('planned', 'running')`,
    [id, state, moved ? JSON.stringify(moved) : null, failure ? JSON.stringify(failure) : null, now],
  );
};

/** What moves, for the statements that follow: institutions with their new place, and codes with their heirs and paths. */
export const makeTemporaryTables = async (tx: Tx, { plan, after, moves }: Preview): Promise<void> => {
  await tx.run(
    `create temporary table moving_institutions (id bigint primary key, county_code text, prefecture_code text, province_code text, town_code text) on commit drop`,
  );
  await tx.run(
    `create temporary table moving_codes (code text primary key, heir text, county_code text, prefecture_code text, province_code text) on commit drop`,
  );
  await tx.run(
    `insert into pg_temp.moving_institutions select id, "countyCode", "prefectureCode", "provinceCode", "townCode"
     from jsonb_to_recordset($1::jsonb) as x (id bigint, "countyCode" text, "prefectureCode" text, "provinceCode" text, "townCode" text)`,
    [JSON.stringify(moves.map((move) => move.to))],
  );
  // Everything at or below what changes: its codes may stay while its path does not.
  const touched = new Set(plan.ended.map((division) => division.code));
  const waiting = plan.begun.map((division) => division.code);
  for (const code of waiting) {
    for (const part of after.childrenOf(code, plan.on)) {
      if (part.level !== 'town' && !waiting.includes(part.code)) waiting.push(part.code);
    }
    touched.add(code);
  }
  const codes = [...touched].map((code) => {
    const heir = plan.heirs.get(code) ?? null;
    const path = after.pathOf(heir ?? code, plan.on);
    return {
      code,
      heir,
      county: path?.county ?? null,
      prefecture: path?.prefecture ?? null,
      province: path?.province ?? null,
    };
  });
  await tx.run(
    `insert into pg_temp.moving_codes select code, heir, county, prefecture, province
     from jsonb_to_recordset($1::jsonb) as x (code text, heir text, county text, prefecture text, province text)`,
    [JSON.stringify(codes)],
  );
};

/** The change as everyone may read it, and the places institutions had. */
export const saveHistory = async (tx: Tx, entry: ChangeRow, preview: Preview, now: Date): Promise<void> => {
  const { id, kind, inForceOn, documentTitle, documentNumber } = entry;
  await tx.run(
    `insert into jurisdictions.carried_out_changes (id, kind, in_force_on, document_title, document_number, carried_out_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [id, kind, inForceOn, documentTitle, documentNumber, now],
  );
  await tx.run(
    `insert into jurisdictions.institution_moves (institution_id, change_id, moved_on, from_county_code, from_prefecture_code, from_province_code,
       from_town_code, to_county_code, to_prefecture_code, to_province_code, to_town_code)
     select i.id, $1, $2, i.county_code, i.prefecture_code, i.province_code, i.town_code, m.county_code, m.prefecture_code, m.province_code, m.town_code
     from pg_temp.moving_institutions m join institutions.institutions i on i.id = m.id`,
    [id, inForceOn],
  );
  // A code that goes on under another keeps what it followed and what it had laid down.
  const recoded = [...preview.plan.heirs].filter(([, heir]) =>
    preview.plan.begun.some((division) => division.code === heir),
  );
  for (const [code, heir] of recoded) {
    await tx.run(
      `insert into jurisdictions.pack_assignments (division_code, pack, valid_from, document_title, document_number)
       select distinct on (division_code) $2, pack, greatest(valid_from, $3::date), document_title, document_number from jurisdictions.pack_assignments
       where division_code = $1 and valid_from <= $3 order by division_code, valid_from desc on conflict do nothing`,
      [code, heir, inForceOn],
    );
    await tx.run(
      `insert into jurisdictions.policy_settings (division_code, key, value, unit, valid_from, document_title, document_number, set_by, office_name, set_at)
       select $2, key, value, unit, valid_from, document_title, document_number, set_by, office_name, set_at
       from jurisdictions.policy_settings where division_code = $1 order by id`,
      [code, heir],
    );
  }
};

/** Brings the table of divisions to the plan, and the full names of everything below what changed. */
export const savePeriods = async (tx: Tx, entry: ChangeRow, { plan, after }: Preview): Promise<void> => {
  const codes = [...new Set([...plan.ended, ...plan.begun].map((division) => division.code))];
  const named = new Set(codes);
  for (const code of named) for (const part of after.childrenOf(code, plan.on)) named.add(part.code);
  const periods = codes
    .flatMap((code) => after.periodsOf(code))
    .map((division) => ({
      ...division,
      fullName: fullNameOf(after, division),
      heir: plan.heirs.get(division.code) ?? null,
    }));
  // A period that began on the day itself and ends on it never was.
  await tx.run(
    `delete from jurisdictions.divisions d where code = any ($1) and valid_from = $2
     and not exists (select from jsonb_to_recordset($3::jsonb) as x (code text, "validFrom" date) where x.code = d.code and x."validFrom" = d.valid_from)`,
    [codes, plan.on, JSON.stringify(periods)],
  );
  await tx.run(
    `insert into jurisdictions.divisions (code, name, full_name, level, kind, parent_code, valid_from, valid_to, begun_by, ended_by, heir_code)
     select code, name, "fullName", level, kind, "parentCode", "validFrom", "validTo", case when "validFrom" = $2 then $3::bigint end,
       case when "validTo" = $2 then $3::bigint end, case when "validTo" = $2 then heir end
     from jsonb_to_recordset($1::jsonb) as x (code text, name text, "fullName" text, level text, kind text, "parentCode" text, "validFrom" date,
       "validTo" date, heir text)
     on conflict (code, valid_from) do update set name = excluded.name, full_name = excluded.full_name, parent_code = excluded.parent_code,
       valid_to = excluded.valid_to, begun_by = coalesce(excluded.begun_by, divisions.begun_by),
       ended_by = case when excluded.valid_to is null then null else coalesce(excluded.ended_by, divisions.ended_by) end,
       heir_code = case when excluded.valid_to is null then null else coalesce(excluded.heir_code, divisions.heir_code) end`,
    [JSON.stringify(periods), plan.on, entry.id],
  );
  const names = [...named]
    .flatMap((code) => after.periodsOf(code))
    .filter((division) => isValidOn(division, plan.on))
    .map((division) => ({ code: division.code, from: division.validFrom, name: fullNameOf(after, division) }));
  await tx.run(
    `update jurisdictions.divisions d set full_name = x.name from jsonb_to_recordset($1::jsonb) as x (code text, "from" date, name text)
     where d.code = x.code and d.valid_from = x."from" and d.full_name <> x.name`,
    [JSON.stringify(names)],
  );
};

/**
 * Holds the institutions that move: whoever enters children there waits, and then begins again. One that has moved
 * since the preview makes the whole change begin again.
 */
export const holdInstitutions = async (tx: Tx, { moves }: Preview): Promise<void> => {
  const held = await tx.rows<InstitutionPlace>(
    `select id, county_code as "countyCode", prefecture_code as "prefectureCode", province_code as "provinceCode", town_code as "townCode"
     from institutions.institutions where id in (select id from pg_temp.moving_institutions) order by id for update`,
  );
  const known = new Map(moves.map((move) => [move.from.id, move.from]));
  if (held.length === moves.length && held.every((place) => samePlace(place, known.get(place.id) ?? place))) return;
  await tx.run(
    `do $$ begin raise exception 'an institution moved since the preview' using errcode = 'serialization_failure'; end $$`,
  );
};

/** Moves the institutions themselves. */
export const moveInstitutions = async (tx: Tx): Promise<void> => {
  await tx.run(
    `update institutions.institutions i set county_code = m.county_code, prefecture_code = m.prefecture_code, province_code = m.province_code,
       town_code = m.town_code from pg_temp.moving_institutions m where m.id = i.id`,
  );
};

/** Offices go where their division went, and their accounts with them. */
export const moveOffices = async (tx: Tx, { offices }: Preview): Promise<void> => {
  await tx.run(
    `update accounts.offices o set scope = x.scope, division_code = x."divisionCode", county_code = x."countyCode",
       prefecture_code = x."prefectureCode", province_code = x."provinceCode"
     from jsonb_to_recordset($1::jsonb) as x (id bigint, scope text, "divisionCode" text, "countyCode" text, "prefectureCode" text, "provinceCode" text)
     where o.id = x.id`,
    [JSON.stringify(offices)],
  );
  await tx.run(
    `update accounts.accounts a set scope = o.scope, division_code = o.division_code from accounts.offices o
     where o.id = a.office_id and o.id = any ($1) and (a.scope, a.division_code) is distinct from (o.scope, o.division_code)`,
    [offices.map((office) => office.id)],
  );
};

/** Offices whose division goes on under another department close, and their accounts with them; says how many accounts. */
export const closeOffices = async (tx: Tx, { offices }: Preview, now: Date): Promise<number> => {
  const ids = offices.filter((office) => office.closes).map((office) => office.id);
  if (ids.length === 0) return 0;
  await tx.run('update accounts.offices set closed_at = $2 where id = any ($1)', [ids, now]);
  const closed = await tx.run(
    'update accounts.accounts set closed_at = $2 where office_id = any ($1) and closed_at is null',
    [ids, now],
  );
  await tx.run(
    'delete from accounts.sessions s using accounts.accounts a where a.id = s.account_id and a.office_id = any ($1)',
    [ids],
  );
  return closed;
};
