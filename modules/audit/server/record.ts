import type { Tx } from '@xueqian/platform/database.ts';
import type { TrailEntry } from '@xueqian/platform/trail-entry.ts';

/** Writes lines of the trail: a command's in the transaction of what it tells, the looks at files in batches. */
export const recordEntries = async (tx: Tx, entries: readonly TrailEntry[]): Promise<void> => {
  await tx.prepared(
    'audit.record-entries',
    `insert into audit.entries (at, entry, route, result, refusal, account_id, login, person_name, role, level, scope, office_id, office_name,
       county_code, prefecture_code, province_code, subject, facts, address, request_id)
     select x.at, x.entry, x.route, x.result, x.refusal, x."accountId", x.login, x."personName", x.role, x.level, x.scope, x."officeId", x."officeName",
       o.county_code, o.prefecture_code, o.province_code, x.subject, x.facts, x.address, x."requestId"
     from jsonb_to_recordset($1::jsonb) as x (at timestamptz, entry text, route text, result text, refusal text, "accountId" bigint, login text,
       "personName" text, role text, level text, scope text, "officeId" bigint, "officeName" text, subject text, facts jsonb, address text, "requestId" text)
     left join accounts.offices o on o.id = x."officeId"`,
    [
      JSON.stringify(
        entries.map(({ actor, ...entry }) => ({
          ...entry,
          accountId: actor?.accountId,
          login: actor?.login,
          personName: actor?.personName,
          role: actor?.role,
          level: actor?.level,
          scope: actor?.scope,
          officeId: actor?.officeId,
          officeName: actor?.officeName,
        })),
      ),
    ],
  );
};
