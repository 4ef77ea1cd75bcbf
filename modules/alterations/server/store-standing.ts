import type { Tx } from '@xueqian/platform/database.ts';
import type { Standing } from '../../institutions/institution.ts';

export const saveStanding = (tx: Tx, id: number, standing: Standing, succeededBy: number | null): Promise<number> =>
  tx.run('update institutions.institutions set standing = $2, succeeded_by = $3 where id = $1', [
    id,
    standing,
    succeededBy,
  ]);

/**
 * Brings changed fields of the basic section into force as a version of its own, so that the file tells what was before.
 * A draft that somebody works on stays the newest, with the same fields changed.
 */
export const saveBasicFields = async (
  tx: Tx,
  id: number,
  fields: Readonly<Record<string, string | null>>,
  by: { readonly enteredBy: number; readonly reviewedBy: number | null; readonly now: Date },
): Promise<void> => {
  const json = JSON.stringify(fields);
  const newest = await tx.find<{ version: number; state: string }>(
    'select version, state from institutions.basic_versions where institution_id = $1 order by version desc limit 1 for update',
    [id],
  );
  const { inForce } = await tx.one<{ inForce: number | null }>(
    'select in_force_version as "inForce" from institutions.institutions where id = $1',
    [id],
  );
  if (newest && newest.version !== inForce)
    await tx.run(
      `update institutions.basic_versions set fields = fields || $3, version = version + case when $4 then 1 else 0 end where institution_id = $1 and version = $2`,
      [id, newest.version, json, inForce !== null],
    );
  if (inForce === null || newest === null) return;
  const version = newest.version === inForce ? inForce + 1 : newest.version;
  await tx.run(
    `insert into institutions.basic_versions (institution_id, version, county_code, state, fields, entered_by, entered_at, submitted_by, submitted_at, confirmed_at, reviewed_by, reviewed_at)
     select v.institution_id, $3, v.county_code, 'approved', v.fields || $4, $5, $7, $5, $7, $7, $6, $7
     from institutions.basic_versions v where v.institution_id = $1 and v.version = $2`,
    [id, inForce, version, json, by.enteredBy, by.reviewedBy, by.now],
  );
  await tx.run('update institutions.institutions set in_force_version = $2 where id = $1', [id, version]);
};

/** The name of the institution, of its office and of its accounts; gives the accounts. */
export const saveName = async (tx: Tx, id: number, name: string): Promise<number[]> => {
  await tx.run('update institutions.institutions set name = $2 where id = $1', [id, name]);
  await tx.run(`update accounts.offices set name = $2 where institution_id = $1 and level = 'institution'`, [id, name]);
  const renamed = await tx.rows<{ id: number }>(
    `update accounts.accounts set office_name = $2 where institution_id = $1 and level = 'institution' returning id`,
    [id, name],
  );
  return renamed.map((account) => account.id);
};

export const saveTown = (tx: Tx, id: number, townCode: string | null): Promise<number> =>
  tx.run('update institutions.institutions set town_code = $2 where id = $1', [id, townCode]);

export const saveNature = (tx: Tx, id: number, kind: string, nature: string): Promise<number> =>
  tx.run('update institutions.institutions set kind = $2, nature = $3 where id = $1', [id, kind, nature]);

/** The new code; the old one is on record as given up for ever. */
export const replaceCode = async (tx: Tx, id: number, code: string, on: string): Promise<void> => {
  await tx.run(
    `insert into alterations.retired_codes (code, institution_id, county_code, prefecture_code, province_code, retired_on)
     select i.code, i.id, i.county_code, i.prefecture_code, i.province_code, $2 from institutions.institutions i where i.id = $1`,
    [id, on],
  );
  await tx.run('update institutions.institutions set code = $2 where id = $1', [id, code]);
};

