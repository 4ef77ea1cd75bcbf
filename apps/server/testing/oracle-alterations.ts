import type { Expected } from './oracle-words.ts';
import type { Place } from './proof-world.ts';

// Rename, address, type, rest, reopening, closing, merger, division (row I5): drawn up at the institution or by its county,
// confirmed by the principal, decided by the county, across counties by their superior too; the ministry has no part in it.
const sees = 'institution:EPL | county:EPL | prefecture:PL | province:PL';
const drawsUp = 'institution:E | county:E';
const plan = { kind: 'suspend' };

/** An old version: refused where it is mine; where it is not, nothing is there. */
const at =
  (body: object = {}) =>
  (place: Place) => ({ path: { alterationId: place.alterationId }, body: { revision: 1, ...body } });

export const alterationOracle: Readonly<Record<string, Expected>> = {
  'alterations.list-alterations': {
    who: sees,
    kind: 'list',
    ask: () => ({ query: 'limit=100' }),
    marks: (place) => [`"institutionName":"${place.name}"`],
  },
  'alterations.read-alteration': { who: sees, kind: 'thing', ask: at() },
  // Name, code and no more, of the institutions of one county.
  'alterations.search-neighbours': { who: drawsUp, kind: 'figures', ask: () => ({ query: 'text=0' }) },
  'alterations.read-standing': {
    who: sees,
    kind: 'thing',
    ask: (place) => ({ path: { institutionId: place.institutionId } }),
  },
  'alterations.draw-up': {
    who: drawsUp,
    kind: 'thing',
    // One is under way: refused where it is mine.
    ask: (place) => ({
      path: { institutionId: place.institutionId },
      body: { requestId: crypto.randomUUID(), effectiveOn: '2026-12-01', reason: '试着', plan },
    }),
  },
  'alterations.edit-alteration': {
    who: drawsUp,
    kind: 'thing',
    ask: at({ effectiveOn: '2026-12-01', reason: '试着', plan }),
  },
  'alterations.submit-alteration': { who: drawsUp, kind: 'thing', ask: at() },
  'alterations.withdraw-alteration': { who: drawsUp, kind: 'thing', ask: at() },
  'alterations.confirm-alteration': {
    who: 'institution:P',
    kind: 'thing',
    ask: at({ decision: 'return', reason: '试着' }),
  },
  'alterations.review-alteration': {
    who: 'county:P | prefecture:P | province:P',
    kind: 'thing',
    ask: at({ decision: 'return', reason: '试着', newCode: null }),
  },
};
