import type { Level } from '@xueqian/kernel/actor.ts';
import { levels } from '@xueqian/kernel/actor.ts';

/** draft: 草稿 · published: 已发布 · withdrawn: 已撤回, kept and still readable */
export const announcementStates = ['draft', 'published', 'withdrawn'] as const;
export type AnnouncementState = (typeof announcementStates)[number];

/** Levels that an announcement can be addressed to: all below the ministry. */
export const addressedLevels = ['institution', 'town', 'county', 'prefecture', 'province'] as const;
export type AddressedLevel = (typeof addressedLevels)[number];

/** Levels below one's own, the lowest first: announcements go downwards only. */
export const levelsBelow = (level: Level): AddressedLevel[] =>
  addressedLevels.filter((each) => levels.indexOf(each) < levels.indexOf(level));

/** The nation's code: every division lies in it. */
export const nation = '000000';

/** Whom an announcement is addressed to. Kinds and natures choose among institutions; null: all of them. */
export type Audience = {
  readonly levels: readonly AddressedLevel[];
  /** Division codes, short form; `000000` for the nation. */
  readonly divisions: readonly string[];
  readonly kinds: readonly string[] | null;
  readonly natures: readonly string[] | null;
};

/** Largest attachment in bytes, and the most of an announcement. */
export const largestAttachment = 20 * 1024 * 1024;
export const mostAttachments = 10;

/** Types of attachments, found by their content, never by their name. */
export const attachmentTypes = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
} as const;

/** Hours after a reminder before the next: who is reminded all day reads nothing any more. */
export const hoursBetweenReminders = 24;
