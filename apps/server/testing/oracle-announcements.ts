import type { Expected } from './oracle-words.ts';
import { multipartOf, type Place } from './proof-world.ts';

// Departments write to the offices of their jurisdiction and follow what was read (Henan letter of 2017, 3.3); whoever is
// addressed reads and signs. The announcement of a place is its county's, to all institutions of that county.
const writes = 'county:EP | prefecture:EP | province:EP | ministry:EP';

const one =
  (more: object = {}) =>
  (place: Place) => ({ path: { announcementId: place.announcementId }, body: more });
const within = { kind: 'within', sides: 'county' } as const;

export const announcementOracle: Readonly<Record<string, Expected>> = {
  'announcements.list-received': {
    ...{ who: 'signed-in', ...within, ask: () => ({ query: 'limit=100' }) },
    marks: (place) => [place.announcementTitle],
  },
  'announcements.read-announcement': {
    ...{ who: 'signed-in', ...within, ask: one() },
    marks: (place) => [place.announcementTitle],
  },
  'announcements.sign-receipt': { who: 'signed-in', ...within, ask: one({ confirm: false }) },
  'announcements.list-written': {
    ...{ who: writes, ...within, ask: () => ({ query: 'limit=100' }) },
    marks: (place) => [place.announcementTitle],
  },
  // A draft without its fields: nothing is made.
  'announcements.save-draft': { who: writes, kind: 'common', ask: () => ({ body: { announcementId: null } }) },
  'announcements.discard-draft': { who: writes, ...within, ask: one() },
  'announcements.attach': {
    ...{ who: writes, ...within },
    ask: (place) => ({
      path: { announcementId: place.announcementId },
      body: multipartOf(Buffer.from('%PDF-1.4 a file')),
    }),
  },
  'announcements.remove-attachment': {
    ...{ who: writes, ...within },
    ask: (place) => one({ attachmentId: place.attachmentId })(place),
  },
  'announcements.download-attachment': {
    ...{ who: 'signed-in', ...within },
    ask: (place) => ({ path: { attachmentId: place.attachmentId } }),
  },
  'announcements.count-audience': { who: writes, kind: 'common', ask: () => ({ body: { levels: [] } }) },
  'announcements.publish': { who: writes, ...within, ask: one() },
  'announcements.withdraw': {
    ...{ who: writes, ...within },
    // That of b stays: its file is asked for later.
    ask: (place) => ({
      path: { announcementId: place.key === 'b' ? 999_999_999 : place.announcementId },
      body: { reason: '试着撤回' },
    }),
  },
  'announcements.remind': { who: writes, ...within, ask: one() },
  'announcements.read-follow-up': { who: writes, ...within, ask: one() },
  'announcements.list-receipts': {
    ...{ who: writes, ...within },
    ask: (place) => ({ path: { announcementId: place.announcementId }, query: 'only=unread' }),
    marks: (place) => [`${place.institutionId}单位`],
  },
  'announcements.receipts-workbook': { who: writes, ...within, ask: one() },
  // Counts of what waits for my office; no names.
  'tasks.list-tasks': { who: 'signed-in', kind: 'common', ask: () => ({}) },
  'tasks.list-keepers-tasks': { who: 'signed-in', kind: 'common', ask: () => ({}) },
};
