import type { Actor } from '@xueqian/kernel/actor.ts';
import { Refused } from '@xueqian/kernel/decision.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { type Handler, handler } from '@xueqian/platform/handler.ts';
import { type ChecklistItem, decideChecklist, nationalChecklist } from '../inspection.ts';
import { layDownChecklist, readChecklist } from '../inspection-contract.ts';
import { type Checklist, insertChecklist, listChecklists } from './checklist-store.ts';
import { findUnit } from './finding-store.ts';
import { guard } from './guard.ts';

/** My own department and those above it, as the tree of divisions stands: theirs are the lists that may count. */
const nearest = async (tx: Tx, actor: Actor): Promise<Checklist[]> => {
  const line: { level: string; scope: string }[] = [];
  for (
    let at = await findUnit(tx, actor.divisionCode);
    at;
    at = at.parentCode ? await findUnit(tx, at.parentCode) : null
  )
    line.push({ level: at.level, scope: at.code });
  return listChecklists(tx, line);
};

/** The items by which this office inspects now. */
export const itemsInForce = async (tx: Tx, actor: Actor): Promise<readonly ChecklistItem[]> =>
  (await nearest(tx, actor))[0]?.items ?? nationalChecklist;

export const checklistHandlers: Handler[] = [
  handler(readChecklist, async ({ tx, actor }) => {
    const lists = await nearest(tx, actor);
    const [first] = lists;
    return {
      items: [...(first?.items ?? nationalChecklist)],
      laidDownBy: first?.officeName ?? null,
      laidDownAt: first?.at.toISOString() ?? null,
      version: lists.find(({ level }) => level === actor.level)?.version ?? 0,
    };
  }),
  handler(layDownChecklist, async ({ tx, actor, now, note }, { version, items }) => {
    guard(decideChecklist(items));
    const mine = (await nearest(tx, actor)).find(({ level }) => level === actor.level)?.version ?? 0;
    if (mine !== version || (await insertChecklist(tx, actor, version + 1, items, now)) === 0)
      throw new Refused('supervision.checklist-changed-meanwhile');
    note(`division ${actor.scope}`, { version: version + 1, items: items.length });
    return { version: version + 1 };
  }),
];
