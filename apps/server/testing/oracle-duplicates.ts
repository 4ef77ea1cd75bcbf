import type { Expected } from './oracle-words.ts';

// Duplicates of the whole province (row C5): the institutions of a case answer, their county decides, across counties the
// superior that both have; the province has everything compared again.
const seesCases = 'institution:EP | county:EPL | prefecture:PL | province:PL';

export const duplicateOracle: Readonly<Record<string, Expected>> = {
  'duplicates.list-cases': {
    who: seesCases,
    kind: 'list',
    sides: 'both',
    ask: () => ({}),
    marks: (place) => [`"id":${place.caseId},`],
  },
  'duplicates.read-case': {
    who: seesCases,
    kind: 'thing',
    sides: 'both',
    ask: (place) => ({ path: { caseId: place.caseId } }),
  },
  'duplicates.read-rechecks': { who: 'province:P', kind: 'common', ask: () => ({}) },
  'duplicates.ask-recheck': { who: 'province:P', kind: 'common', ask: () => ({ body: {} }) },
};
