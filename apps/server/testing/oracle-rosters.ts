import type { Expected } from './oracle-words.ts';
import { multipartOf, type Place } from './proof-world.ts';

// The list of a county's institutions: those who enter at the county work with it, nobody else sees it.
const enters = 'county:E';
const within = { kind: 'within' } as const;
const one =
  (more: object = {}) =>
  (place: Place) => ({ path: { rosterId: place.rosterId }, body: more });

export const rosterOracle: Readonly<Record<string, Expected>> = {
  'rosters.list-rosters': { who: enters, ...within, ask: () => ({}), marks: (place) => [`"id":${place.rosterId},`] },
  'rosters.read-roster': { who: enters, ...within, ask: one(), marks: (place) => [`"id":${place.rosterId},`] },
  'rosters.commit-roster': { who: enters, ...within, ask: one({ expectRejected: 99_999 }) },
  // A list that was discarded stays discarded: only the first who asks does it.
  'rosters.discard-roster': { who: enters, ...within, ask: one() },
  'rosters.upload': { who: enters, kind: 'common', ask: () => ({ body: multipartOf(Buffer.alloc(0)) }) },
  'rosters.template': { who: enters, kind: 'common', ask: () => ({}) },
  'rosters.marked-workbook': { who: enters, ...within, ask: one() },
};
