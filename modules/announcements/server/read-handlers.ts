import type { Actor } from '@xueqian/kernel/actor.ts';
import { Refused } from '@xueqian/kernel/decision.ts';
import { may } from '@xueqian/kernel/permissions.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { type Handler, handler } from '@xueqian/platform/handler.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import { listReceipts, listReceived, listWritten, readAnnouncement, readFollowUp, signReceipt } from '../contract.ts';
import { decideChange, decideRemind, decideWithdraw } from '../rules.ts';
import { namesOf } from './audience.ts';
import { countFollowUp, listReceiptRows } from './follow-store.ts';
import {
  type Found,
  findVisible,
  isFollowed,
  type Line,
  listAttachments,
  listFollowed,
  listToMe,
  saveReceipt,
} from './store.ts';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

const lineView = (line: Line) => ({
  id: line.id,
  state: line.state,
  title: line.title,
  template: line.template,
  facts: line.facts,
  mustRead: line.mustRead,
  officeName: line.officeName ?? '',
  validFrom: line.validFrom,
  validTo: line.validTo,
  publishedAt: iso(line.publishedAt),
  remindedAt: iso(line.remindedAt),
});

const isMine = (actor: Actor, { level, scope }: { level: string; scope: string }): boolean =>
  actor.level === level && actor.scope === scope;

/** One that I may see; what begins later is known to those who follow it alone. */
const getVisible = async (tx: Tx, actor: Actor, id: number, now: Date): Promise<Found & { followed: boolean }> => {
  const found = await findVisible(tx, actor, id, localDate(now));
  const follows = found !== null && may('announcements.follow', actor) && (await isFollowed(tx, id));
  if (!found || !(found.addressed || follows)) throw new Refused('announcements.not-found');
  return { ...found, followed: follows };
};

/** One that my office follows. */
export const getFollowed = async (tx: Tx, actor: Actor, id: number, now: Date): Promise<Found> => {
  const found = await getVisible(tx, actor, id, now);
  if (!found.followed) throw new Refused('announcements.not-found');
  return found;
};

export const readHandlers: Handler[] = [
  handler(listReceived, async (call, input) => {
    const before = input.after ? Number(input.after) : null;
    const rows = await listToMe(call.tx, call.actor, localDate(call.now), input.only, before, input.limit);
    return {
      rows: rows.map((row) => ({ ...lineView(row), readAt: iso(row.readAt), confirmedAt: iso(row.confirmedAt) })),
      next: rows.length === input.limit ? String(rows.at(-1)?.id ?? '') : null,
    };
  }),
  handler(readAnnouncement, async (call, input) => {
    const { tx, actor, now } = call;
    const found = await getVisible(tx, actor, input.announcementId, now);
    const files = await listAttachments(tx, found.id);
    const mine = isMine(actor, found);
    const writes = mine && may('announcements.write', actor);
    return {
      ...lineView(found),
      readAt: iso(found.readAt),
      confirmedAt: iso(found.confirmedAt),
      body: found.body,
      withdrawReason: found.withdrawReason,
      attachments: files.map(({ fileKey: _, ...file }) => file),
      addressed: found.addressed,
      followed: found.followed,
      mine,
      levels: [...found.levels],
      divisions: [...found.divisions],
      kinds: found.kinds && [...found.kinds],
      natures: found.natures && [...found.natures],
      divisionNames: await namesOf(found.divisions),
      may: {
        edit: writes && decideChange(found).accepted,
        withdraw: writes && decideWithdraw(found).accepted,
        remind: mine && found.followed && decideRemind(found, now).accepted,
      },
    };
  }),
  handler(signReceipt, async (call, input) => {
    const found = await getVisible(call.tx, call.actor, input.announcementId, call.now);
    if (!found.addressed) throw new Refused('announcements.not-addressed');
    await saveReceipt(call.tx, call.actor, found.id, call.now, input.confirm);
    call.note(`announcement ${found.id}`, { confirmed: input.confirm });
    return {};
  }),
  handler(listWritten, async (call, input) => {
    const rows = await listFollowed(call.tx, input.state, input.after ? Number(input.after) : null, input.limit);
    return {
      rows: rows.map((row) => ({
        ...lineView(row),
        mine: isMine(call.actor, row),
        writtenBy: row.writtenBy,
        writtenAt: row.writtenAt.toISOString(),
      })),
      next: rows.length === input.limit ? String(rows.at(-1)?.id ?? '') : null,
    };
  }),
  handler(readFollowUp, async (call, input) => {
    const found = await getFollowed(call.tx, call.actor, input.announcementId, call.now);
    return countFollowUp(call.tx, found.id, found);
  }),
  handler(listReceipts, async (call, input) => {
    const found = await getFollowed(call.tx, call.actor, input.announcementId, call.now);
    const after = input.after ? Number(input.after) : 0;
    const rows = await listReceiptRows(call.tx, found.id, found, input.only, after, input.limit);
    return {
      rows: rows.map((row) => ({
        ...row,
        people: row.people.map((person) => ({
          ...person,
          readAt: new Date(person.readAt).toISOString(),
          confirmedAt: person.confirmedAt && new Date(person.confirmedAt).toISOString(),
        })),
      })),
      next: rows.length === input.limit ? String(rows.at(-1)?.officeId ?? '') : null,
    };
  }),
];
