import type { Expected } from './oracle-words.ts';
import type { Place } from './proof-world.ts';

// Declarations of changes (row S2): drawn up by the institution, sent by its principal, reviewed or taken note of by its
// county; those above look on and count, the ministry does not. What is declared is laid down by the departments.
const sees = 'institution:EPL | county:EPL | prefecture:PL | province:PL';
const laysDown = 'county:P | prefecture:P | province:P';

/** An old version: refused where it is mine; where it is not, nothing is there. */
const at =
  (body: object = {}) =>
  (place: Place) => ({ path: { declarationId: place.declarationId }, body: { revision: 1, ...body } });
const draft = { kind: '10', title: '试着', description: '试着', changedOn: '2026-11-20' };

export const declarationOracle: Readonly<Record<string, Expected>> = {
  'declarations.list-declarations': {
    who: sees,
    kind: 'list',
    ask: () => ({ query: 'limit=100' }),
    marks: (place) => [`"title":"${place.declarationTitle}"`],
  },
  'declarations.read-declaration': {
    who: sees,
    kind: 'thing',
    ask: at(),
    marks: (place) => [`"title":"${place.declarationTitle}"`],
  },
  'declarations.count-declarations': {
    who: 'county:EPL | prefecture:PL | province:PL',
    kind: 'figures',
    ask: () => ({}),
  },
  'declarations.list-kinds': { who: sees, kind: 'common', ask: () => ({}) },
  'declarations.draw-up': {
    who: 'institution:E',
    kind: 'thing',
    // Far ahead: refused where it is mine.
    ask: (place) => ({
      path: { institutionId: place.institutionId },
      body: { requestId: crypto.randomUUID(), ...draft, changedOn: '2036-01-01' },
    }),
  },
  'declarations.edit-declaration': { who: 'institution:E', kind: 'thing', ask: at(draft) },
  'declarations.submit-declaration': { who: 'institution:E', kind: 'thing', ask: at() },
  'declarations.withdraw-declaration': { who: 'institution:E', kind: 'thing', ask: at() },
  'declarations.confirm-declaration': {
    who: 'institution:P',
    kind: 'thing',
    ask: at({ decision: 'return', reason: '试着' }),
  },
  'declarations.decide-declaration': {
    who: 'county:P',
    kind: 'thing',
    ask: at({ decision: 'return', reason: '试着' }),
  },
  // A kind without its words: nothing is laid down.
  'declarations.save-kind': { who: laysDown, kind: 'common', ask: () => ({ body: { kindId: null } }) },
  'declarations.end-kind': {
    who: laysDown,
    kind: 'absent',
    ask: () => ({ path: { kindId: 999_999 }, body: { revision: 1, ends: true } }),
  },
  'declarations.tighten-kind': {
    who: laysDown,
    kind: 'absent',
    ask: () => ({ path: { kind: 'k999999' }, body: { isReviewed: true, needsPapers: false } }),
  },
};
