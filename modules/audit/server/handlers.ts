import { Refused } from '@xueqian/kernel/decision.ts';
import { type Call, type Handler, handler } from '@xueqian/platform/handler.ts';
import { findSubject, listEntries, readEntry, readSealing } from '../contract.ts';
import { type EntryRow, findEntry, listPage } from './entries.ts';
import { viewSealing } from './sealing.ts';

const shown = (row: EntryRow) => ({
  ...row,
  at: row.at.toISOString(),
  role: row.role as never,
  level: row.level as never,
});

/** `findChild` gives the id of a file in the asker's jurisdiction by a whole number (children module), or null. */
export const auditHandlers = (means: {
  readonly findChild: (call: Call, number: string) => Promise<number | null>;
}): Handler[] => [
  handler(listEntries, async (call, { after, limit, ...filter }) => {
    const cut = after?.indexOf('|') ?? -1;
    const cursor = after && cut > 0 ? { at: after.slice(0, cut), id: Number(after.slice(cut + 1)) } : null;
    const rows = (await listPage(call.tx, call.actor, filter, cursor, limit)).map(shown);
    const last = rows.at(-1);
    return { rows, next: rows.length === limit && last ? `${last.at}|${last.id}` : null };
  }),
  handler(readEntry, async (call, input) => {
    const found = await findEntry(call.tx, input.entryId, input.at);
    if (!found) throw new Refused('audit.not-found');
    const { blockNumber, sealedAt, digest, ...row } = found;
    return {
      ...shown(row),
      route: found.route,
      requestId: found.requestId,
      facts: found.facts as Record<string, unknown> | null,
      block:
        blockNumber !== null && sealedAt && digest
          ? { number: blockNumber, sealedAt: sealedAt.toISOString(), digest: digest.toString('hex') }
          : null,
    };
  }),
  handler(readSealing, (call) => viewSealing(call.tx, call.now)),
  handler(findSubject, async (call, input) => {
    const childId = await means.findChild(call, input.number);
    const subject = childId === null ? null : `child ${childId}`;
    call.note(subject);
    return { subject };
  }),
];
