import type { Decision, Refusal } from '@xueqian/kernel/decision.ts';
import type { Asked, Selection } from './store.ts';

/** What a bulk command did; `done` and `refused` add up to `asked`. */
export type BulkResult = {
  readonly asked: number;
  readonly done: number;
  readonly withCase: number;
  readonly refused: {
    readonly childId: number;
    readonly name: string;
    readonly code: string;
    readonly facts: Refusal['facts'];
  }[];
};

/** Sorts the children by the rule's decision; ids that are not visible are refused as not found. */
export const sort = (asked: readonly Asked[], selection: Selection, decide: (child: Asked) => Decision<null>) => {
  const accepted: Asked[] = [];
  const refused: BulkResult['refused'] = [];
  for (const child of asked) {
    const decision = decide(child);
    if (decision.accepted) accepted.push(child);
    else
      refused.push({ childId: child.id, name: child.name, code: decision.refusal.code, facts: decision.refusal.facts });
  }
  const seen = new Set(asked.map((child) => child.id));
  for (const id of new Set(selection.childIds ?? [])) {
    if (!seen.has(id)) refused.push({ childId: id, name: '', code: 'children.not-found', facts: {} });
  }
  return { accepted, refused, asked: accepted.length + refused.length };
};
