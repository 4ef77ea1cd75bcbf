import type { Expected } from './oracle-words.ts';
import type { Place } from './proof-world.ts';

// Petitions about one child's file (row C2 and the recovery of the real system): drawn up by whoever enters at the
// kindergarten, confirmed by its principal, decided by the county's reviewer. Nobody else needs to know of them.
const sees = 'institution:EP | county:P';

/** An old version: refused where it is mine; where it is not, nothing is there. */
const at =
  (body: object = {}) =>
  (place: Place) => ({ path: { petitionId: place.petitionId }, body: { revision: 1, ...body } });

/** A child not of school age and without a deferral: refused where it is mine. */
const tooYoung = (place: Place) => ({
  path: { childId: place.children.numbered },
  body: { requestId: crypto.randomUUID(), reason: '试着缓学' },
});

const day = 'fromOn=2026-11-01&untilOn=2026-11-30';
const accident = { place: '操场', kind: 'other', degree: 'slight', course: '试着', handling: '试着' };

export const petitionOracle: Readonly<Record<string, Expected>> = {
  'petitions.list-petitions': {
    who: sees,
    kind: 'list',
    ask: () => ({ query: 'limit=100' }),
    marks: (place) => [place.names.lost],
  },
  'petitions.read-petition': { who: sees, kind: 'thing', ask: at(), marks: (place) => [place.names.lost] },
  'petitions.print-form': { who: sees, kind: 'thing', ask: at() },
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
  // Deferral of school entry (measures of 2025; row C14): applied for by the kindergarten of the child.
  'petitions.read-deferral': {
    who: 'institution:E',
    kind: 'thing',
    ask: (place) => ({ path: { childId: place.children.numbered } }),
    marks: (place) => [place.names.numbered],
  },
  'petitions.ask-for-deferral': { who: 'institution:E', kind: 'thing', ask: tooYoung },
  'petitions.ask-to-end-deferral': { who: 'institution:E', kind: 'thing', ask: tooYoung },
  'petitions.edit-petition': { who: 'institution:E', kind: 'thing', ask: at({ reason: '试着' }) },
  'petitions.submit-petition': { who: 'institution:E', kind: 'thing', ask: at() },
  'petitions.withdraw-petition': { who: 'institution:E', kind: 'thing', ask: at() },
  'petitions.confirm-petition': {
    who: 'institution:P',
    kind: 'thing',
    ask: at({ decision: 'return', reason: '试着' }),
  },
  'petitions.decide-petition': { who: 'county:P', kind: 'thing', ask: at({ decision: 'return', reason: '试着' }) },
  // Accidents (row C12): for those who need to know; figures for the departments above.
  'accidents.record-accident': {
    who: 'institution:E',
    kind: 'thing',
    // A day that has not come: refused where the child is mine.
    ask: (place) => ({
      path: { childId: place.children.numbered },
      body: { requestId: crypto.randomUUID(), happenedOn: '2031-01-01', ...accident },
    }),
  },
  'accidents.list-accidents': {
    who: sees,
    kind: 'list',
    ask: () => ({ query: 'limit=100' }),
    marks: (place) => [`"id":${place.accidentId},`],
  },
  'accidents.read-accident': {
    who: sees,
    kind: 'thing',
    ask: (place) => ({ path: { accidentId: place.accidentId } }),
    marks: (place) => [place.names.numbered],
  },
  'accidents.count-accidents': {
    who: 'county:P | prefecture:PL | province:PL',
    kind: 'figures',
    ask: () => ({ query: day }),
  },
};
