import type { Tx } from '@xueqian/platform/database.ts';
import type { TrailEntry } from '@xueqian/platform/serve.ts';

/** Writes lines of the trail: a command's in the transaction of what it tells, the looks at files in batches. */
export const recordEntries = async (tx: Tx, entries: readonly TrailEntry[]): Promise<void> => {
  await tx.prepared(
    'audit.record-entries',
    `insert into audit.entries (at, entry, route, account_id, person_name, role, level, scope, office_name, subject, facts, address, request_id)
     select at, entry, route, "accountId", "personName", role, level, scope, "officeName", subject, facts, address, "requestId"
     from jsonb_to_recordset($1::jsonb) as x (at timestamptz, entry text, route text, "accountId" bigint, "personName" text, role text, level text,
       scope text, "officeName" text, subject text, facts jsonb, address text, "requestId" text)`,
    [
      JSON.stringify(
        entries.map(({ actor, ...entry }) => ({
          ...entry,
          accountId: actor?.accountId,
          personName: actor?.personName,
          role: actor?.role,
          level: actor?.level,
          scope: actor?.scope,
          officeName: actor?.officeName,
        })),
      ),
    ],
  );
};
