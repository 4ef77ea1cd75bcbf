import type { Expected } from './oracle-words.ts';
import type { Place } from './proof-world.ts';

// Comparison with the public security's register (row C6): the province sends and takes in; each sees what was answered of
// its own children, the institution mends, the ministry looks at no child.
const sees = 'institution:EPL | county:EPL | prefecture:PL | province:PL';
const batchOf = (place: Place) => ({ path: { batchId: place.batchId } });
const child = (place: Place) => ({ path: { childId: place.children.numbered } });

export const verificationOracle: Readonly<Record<string, Expected>> = {
  // Batches are the province's own: what a reply holds is no child.
  'verification.list-batches': { who: 'province:EPL', kind: 'figures', ask: () => ({}) },
  'verification.read-batch': { who: 'province:EPL', kind: 'thing', ask: batchOf },
  // Without a reason.
  'verification.make-batch': { who: 'province:P', kind: 'common', ask: () => ({ body: { requestId: 'x' } }) },
  // Taken back already: refused where it is mine.
  'verification.withdraw-batch': { who: 'province:P', kind: 'thing', ask: batchOf },
  'verification.hand-out-batch': {
    who: 'province:P',
    kind: 'thing',
    ask: (place) => ({ ...batchOf(place), body: { reason: '送公安部门' } }),
  },
  'verification.upload-answers': { who: 'province:EP', kind: 'thing', ask: batchOf },
  'verification.apply-answers': {
    who: 'province:EP',
    kind: 'absent',
    ask: () => ({ path: { answerId: 999_999_999 }, body: { expectFaulty: 0 } }),
  },
  'verification.list-problems': {
    who: sees,
    kind: 'list',
    ask: (place) => ({ query: `institutionId=${place.institutionId}` }),
    marks: (place) => [place.names.numbered],
  },
  'verification.read-verification': {
    who: sees,
    kind: 'thing',
    ask: child,
    marks: (place) => [place.names.numbered],
  },
  // Without papers: refused where the child is mine.
  'verification.give-evidence': {
    who: 'institution:E',
    kind: 'thing',
    ask: (place) => ({ ...child(place), body: { evidence: '户口簿如此' } }),
  },
  'verification.count-problems': {
    who: sees,
    kind: 'figures',
    ask: (place) => ({ query: `division=${place.county}` }),
  },
};
