import type { Expected } from './oracle-words.ts';
import type { Place } from './proof-world.ts';

// Information forms and lists for signatures (row C2): printed and taken in at the kindergarten, printed and seen by its
// county; whole numbers for those alone who may look at one.
const prints = 'institution:EP | county:EP';
const sees = 'institution:EPL | county:EPL';
const child = (place: Place) => ({ path: { childId: place.children.confirmed } });

export const paperOracle: Readonly<Record<string, Expected>> = {
  'papers.print-information-form': { who: prints, kind: 'thing', ask: child },
  'papers.print-whole-form': {
    who: 'institution:EP | county:P',
    kind: 'thing',
    ask: (place) => ({ ...child(place), body: { reason: 'verify-document', note: '核对证件' } }),
  },
  'papers.print-confirmation-list': {
    who: prints,
    kind: 'thing',
    ask: (place) => ({ path: { classId: place.classId } }),
  },
  'papers.read-confirmations': {
    who: sees,
    kind: 'thing',
    ask: child,
    marks: (place) => [place.names.confirmed],
  },
  'papers.list-confirmations': {
    who: sees,
    kind: 'list',
    ask: (place) => ({ path: { institutionId: place.institutionId } }),
    marks: (place) => [place.names.confirmed, place.className],
  },
  'papers.record-confirmation': {
    who: 'institution:EP',
    kind: 'thing',
    // A day that has not come: refused where the child is mine.
    ask: (place) => ({
      ...child(place),
      body: { signerName: '欧阳某', signerRelation: null, signedOn: '2031-01-01', checkCode: null },
    }),
  },
  'papers.list-paper-files': {
    who: sees,
    kind: 'thing',
    ask: (place) => ({ path: { institutionId: place.institutionId } }),
  },
  'papers.print-destruction-list': {
    who: prints,
    kind: 'thing',
    ask: (place) => ({ path: { institutionId: place.institutionId } }),
  },
  'papers.record-destructions': {
    who: 'institution:EP',
    kind: 'thing',
    // A day that has not come: refused where the institution is mine.
    ask: (place) => ({
      path: { institutionId: place.institutionId },
      body: { ids: [1], destroyedOn: '2031-01-01', destroyedBy: '欧阳甲', witnessedBy: '欧阳乙' },
    }),
  },
  'papers.record-class-confirmations': {
    who: 'institution:EP',
    kind: 'thing',
    ask: (place) => ({
      path: { institutionId: place.institutionId },
      body: { childIds: [place.children.confirmed], signedOn: '2031-01-01' },
    }),
  },
};
