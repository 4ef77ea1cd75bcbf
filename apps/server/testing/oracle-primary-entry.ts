import type { Expected } from './oracle-words.ts';
import type { Place } from './proof-world.ts';

// Hand-over to primary school (row C15): lists and answers are the county's, or the province's for all of it; where a
// graduate stands is seen with it, from its kindergarten up; the ministry looks at no child.
const sees = 'institution:EPL | county:EPL | prefecture:PL | province:PL';
const list = (place: Place) => ({ path: { listId: place.entryListId } });
const child = (place: Place) => ({ path: { childId: place.children.numbered } });

export const primaryEntryOracle: Readonly<Record<string, Expected>> = {
  'primary-entry.list-lists': { who: 'county:EPL | province:EPL', kind: 'figures', ask: () => ({}) },
  'primary-entry.read-list': { who: 'county:EPL | province:EPL', kind: 'thing', ask: list },
  // Without a reason.
  'primary-entry.make-list': {
    who: 'county:P | province:P',
    kind: 'common',
    ask: () => ({ body: { requestId: 'x' } }),
  },
  // Taken back already, or the county's: refused where it is seen.
  'primary-entry.withdraw-list': { who: 'county:P | province:P', kind: 'thing', ask: list },
  'primary-entry.hand-out-list': {
    who: 'county:P | province:P',
    kind: 'thing',
    ask: (place) => ({ ...list(place), body: { reason: '交小学核对' } }),
  },
  'primary-entry.upload-answers': { who: 'county:EP | province:EP', kind: 'thing', ask: list },
  'primary-entry.apply-answers': {
    who: 'county:EP | province:EP',
    kind: 'absent',
    ask: () => ({ path: { answerId: 999_999_999 }, body: { expectFaulty: 0 } }),
  },
  'primary-entry.list-graduates': {
    who: sees,
    kind: 'list',
    ask: (place) => ({ query: `year=2026&limit=100&institutionId=${place.institutionId}` }),
    marks: (place) => [place.names.graduated],
  },
  'primary-entry.count-graduates': {
    who: sees,
    kind: 'figures',
    ask: (place) => ({ query: `year=2026&division=${place.county}` }),
  },
  // No graduate: refused where the child is mine.
  'primary-entry.note-graduate': {
    who: 'institution:E | county:EP',
    kind: 'thing',
    ask: (place) => ({ ...child(place), body: { whereabouts: 'abroad', note: null } }),
  },
  'primary-entry.take-back': {
    who: 'county:P',
    kind: 'thing',
    ask: (place) => ({ ...child(place), body: { reason: '试着撤销' } }),
  },
  // Of nobody: whose child it is, the reply does not say of anybody.
  'primary-entry.look-up-child': {
    who: 'county:EP',
    kind: 'common',
    ask: () => ({ body: { number: 'J410105202101010011', name: null, reason: '核对入学' } }),
  },
};
