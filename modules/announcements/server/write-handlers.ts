import type { Decision } from '@xueqian/kernel/decision.ts';
import { Refused } from '@xueqian/kernel/decision.ts';
import { type Call, type Handler, handler } from '@xueqian/platform/handler.ts';
import { changedFields } from '../../audit/changed-fields.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import type { Audience } from '../announcement.ts';
import { countAudience, discardDraft, publish, remind, removeAttachment, saveDraft, withdraw } from '../contract.ts';
import { decideChange, decidePublish, decideRemind, decideWithdraw } from '../rules.ts';
import { guardAudience } from './audience.ts';
import { countFollowUp, countOffices } from './follow-store.ts';
import {
  deleteAttachment,
  deleteDraft,
  insertDraft,
  listAttachments,
  lockMine,
  savePublished,
  saveReminded,
  saveWithdrawn,
  updateDraft,
  type Whole,
} from './store.ts';

export const guard = (decision: Decision<null>): void => {
  if (!decision.accepted) throw new Refused(decision.refusal.code, decision.refusal.facts);
};

/** What my office wrote, locked. */
export const getMine = async (call: Pick<Call, 'tx' | 'actor'>, id: number): Promise<Whole> => {
  const found = await lockMine(call.tx, call.actor, id);
  if (!found) throw new Refused('announcements.not-found');
  return found;
};

const countAll = async (call: Call, audience: Audience): Promise<number> =>
  (await countOffices(call.tx, audience)).reduce((sum, each) => sum + each.offices, 0);

export const writeHandlers: Handler[] = [
  handler(saveDraft, async (call, { announcementId, ...draft }) => {
    const { tx, actor, now } = call;
    await guardAudience(actor, draft);
    if (announcementId === null) {
      const id = await insertDraft(tx, actor, draft, now);
      call.note(`announcement ${id}`);
      return { announcementId: id };
    }
    const before = await getMine(call, announcementId);
    guard(decideChange(before));
    await updateDraft(tx, actor, announcementId, draft, now);
    const edited = ({ title, body, mustRead, validFrom, validTo }: Readonly<Record<string, unknown>>) => ({
      ...{ title, body, mustRead, validFrom, validTo },
    });
    call.note(`announcement ${announcementId}`, changedFields(edited(before), edited(draft)));
    return { announcementId };
  }),
  handler(discardDraft, async (call, { announcementId }) => {
    guard(decideChange(await getMine(call, announcementId)));
    const files = await listAttachments(call.tx, announcementId);
    await deleteDraft(call.tx, announcementId);
    for (const file of files) await call.services.files.remove(file.fileKey);
    call.note(`announcement ${announcementId}`);
    return {};
  }),
  handler(removeAttachment, async (call, { announcementId, attachmentId }) => {
    guard(decideChange(await getMine(call, announcementId)));
    const removed = await deleteAttachment(call.tx, announcementId, attachmentId);
    if (!removed) throw new Refused('announcements.attachment-not-found');
    await call.services.files.remove(removed.fileKey);
    call.note(`announcement ${announcementId}`, { fileName: removed.fileName });
    return {};
  }),
  handler(countAudience, async (call, audience) => {
    await guardAudience(call.actor, audience);
    return { levels: await countOffices(call.tx, audience) };
  }),
  handler(publish, async (call, { announcementId }) => {
    const draft = await getMine(call, announcementId);
    await guardAudience(call.actor, draft);
    const today = localDate(call.now);
    const offices = await countAll(call, draft);
    guard(decidePublish(draft, offices, today));
    await savePublished(call.tx, call.actor, announcementId, call.now, today);
    call.note(`announcement ${announcementId}`, { title: draft.title, offices });
    return { offices };
  }),
  handler(withdraw, async (call, { announcementId, reason }) => {
    guard(decideWithdraw(await getMine(call, announcementId)));
    await saveWithdrawn(call.tx, call.actor, announcementId, call.now, reason);
    call.note(`announcement ${announcementId}`, { reason });
    return {};
  }),
  handler(remind, async (call, { announcementId }) => {
    const found = await getMine(call, announcementId);
    guard(decideRemind(found, call.now));
    await saveReminded(call.tx, announcementId, call.now);
    const { offices, read } = await countFollowUp(call.tx, announcementId, found);
    call.note(`announcement ${announcementId}`, { offices: offices - read });
    return { offices: offices - read };
  }),
];
