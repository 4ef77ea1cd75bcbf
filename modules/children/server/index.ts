import { Refused } from '@xueqian/kernel/decision.ts';
import { type Handler, handler } from '@xueqian/platform/handler.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import {
  checkChildForm,
  deleteChild,
  discardDraft,
  editChild,
  enterChild,
  findChild,
  listChildren,
  listDrafts,
  openChild,
  readChild,
  saveDraft,
  unmaskChild,
} from '../contract.ts';
import { readChildHistory } from '../history-contract.ts';
import { listFormerNumbers, listPastEnrolments, readChildAsOf, readPastEnrolment } from '../past-contract.ts';
import { discardDraftOf, listDraftsOf, saveDraftOf } from './drafts.ts';
import { edit, remove } from './edit-child.ts';
import { checkForm, enter } from './enter-child.ts';
import { find, open } from './find-child.ts';
import {
  listFormerNumbers as listFormer,
  listPastEnrolments as listPast,
  readAsOf,
  readPastEnrolment as readPast,
} from './former-file.ts';
import { fileView, findWholeById } from './read-file.ts';
import { readHistory } from './read-history.ts';
import { listByInstitution, listByName } from './store.ts';
import { unmask } from './unmask.ts';
import { rowView } from './views.ts';

export { type ClassIndex, makeCheckContext, readClassIndexes } from './check-context.ts';
export { type CommitOutcome, commitStaged, prepareCommit } from './commit-staged.ts';
export { checkForm, enter, type FormValues } from './enter-child.ts';
export { findSubject, soughtBy } from './find-child.ts';
export { claimOf, identityPlain, numberOfPlain, sealKinds } from './identity-claim.ts';
export {
  checkOver,
  claimOver,
  findWholeValues,
  likenessOver,
  sealedIdentity,
  type WholeValues,
} from './key-values.ts';
export { type ComparedFile, findNewKeys, listCompared, saveKeys } from './likeness-store.ts';
export { nameKnowledge, plainOf } from './name-knowledge.ts';
export { findPaperFile, listPaperFiles, type PaperFile } from './paper-file.ts';
export { type HistoryDifference, historyDifferences } from './replay-history.ts';
export { encodeStaged, type StagedChild } from './staged-row.ts';
export { isClaimHeld, lockClaims } from './store.ts';
export { maskPhone, openIdentity, wholeNumber } from './views.ts';

export const childConstraints = {
  child_claim_held_once: 'children.changed-meanwhile',
  requests_pkey: 'children.changed-meanwhile',
  child_class_is_of_its_institution: 'classes.not-found',
  child_is_entered_where_children_are_taken_in: 'children.institution-not-operating',
} as const;

export const childHandlers: Handler[] = [
  handler(listChildren, async (call, input) => {
    const { tx, services } = call;
    const { name, after, limit, ...filter } = input;
    const today = localDate(call.now);
    const where = {
      institutionId: filter.institutionId,
      classId: filter.classId,
      division: filter.division,
      state: filter.state,
      waitsFor: filter.waitsFor,
      today,
    };
    if (name?.trim()) {
      const cut = after?.indexOf('|') ?? -1;
      const cursor = after && cut > 0 ? { id: Number(after.slice(0, cut)), name: after.slice(cut + 1) } : null;
      const rows = await listByName(tx, where, name.trim(), cursor, limit);
      const last = rows.at(-1);
      return {
        rows: rows.map((row) => rowView(services.sealer, row, today)),
        next: rows.length === limit && last ? `${last.id}|${last.name}` : null,
      };
    }
    const [id, institutionId] = (after ?? '').split('|').map(Number);
    const place = id && institutionId ? { institutionId, id } : null;
    const rows = await listByInstitution(tx, where, place, limit);
    const last = rows.at(-1);
    return {
      rows: rows.map((row) => rowView(services.sealer, row, today)),
      next: rows.length === limit && last ? `${last.id}|${last.institutionId}` : null,
    };
  }),
  handler(findChild, async (call, input) => {
    const childId = await find(call, input.number);
    call.note(childId === null ? null : `child ${childId}`);
    return { childId };
  }),
  handler(readChild, async (call, input) => {
    const file = await findWholeById(call, input.childId);
    if (!file) throw new Refused('children.not-found');
    return fileView(call, file);
  }),
  handler(openChild, async (call, input) => {
    const file = await open(call, input.number);
    return file && fileView(call, file);
  }),
  handler(readChildAsOf, (call, input) => readAsOf(call, input.childId, input.on)),
  handler(listPastEnrolments, async (call, input) => {
    const [endedOn, id] = (input.after ?? '').split('|');
    const after = endedOn && id ? { endedOn, id: Number(id) } : null;
    const { institutionId, endKind, limit } = input;
    const name = input.name?.trim() || undefined;
    const rows = await listPast(call, { institutionId, endKind, name, after, limit });
    const last = rows.at(-1);
    return { rows, next: rows.length === limit && last ? `${last.endedOn}|${last.id}` : null };
  }),
  handler(readChildHistory, (call, input) => readHistory(call, input.childId)),
  handler(listFormerNumbers, (call, input) => listFormer(call, input.childId)),
  handler(readPastEnrolment, (call, input) => readPast(call, input.enrolmentId)),
  handler(unmaskChild, unmask),
  handler(checkChildForm, async (call, input) => ({
    problems: [...(await checkForm(call, input.institutionId, input.values)).problems],
  })),
  handler(enterChild, (call, input) => enter(call, input.institutionId, input.requestId, input.values)),
  handler(editChild, (call, input) => edit(call, input.childId, input.version, input.values)),
  handler(deleteChild, async (call, input) => {
    await remove(call, input.childId, input.reason);
    return {};
  }),
  handler(saveDraft, (call, input) => saveDraftOf(call, input.institutionId, input.draftId, input.values)),
  handler(listDrafts, (call, input) => listDraftsOf(call, input.institutionId)),
  handler(discardDraft, async (call, input) => {
    await discardDraftOf(call, input.draftId);
    return {};
  }),
];
