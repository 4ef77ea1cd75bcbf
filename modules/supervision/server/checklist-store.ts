import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { ChecklistItem } from '../inspection.ts';

export type Checklist = { level: string; version: number; items: ChecklistItem[]; officeName: string; at: Date };

/** The newest list of each of these departments, the nearest first. */
export const listChecklists = (
  tx: Tx,
  departments: readonly { readonly level: string; readonly scope: string }[],
): Promise<Checklist[]> =>
  tx.rows<Checklist>(
    `select distinct on (x.at) c.level, c.version, c.items, c.office_name as "officeName", c.laid_down_at as at
     from jsonb_to_recordset($1::jsonb) as x (at integer, level text, scope text) join supervision.checklists c on c.level = x.level and c.scope = x.scope
     order by x.at, c.version desc`,
    [JSON.stringify(departments.map((each, at) => ({ at, ...each })))],
  );

/** 0 when somebody else has laid down this version. */
export const insertChecklist = (
  tx: Tx,
  actor: Actor,
  version: number,
  items: readonly ChecklistItem[],
  now: Date,
): Promise<number> =>
  tx.run(
    `insert into supervision.checklists (level, scope, version, items, office_name, laid_down_by, laid_down_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [actor.level, actor.scope, version, JSON.stringify(items), actor.officeName, actor.accountId, now],
  );
