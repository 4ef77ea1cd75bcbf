import type { Level } from '@xueqian/kernel/actor.ts';
import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
import { type AnnouncementState, type Audience, hoursBetweenReminders, levelsBelow } from './announcement.ts';

type Code =
  | 'announcements.not-a-draft'
  | 'announcements.not-published'
  | 'announcements.nothing-to-say'
  | 'announcements.nobody-addressed'
  | 'announcements.not-downwards'
  | 'announcements.outside-jurisdiction'
  | 'announcements.over-before-it-begins'
  | 'announcements.reminded-lately'
  | 'announcements.told-by-the-system';

type Decided = Decision<null, { readonly code: Code; readonly facts: Record<string, string | number> }>;

const yes = (): Decided => accept(null);
const no = (code: Code, facts: Record<string, string | number> = {}): Decided => refuse(code, facts) as Decided;

/**
 * May an office at a level address these? Only levels below its own, in divisions that lie in its own.
 * `lineOf` gives a division and all that it lies in, empty when there is none of that code.
 */
export const decideAudience = (
  writer: { readonly level: Level; readonly division: string },
  audience: Pick<Audience, 'levels' | 'divisions'>,
  lineOf: (code: string) => readonly string[],
): Decided => {
  const below = levelsBelow(writer.level);
  const upwards = audience.levels.find((level) => !below.includes(level));
  if (upwards) return no('announcements.not-downwards', { level: upwards });
  const outside = audience.divisions.find(
    (code) => code !== writer.division && !lineOf(code).includes(writer.division),
  );
  return outside === undefined ? yes() : no('announcements.outside-jurisdiction', { division: outside });
};

type Draft = {
  readonly state: AnnouncementState;
  readonly title: string | null;
  readonly body: string | null;
  readonly levels: readonly string[];
  readonly divisions: readonly string[];
  /** ISO date; null: from the day it is published. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
};

const whileDraft: Record<AnnouncementState, () => Decided> = {
  draft: yes,
  published: () => no('announcements.not-a-draft', { state: 'published' }),
  withdrawn: () => no('announcements.not-a-draft', { state: 'withdrawn' }),
};

/** May it still be changed or thrown away? What was published stays as it was read. */
export const decideChange = ({ state }: Pick<Draft, 'state'>): Decided => whileDraft[state]();

/** May it be published on a day? `reached` offices are addressed. */
export const decidePublish = (draft: Draft, reached: number, today: string): Decided => {
  const open = whileDraft[draft.state]();
  if (!open.accepted) return open;
  if (!draft.title?.trim() || !draft.body?.trim()) return no('announcements.nothing-to-say');
  if (draft.levels.length === 0 || draft.divisions.length === 0 || reached === 0)
    return no('announcements.nobody-addressed');
  const from = draft.validFrom ?? today;
  return draft.validTo !== null && (draft.validTo < from || draft.validTo < today)
    ? no('announcements.over-before-it-begins', { validTo: draft.validTo })
    : yes();
};

const whilePublished: Record<AnnouncementState, () => Decided> = {
  draft: () => no('announcements.not-published', { state: 'draft' }),
  published: yes,
  withdrawn: () => no('announcements.not-published', { state: 'withdrawn' }),
};

/** May it be withdrawn? What the system told stays told: a fact is not taken back. */
export const decideWithdraw = ({ state, template }: { state: AnnouncementState; template: string | null }): Decided =>
  template === null ? whilePublished[state]() : no('announcements.told-by-the-system');

/** May those who have not read be reminded at an instant? Once a day. */
export const decideRemind = (
  { state, remindedAt }: { state: AnnouncementState; remindedAt: Date | null },
  now: Date,
): Decided => {
  const open = whilePublished[state]();
  if (!open.accepted || remindedAt === null) return open;
  const hours = (now.getTime() - remindedAt.getTime()) / 3_600_000;
  return hours < hoursBetweenReminders
    ? no('announcements.reminded-lately', { hours: Math.ceil(hoursBetweenReminders - hours) })
    : yes();
};
