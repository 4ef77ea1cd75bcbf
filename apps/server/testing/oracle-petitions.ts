import type { Expected } from './oracle-words.ts';
import type { Place } from './proof-world.ts';

// Petitions about one child's file (row C2 and the recovery of the real system): drawn up by whoever enters at the
// kindergarten, confirmed by its principal, decided by the county's reviewer. Nobody else needs to know of them.
const sees = 'institution:EP | county:P';

/** An old version: refused where it is mine; where it is not, nothing is there. */
const at =
  (body: object = {}) =>
  (place: Place) => ({ path: { petitionId: place.petitionId }, body: { revision: 1, ...body } });

export const petitionOracle: Readonly<Record<string, Expected>> = {
  'petitions.list-petitions': {
    who: sees,
    kind: 'list',
    ask: () => ({ query: 'limit=100' }),
    marks: (place) => [place.names.lost],
  },
  'petitions.read-petition': { who: sees, kind: 'thing', ask: at(), marks: (place) => [place.names.lost] },
  'petitions.list-lost-files': {
    who: 'institution:E',
    kind: 'list',
    ask: (place) => ({ query: `name=${encodeURIComponent(place.names.lost)}` }),
    marks: (place) => [place.names.lost],
  },
  'petitions.ask-for-recovery': {
    who: 'institution:E',
    kind: 'thing',
    // A child that is there: refused where it is mine.
    ask: (place) => ({
      path: { childId: place.children.numbered },
      body: { requestId: crypto.randomUUID(), reason: '试着恢复' },
    }),
  },
  'petitions.edit-petition': { who: 'institution:E', kind: 'thing', ask: at({ reason: '试着' }) },
  'petitions.submit-petition': { who: 'institution:E', kind: 'thing', ask: at() },
  'petitions.withdraw-petition': { who: 'institution:E', kind: 'thing', ask: at() },
  'petitions.confirm-petition': {
    who: 'institution:P',
    kind: 'thing',
    ask: at({ decision: 'return', reason: '试着' }),
  },
  'petitions.decide-petition': { who: 'county:P', kind: 'thing', ask: at({ decision: 'return', reason: '试着' }) },
};
