import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { AddressedLevel, AnnouncementState, Audience } from '../announcement.ts';

export type Line = {
  id: number;
  state: AnnouncementState;
  title: string | null;
  template: string | null;
  facts: Record<string, string | number | boolean | null> | null;
  mustRead: boolean;
  officeName: string;
  validFrom: string | null;
  validTo: string | null;
  publishedAt: Date | null;
  remindedAt: Date | null;
};

export type Whole = Line &
  Audience & {
    body: string | null;
    withdrawReason: string | null;
    level: string;
    scope: string;
  };

/** The writing office by its name; below row security an office sees only itself and what lies below it, so a function tells. */
const lineColumns = `a.id, a.state, a.title, a.template, a.facts, a.must_read as "mustRead", announcements.office_name(a.office_id) as "officeName",
  a.valid_from as "validFrom", a.valid_to as "validTo", a.published_at as "publishedAt", a.reminded_at as "remindedAt"`;

type Signed = { readAt: Date | null; confirmedAt: Date | null };

/** What is addressed to my office and has begun by `today`. */
const toMe = `a.id in (select announcements.addressed_to_me()) and a.state <> 'draft' and a.valid_from <= $2`;

/** Still to be confirmed, or reminded of and not opened; not withdrawn, not over. */
const pressing = `a.state = 'published' and (a.valid_to is null or a.valid_to >= $2)
  and ((a.must_read and r.confirmed_at is null) or (a.reminded_at is not null and r.read_at is null))`;

const conditions = { all: 'true', unread: `r.read_at is null and a.state = 'published'`, pressing } as const;

export const listToMe = (
  tx: Tx,
  actor: Actor,
  today: string,
  only: keyof typeof conditions,
  before: number | null,
  limit: number,
): Promise<(Line & Signed)[]> =>
  tx.rows(
    `select ${lineColumns}, r.read_at as "readAt", r.confirmed_at as "confirmedAt"
     from announcements.announcements a left join announcements.receipts r on r.announcement_id = a.id and r.account_id = $1
     where ${toMe} and ${conditions[only]} and ($3::bigint is null or a.id < $3) order by a.id desc limit $4`,
    [actor.accountId, today, before, limit],
  );

export const countPressing = async (tx: Tx, actor: Actor, today: string): Promise<number> =>
  (
    await tx.one<{ n: number }>(
      `select count(*)::int as n from announcements.announcements a
       left join announcements.receipts r on r.announcement_id = a.id and r.account_id = $1 where ${toMe} and ${pressing}`,
      [actor.accountId, today],
    )
  ).n;

const wholeColumns = `${lineColumns}, a.body, a.levels, a.divisions, a.kinds, a.natures, a.withdraw_reason as "withdrawReason", a.level, a.scope`;

export type Found = Whole & Signed & { addressed: boolean };

/** One that I may see: to my office once it has begun, or followed by it. */
export const findVisible = (tx: Tx, actor: Actor, id: number, today: string): Promise<Found | null> =>
  tx.find<Found>(
    `select ${wholeColumns}, r.read_at as "readAt", r.confirmed_at as "confirmedAt", (${toMe}) as addressed
     from announcements.announcements a left join announcements.receipts r on r.announcement_id = a.id and r.account_id = $1 where a.id = $3`,
    [actor.accountId, today, id],
  );

/** Locks what my own office wrote. */
export const lockMine = (tx: Tx, actor: Actor, id: number): Promise<Whole | null> =>
  tx.find<Whole>(
    `select ${wholeColumns} from announcements.announcements a where a.id = $1 and a.level = $2 and a.scope = $3 for update of a`,
    [id, actor.level, actor.scope],
  );

export type Written = Whole & { writtenBy: string; writtenAt: Date };

export const listFollowed = (
  tx: Tx,
  state: AnnouncementState | undefined,
  before: number | null,
  limit: number,
): Promise<Written[]> =>
  tx.rows<Written>(
    `select ${wholeColumns}, coalesce(p.person_name, '') as "writtenBy", a.written_at as "writtenAt"
     from announcements.announcements a left join accounts.accounts p on p.id = a.written_by
     where a.id in (select announcements.followed_by_me()) and ($1::text is null or a.state = $1) and ($2::bigint is null or a.id < $2)
     order by a.id desc limit $3`,
    [state ?? null, before, limit],
  );

export const isFollowed = async (tx: Tx, id: number): Promise<boolean> =>
  (await tx.rows('select 1 from announcements.followed_by_me() f where f = $1', [id])).length > 0;

export type DraftFields = Audience & {
  title: string;
  body: string;
  mustRead: boolean;
  validFrom: string | null;
  validTo: string | null;
};

const draftValues = (draft: DraftFields, actor: Actor, now: Date): unknown[] => [
  draft.title,
  draft.body,
  draft.mustRead,
  draft.levels,
  draft.divisions,
  draft.kinds,
  draft.natures,
  draft.validFrom,
  draft.validTo,
  actor.accountId,
  now,
];

