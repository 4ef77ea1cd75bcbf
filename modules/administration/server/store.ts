import type { Tx } from '@xueqian/platform/database.ts';

/**
 * Whether the central kindergartens of a county's towns look first at what its institutions confirm (Henan letter of
 * 2017, 3.1); off until the county switches it on. Every serving role may ask.
 */
export const firstReviewOf = async (tx: Tx, countyCode: string): Promise<boolean> =>
  (
    await tx.one<{ on: boolean }>(
      'select exists (select from administration.first_reviews where county_code = $1 and switched_on) as on',
      [countyCode],
    )
  ).on;

export type FirstReviewRow = { switchedOn: boolean; changedAt: Date; changedBy: string | null };

export const findFirstReview = (tx: Tx, countyCode: string): Promise<FirstReviewRow | null> =>
  tx.find<FirstReviewRow>(
    `select f.switched_on as "switchedOn", f.changed_at as "changedAt", a.person_name as "changedBy"
     from administration.first_reviews f left join accounts.accounts a on a.id = f.changed_by where f.county_code = $1`,
    [countyCode],
  );

export const saveFirstReview = (tx: Tx, countyCode: string, on: boolean, by: number, now: Date): Promise<number> =>
  tx.run(
    `insert into administration.first_reviews (county_code, switched_on, changed_by, changed_at) values ($1, $2, $3, $4)
     on conflict (county_code) do update set switched_on = excluded.switched_on, changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
    [countyCode, on, by, now],
  );

export type TownRow = {
  code: string;
  name: string;
  institutions: number;
  officeId: number | null;
  institutionId: number | null;
  kindergarten: string | null;
  accounts: number;
};

/** Towns of a county that are in force on a day, by code. */
export const listTownRows = (tx: Tx, countyCode: string, on: string): Promise<TownRow[]> =>
  tx.rows<TownRow>(
    `select d.code, d.name, (select count(*)::int from institutions.institutions i where i.town_code = d.code) as institutions,
       o.id as "officeId", o.institution_id as "institutionId",
       (select i.name from institutions.institutions i where i.id = o.institution_id) as kindergarten,
       (select count(*)::int from accounts.accounts a where a.office_id = o.id and a.closed_at is null) as accounts
     from jurisdictions.divisions d left join accounts.offices o on o.level = 'town' and o.scope = d.code and o.department_id is null
     where d.level = 'town' and d.parent_code = $1 and d.valid_from <= $2 and (d.valid_to is null or d.valid_to > $2) order by d.code`,
    [countyCode, on],
  );

export type TownInstitution = { id: number; code: string; name: string };

export const searchInTown = (tx: Tx, townCode: string, text: string): Promise<TownInstitution[]> =>
  tx.rows<TownInstitution>(
    `select id, code, name from institutions.institutions
     where town_code = $1 and (strpos(name, $2) > 0 or starts_with(code, $2)) order by code limit 20`,
    [townCode, text],
  );

export const findInTown = (tx: Tx, townCode: string, institutionId: number): Promise<TownInstitution | null> =>
  tx.find<TownInstitution>('select id, code, name from institutions.institutions where town_code = $1 and id = $2', [
    ...[townCode, institutionId],
  ]);

export const countAccounts = async (tx: Tx, officeIds: readonly number[]): Promise<Map<number, number>> =>
  new Map(
    (
      await tx.rows<{ id: number; n: number }>(
        `select office_id as id, count(*)::int as n from accounts.accounts where office_id = any ($1) and closed_at is null group by 1`,
        [officeIds],
      )
    ).map((row) => [row.id, row.n]),
  );

/** Whether an office of a level has an administrator's account that is open. */
export const hasAdministrators = async (tx: Tx, level: string): Promise<boolean> =>
  (
    await tx.one<{ there: boolean }>(
      `select exists (select from accounts.accounts a where a.level = $1 and a.closed_at is null
         and a.role in ('system-administrator', 'security-administrator', 'audit-administrator')) as there`,
      [level],
    )
  ).there;
