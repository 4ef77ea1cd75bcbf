import type { Tx } from '@xueqian/platform/database.ts';
import type { TrailEntry } from '@xueqian/platform/serve.ts';

/** Writes one line of the trail in the transaction of what it tells. */
export const recordEntry = async (tx: Tx, entry: TrailEntry): Promise<void> => {
  await tx.run(
    `insert into audit.entries (at, entry, route, account_id, person_name, role, level, scope, office_name, subject, facts, address, request_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      entry.at,
      entry.entry,
      entry.route,
      entry.actor?.accountId ?? null,
      entry.actor?.personName ?? null,
      entry.actor?.role ?? null,
      entry.actor?.level ?? null,
      entry.actor?.scope ?? null,
      entry.actor?.officeName ?? null,
      entry.subject,
      entry.facts ? JSON.stringify(entry.facts) : null,
      entry.address,
      entry.requestId,
    ],
  );
};