/** Whatever an institution had begun comes to its end with it; gives how much of each. */
export const endOpenWork = async (
  tx: Tx,
  id: number,
  reason: string,
  reviewer: number | null,
  on: string,
  now: Date,
): Promise<Record<string, number>> => {
  const returned = await tx.run(
    `update institutions.basic_versions set state = 'returned', reason = $2, returned_by = $3, returned_at = $4, revision = revision + 1
     where institution_id = $1 and state in ('entered', 'submitted')`,
    [id, reason, reviewer, now],
  );
  if (returned > 0) await tx.run(`update institutions.institutions set basic_state = 'returned' where id = $1`, [id]);
  const sections = await tx.run(
    `update institutions.section_versions set state = 'returned', reason = $2, returned_by = $3, returned_at = $4, revision = revision + 1
     where institution_id = $1 and state in ('submitted', 'confirmed')`,
    [id, reason, reviewer, now],
  );
  await tx.run(
    `update institutions.sections set newest_state = 'returned' where institution_id = $1 and newest_state in ('submitted', 'confirmed')`,
    [id],
  );
  const imports = await tx.run(
    `update importing.imports set state = 'cancelled', finished_at = $2 where institution_id = $1 and state in ('waiting', 'checking', 'checked')`,
    [id, now],
  );
  const tasks = await tx.run(
    `update deadlines.tasks set closed_on = greatest(opened_on, $2::date) where institution_id = $1 and closed_on is null`,
    [id, on],
  );
  const drafts = await tx.run('delete from children.drafts where institution_id = $1', [id]);
  await tx.run('delete from supervision.findings where institution_id = $1', [id]);
  // What an inspector has begun he closes himself; what was only planned is planned no more.
  const inspections = await tx.run(
    `update supervision.inspections set state = 'dropped', revision = revision + 1, drop_reason = $2, dropped_by = $3, dropped_at = $4
     where institution_id = $1 and state = 'planned'`,
    [id, reason, reviewer, now],
  );
  const answers = await tx.run(
    `delete from forms.answers where institution_id = $1 and state in ('draft', 'returned')`,
    [id],
  );
  return {
    endedReviews: returned + sections,
    endedImports: imports,
    endedTasks: tasks,
    endedDrafts: drafts,
    endedInspections: inspections,
    endedAnswers: answers,
  };
};

/** The office closes and its accounts with it; gives the accounts that were open. Their sessions stay, to be told why. */
export const closeOffice = async (tx: Tx, id: number, now: Date): Promise<number[]> => {
  await tx.run(
    `update accounts.offices set closed_at = $2 where institution_id = $1 and level = 'institution' and closed_at is null`,
    [id, now],
  );
  const closed = await tx.rows<{ id: number }>(
    `update accounts.accounts set closed_at = $2 where institution_id = $1 and level = 'institution' and closed_at is null returning id`,
    [id, now],
  );
  return closed.map((account) => account.id);
};

export const listOpenAccounts = async (tx: Tx, id: number): Promise<number[]> =>
  (
    await tx.rows<{ id: number }>(
      `select id from accounts.accounts where institution_id = $1 and level = 'institution' and closed_at is null`,
      [id],
    )
  ).map((account) => account.id);

/** The office and the accounts that closed with it open again; gives the accounts. */
export const openOffice = async (tx: Tx, id: number): Promise<number[]> => {
  const office = await tx.find<{ closedAt: Date }>(
    `update accounts.offices o set closed_at = null from (select id, closed_at from accounts.offices where institution_id = $1 and level = 'institution') was
     where was.id = o.id and was.closed_at is not null returning was.closed_at as "closedAt"`,
    [id],
  );
  if (!office) return [];
  const opened = await tx.rows<{ id: number }>(
    `update accounts.accounts set closed_at = null where institution_id = $1 and level = 'institution' and closed_at = $2 returning id`,
    [id, office.closedAt],
  );
  return opened.map((account) => account.id);
};

export const saveCarriedOut = (
  tx: Tx,
  id: number,
  was: Readonly<Record<string, string | null>>,
  outcome: Readonly<Record<string, number>>,
  now: Date,
): Promise<number> =>
  tx.run(
    `update alterations.alterations set state = 'carried-out', revision = revision + 1, was = $2, outcome = $3, carried_out_at = $4 where id = $1`,
    [id, JSON.stringify(was), JSON.stringify(outcome), now],
  );

export const saveFailed = (tx: Tx, id: number, failure: object): Promise<number> =>
  tx.run(
    `update alterations.alterations set state = 'failed', revision = revision + 1, failure = $2 where id = $1 and state = 'approved'`,
    [id, JSON.stringify(failure)],
  );
