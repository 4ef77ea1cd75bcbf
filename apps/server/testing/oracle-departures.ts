import type { Expected } from './oracle-words.ts';
import type { Place } from './proof-world.ts';

// Leaving, rest and return (rows C12 and C14): recorded by whoever enters at the kindergarten, looked at by those
// departments that look into files.
const sees = 'institution:EPL | county:EPL | prefecture:PL | province:PL';
const records = 'institution:E';
const neverToCome = '2031-01-01';
const gone = (place: Place) => ({ path: { childId: place.children.numbered } });

export const departureOracle: Readonly<Record<string, Expected>> = {
  'departures.preview-leaving': {
    who: records,
    kind: 'thing',
    ask: (place) => ({
      path: { institutionId: place.institutionId },
      query: `childIds=${place.children.numbered}&leftOn=2026-11-20`,
    }),
    marks: (place) => [place.names.numbered],
  },
  'departures.record-leaving': {
    who: records,
    kind: 'thing',
    // A day that has not come: refused where the child is mine.
    ask: (place) => ({
      path: { institutionId: place.institutionId },
      body: {
        ...{ childIds: [place.children.numbered], leftOn: neverToCome, way: 'withdrawn', destination: null },
        reason: '试着离园',
      },
    }),
  },
  'departures.undo-leaving': {
    who: records,
    kind: 'thing',
    // One that was taken back already.
    ask: (place) => ({ path: { leavingId: place.undoneLeavingId }, body: { reason: '试着撤销' } }),
  },
  'departures.list-leavings': {
    who: sees,
    kind: 'list',
    ask: (place) => ({ query: `name=${encodeURIComponent(place.names.gone)}` }),
    marks: (place) => [place.names.gone],
  },
  // The certificate of one that was taken back already: refused where it is mine.
  'departures.print-certificate': {
    who: 'institution:EP | county:EP',
    kind: 'thing',
    ask: (place) => ({ path: { leavingId: place.undoneLeavingId } }),
  },
  'departures.read-child': { who: sees, kind: 'thing', ask: gone, marks: (place) => [place.names.numbered] },
  'departures.suspend-child': {
    who: records,
    kind: 'thing',
    ask: (place) => ({ ...gone(place), body: { fromOn: neverToCome, untilOn: '2031-06-01', reason: '试着休学' } }),
  },
  'departures.resume-child': {
    who: records,
    kind: 'thing',
    ask: (place) => ({ ...gone(place), body: { resumedOn: neverToCome, classId: place.classId } }),
  },
};
