import type { Expected } from './oracle-words.ts';
import type { Place } from './proof-world.ts';

// Moves between provinces (row C11): the clerk writes and hands files over, the principal lets go, the county approves
// where its rules ask for it; the offices above look on, and no ministry sees a child.
const sees = 'institution:EPL | county:EPL | prefecture:PL | province:PL';
const clerk = 'institution:E';

/** An old revision: refused where it is mine; where it is not, nothing is there. */
const at =
  (body: object = {}) =>
  (place: Place) => ({ path: { crossingId: place.crossingId }, body: { revision: 999, ...body } });
const reason = '随父母迁居';
const elsewhere = { otherCode: '120116', otherInstitution: null, reason };
/** No file at all: refused where the institution is mine. */
const noFile = (body: object) => (place: Place) => ({
  path: { institutionId: place.institutionId },
  body: { text: '{}', openingCode: 'ABCD', ...body },
});
const into = { classCode: null, admittedOn: '2026-11-20' };

export const crossingOracle: Readonly<Record<string, Expected>> = {
  'province-border.list-crossings': {
    who: sees,
    kind: 'list',
    ask: () => ({ query: 'only=all&limit=200' }),
    marks: (place) => [place.names.came],
  },
  'province-border.read-crossing': { who: sees, kind: 'thing', ask: at(), marks: (place) => [place.names.came] },
  // Its form on paper: printed by whoever prints at the kindergarten and its county.
  'province-border.print-form': { who: 'institution:EP | county:EP', kind: 'thing', ask: at() },
  'province-border.draw-up': {
    who: clerk,
    kind: 'thing',
    // A child without a number: refused where it is mine.
    ask: (place) => ({
      path: { childId: place.children.confirmed },
      body: { requestId: crypto.randomUUID(), ...elsewhere },
    }),
  },
  'province-border.submit': { who: clerk, kind: 'thing', ask: at(elsewhere) },
  'province-border.release': { who: 'institution:P', kind: 'thing', ask: at({ decision: 'return', reason }) },
  'province-border.approve': { who: 'county:P', kind: 'thing', ask: at({ decision: 'return', reason }) },
  'province-border.withdraw': { who: clerk, kind: 'thing', ask: at() },
  'province-border.make-file': { who: clerk, kind: 'thing', ask: at() },
  'province-border.take-answer': { who: clerk, kind: 'thing', ask: at({ text: '{}' }) },
  'province-border.end': { who: clerk, kind: 'thing', ask: at({ outcome: 'stay', leftOn: null, reason }) },
  'province-border.check-file': { who: clerk, kind: 'thing', ask: noFile(into) },
  'province-border.take-file': { who: clerk, kind: 'thing', ask: noFile(into) },
  'province-border.refuse-file': { who: clerk, kind: 'thing', ask: noFile({ reason }) },
  'province-border.answer': { who: clerk, kind: 'thing', ask: at({ decision: 'refuse', reason }) },
  'province-border.make-answer': { who: clerk, kind: 'thing', ask: at() },
};
