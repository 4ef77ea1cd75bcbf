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
  // The places are of other counties: what is asked of a case is refused where it is mine, for it is not mine alone.
  'duplicates.answer-case': {
    who: 'institution:E',
    kind: 'thing',
    sides: 'both',
    ask: (place) => ({ path: { caseId: place.caseId }, body: { statement: '户口簿可以证明' } }),
  },
  'duplicates.decide-case': {
    who: 'county:P | prefecture:P | province:P',
    kind: 'thing',
    sides: 'both',
    // One number is one person's: never found to be two children.
    ask: (place) => ({ path: { caseId: place.caseId }, body: { decision: 'two-children', reason: '试着认定' } }),
  },
  'duplicates.let-through': {
    who: 'county:P',
    kind: 'thing',
    sides: 'both',
    ask: (place) => ({ path: { caseId: place.caseId }, body: { reason: '试着通过' } }),
  },
  'duplicates.undo-merger': {
    who: 'county:P | prefecture:P | province:P',
    kind: 'thing',
    sides: 'both',
    ask: (place) => ({ path: { caseId: place.caseId }, body: { reason: '试着撤回' } }),
  },
  'duplicates.read-rechecks': { who: 'province:P', kind: 'common', ask: () => ({}) },
  'duplicates.ask-recheck': { who: 'province:P', kind: 'common', ask: () => ({ body: {} }) },
};
