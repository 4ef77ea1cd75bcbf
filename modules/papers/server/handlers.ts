import { Refused } from '@xueqian/kernel/decision.ts';
import { may } from '@xueqian/kernel/permissions.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { type Handler, handler } from '@xueqian/platform/handler.ts';
import { listPapers, type PaperRecord } from '../../attachments/server/index.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import { confirmationState, decideSignature } from '../confirmation.ts';
import * as routes from '../contract.ts';
import { codeOfFile } from './codes-of-papers.ts';
import {
  countLines,
  countPresent,
  findConfirmation,
  findFileNow,
  findSame,
  insertConfirmations,
  listLines,
  listOfChild,
  saveActions,
} from './store.ts';

/** The confirmation that a scan goes with: it may come later than the signature. */
export const findPaperConfirmation = (tx: Tx, recordId: number): Promise<PaperRecord | null> =>
  findConfirmation(tx, recordId);

export const confirmationHandlers: Handler[] = [
  handler(routes.readConfirmations, async ({ tx, actor, services }, { childId }) => {
    const file = await findFileNow(tx, childId);
    if (!file) throw new Refused('children.not-found');
    const rows = await listOfChild(tx, childId);
    const confirmations = [];
    for (const row of rows) {
      const papers = await listPapers(tx, 'confirmation', row.id);
      confirmations.push({
        ...row,
        takenInAt: row.takenInAt.toISOString(),
        papers: papers.map((paper) => ({ ...paper, addedAt: paper.addedAt.toISOString() })),
      });
    }
    return {
      childName: file.name,
      state: confirmationState(rows[0] ?? null),
      checkCode: codeOfFile(services.sealer, file),
      guardianName: file.guardianName,
      guardianRelation: file.guardianRelation,
      confirmations,
      may: {
        print: may('papers.print', actor),
        printWhole: may('papers.print-whole', actor),
        record: may('papers.record', actor) && file.isPresent && file.institutionId === actor.institutionId,
      },
    };
  }),
  handler(routes.listConfirmations, async ({ tx }, { institutionId, classId, only, after, limit }) => {
    const cut = after?.indexOf('|') ?? -1;
    const place = after && cut > 0 ? { id: Number(after.slice(0, cut)), name: after.slice(cut + 1) } : null;
    const rows = await listLines(tx, institutionId, classId ?? null, only, place, limit);
    const last = rows.at(-1);
    return {
      counts: await countLines(tx, institutionId, classId ?? null),
      rows,
      next: rows.length === limit && last ? `${last.childId}|${last.name}` : null,
    };
  }),
  handler(routes.recordConfirmation, async (call, { childId, signerName, signerRelation, signedOn, checkCode }) => {
    const { tx, actor, now, services } = call;
    const file = await findFileNow(tx, childId);
    if (!file || file.institutionId !== actor.institutionId) throw new Refused('children.not-found');
    if (!file.isPresent) throw new Refused('papers.not-enrolled');
    const known = { birthOn: file.birthOn, checkCode: codeOfFile(services.sealer, file) };
    const decision = decideSignature({ signedOn, checkCode }, known, localDate(now));
    if (!decision.accepted) throw new Refused(decision.refusal.code, decision.refusal.facts);
    const signed = [{ childId, signerName, signerRelation }];
    const [made] = await insertConfirmations(tx, signed, file.institutionId, signedOn, actor, now);
    if (made) await saveActions(tx, [childId], actor, now);
    const confirmationId = (made ?? (await findSame(tx, childId, signedOn, signerName)))?.id;
    if (confirmationId === undefined) throw new Refused('children.changed-meanwhile');
    call.note(`child ${childId}`, { confirmationId, signedOn });
    return { confirmationId };
  }),
  handler(routes.recordClassConfirmations, async (call, { institutionId, childIds, signedOn }) => {
    const { tx, actor, now } = call;
    if (institutionId !== actor.institutionId) throw new Refused('institutions.not-found');
    const today = localDate(now);
    if (signedOn > today) throw new Refused('papers.signed-in-the-future', { today });
    const ids = [...new Set(childIds)];
    const present = await countPresent(tx, ids, institutionId);
    const signed = ids.map((childId) => ({ childId, signerName: null, signerRelation: null }));
    const made = await insertConfirmations(tx, signed, institutionId, signedOn, actor, now);
    const done = made.map(({ childId }) => childId);
    await saveActions(tx, done, actor, now);
    call.note(`institution ${institutionId}`, { children: done.length, signedOn });
    return { asked: ids.length, done: done.length, already: present - done.length, notFound: ids.length - present };
  }),
];