export const insertDraft = async (tx: Tx, actor: Actor, draft: DraftFields, now: Date): Promise<number> =>
  (
    await tx.one<{ id: number }>(
      `insert into announcements.announcements (title, body, must_read, levels, divisions, kinds, natures, valid_from, valid_to, written_by, written_at,
         office_id, level, scope, county_code, prefecture_code, province_code)
       select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, o.id, o.level, o.scope, o.county_code, o.prefecture_code, o.province_code
       from accounts.offices o where o.level = $12 and o.scope = $13 and o.department_id is null returning id`,
      [...draftValues(draft, actor, now), actor.level, actor.scope],
    )
  ).id;

export const updateDraft = (tx: Tx, actor: Actor, id: number, draft: DraftFields, now: Date): Promise<number> =>
  tx.run(
    `update announcements.announcements set title = $1, body = $2, must_read = $3, levels = $4, divisions = $5, kinds = $6, natures = $7,
       valid_from = $8, valid_to = $9, written_by = $10, written_at = $11 where id = $12`,
    [...draftValues(draft, actor, now), id],
  );

export const deleteDraft = (tx: Tx, id: number): Promise<number> =>
  tx.run('delete from announcements.announcements where id = $1', [id]);

export const savePublished = (tx: Tx, actor: Actor, id: number, now: Date, today: string): Promise<number> =>
  tx.run(
    `update announcements.announcements set state = 'published', published_by = $2, published_at = $3, valid_from = coalesce(valid_from, $4) where id = $1`,
    [id, actor.accountId, now, today],
  );

export const saveWithdrawn = (tx: Tx, actor: Actor, id: number, now: Date, reason: string): Promise<number> =>
  tx.run(
    `update announcements.announcements set state = 'withdrawn', withdrawn_by = $2, withdrawn_at = $3, withdraw_reason = $4 where id = $1`,
    [id, actor.accountId, now, reason],
  );

export const saveReminded = (tx: Tx, id: number, now: Date): Promise<number> =>
  tx.run('update announcements.announcements set reminded_at = $2 where id = $1', [id, now]);

/** Signs, or adds the word that it was read; what is signed stays as it was. */
export const saveReceipt = (tx: Tx, actor: Actor, id: number, now: Date, confirm: boolean): Promise<number> =>
  tx.run(
    `insert into announcements.receipts as r (announcement_id, account_id, office_id, level, scope, read_at, confirmed_at)
     values ($1, $2, $3, $4, $5, $6, case when $7 then $6::timestamptz end)
     on conflict (announcement_id, account_id) do update set confirmed_at = coalesce(r.confirmed_at, excluded.confirmed_at)`,
    [id, actor.accountId, actor.officeId, actor.level, actor.scope, now, confirm],
  );

export type Attachment = { id: number; fileName: string; fileKey: string; bytes: number; mediaType: string };

const attachmentColumns = 'id, file_name as "fileName", file_key as "fileKey", bytes, media_type as "mediaType"';

export const listAttachments = (tx: Tx, announcementId: number): Promise<Attachment[]> =>
  tx.rows<Attachment>(
    `select ${attachmentColumns} from announcements.attachments where announcement_id = $1 order by id`,
    [announcementId],
  );

/** One of an announcement that I may read: to my office once it has begun and while it stands, or written here or below. */
export const findAttachment = (tx: Tx, actor: Actor, id: number, today: string): Promise<Attachment | null> =>
  tx.find<Attachment>(
    `select f.id, f.file_name as "fileName", f.file_key as "fileKey", f.bytes, f.media_type as "mediaType"
     from announcements.attachments f join announcements.announcements a on a.id = f.announcement_id
     where f.id = $1 and (a.id not in (select announcements.addressed_to_me()) or (a.state <> 'draft' and a.valid_from <= $2) or (a.level = $3 and a.scope = $4))`,
    [id, today, actor.level, actor.scope],
  );

export const insertAttachment = async (
  tx: Tx,
  actor: Actor,
  announcementId: number,
  file: Omit<Attachment, 'id'>,
  now: Date,
): Promise<number> =>
  (
    await tx.one<{ id: number }>(
      `insert into announcements.attachments (announcement_id, file_name, file_key, bytes, media_type, added_by, added_at)
       values ($1, $2, $3, $4, $5, $6, $7) returning id`,
      [announcementId, file.fileName, file.fileKey, file.bytes, file.mediaType, actor.accountId, now],
    )
  ).id;

export const deleteAttachment = (tx: Tx, announcementId: number, id: number): Promise<Attachment | null> =>
  tx.find<Attachment>(
    `delete from announcements.attachments where announcement_id = $1 and id = $2 returning ${attachmentColumns}`,
    [announcementId, id],
  );

export type LevelCount = { level: AddressedLevel; offices: number };
