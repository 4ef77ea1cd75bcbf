import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';

export type RecheckRow = {
  id: number;
  askedBy: string;
  askedAt: Date;
  finishedAt: Date | null;
  done: number;
  total: number;
  opened: number;
};

export const listRechecks = (tx: Tx): Promise<RecheckRow[]> =>
  tx.rows<RecheckRow>(
    `select r.id, coalesce((select a.person_name from accounts.accounts a where a.id = r.asked_by), '') as "askedBy", r.asked_at as "askedAt",
       r.finished_at as "finishedAt", r.done, r.total, r.opened
     from duplicates.rechecks r order by r.id desc limit 10`,
  );

/** A recheck of the actor's province; null while one is under way. Its size is what the counters say. */
export const insertRecheck = async (tx: Tx, actor: Actor, now: Date): Promise<number | null> =>
  (
    await tx.find<{ id: number }>(
      `insert into duplicates.rechecks (province_code, asked_by, asked_at, total)
       select $1, $2, $3, coalesce(sum(k.entered + k.returned + k.confirmed + k.problem + k.numbered), 0) from statistics.institution_counters k
       on conflict (province_code) where finished_at is null do nothing returning id`,
      [actor.scope, actor.accountId, now],
    )
  )?.id ?? null;
