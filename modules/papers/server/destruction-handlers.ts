import { Refused } from '@xueqian/kernel/decision.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { type Handler, handler } from '@xueqian/platform/handler.ts';
import { findPlace } from '../../institutions/server/index.ts';
import { localDate, packOf } from '../../jurisdictions/server/index.ts';
import { decideDestruction, destructionDueOn, monthsUntilDestruction, type PaperFileRule } from '../destruction.ts';
import { listPaperFilesOfGone, recordDestructions } from '../destruction-contract.ts';
import { insertDestructions, listGone } from './store-destructions.ts';

/** The institution as the asker sees it, and what its county lays down of paper files on a day. */
export const findPaperRule = async (tx: Tx, institutionId: number, on: string) => {
  const place = await findPlace(tx, institutionId);
  if (!place) throw new Refused('institutions.not-found');
  const { values } = await packOf(tx, place.countyCode, on);
  const rule: PaperFileRule = values.paperFile.value;
  return { place, rule, months: monthsUntilDestruction(rule) };
};

export const destructionHandlers: Handler[] = [
  handler(listPaperFilesOfGone, async ({ tx, now }, { institutionId, only, after, limit }) => {
    const today = localDate(now);
    const { rule, months } = await findPaperRule(tx, institutionId, today);
    const rows = await listGone(tx, institutionId, months, today, only, after ? Number(after) : null, limit);
    return {
      rule,
      rows: rows.map((row) => ({ ...row, dueOn: destructionDueOn(row.endedOn, rule) })),
      next: rows.length === limit ? String(rows.at(-1)?.id) : null,
    };
  }),
  handler(recordDestructions, async (call, { institutionId, ids, ...destruction }) => {
    const { tx, actor, now } = call;
    if (institutionId !== actor.institutionId) throw new Refused('institutions.not-found');
    const today = localDate(now);
    const { rule, months } = await findPaperRule(tx, institutionId, today);
    const decision = decideDestruction(destruction, rule, today);
    if (!decision.accepted) throw new Refused(decision.refusal.code, decision.refusal.facts);
    const asked = [...new Set(ids)];
    const done = await insertDestructions(tx, institutionId, months, asked, destruction, actor, now);
    call.note(`institution ${institutionId}`, { ...destruction, files: done });
    return { asked: asked.length, done };
  }),
];
