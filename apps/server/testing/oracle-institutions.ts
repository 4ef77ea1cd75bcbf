import type { Expected } from './oracle-words.ts';
import type { Place } from './proof-world.ts';

// The file of an institution (rows I3, I4 and I7; Binhai measures, articles 8 to 14): those who enter at the kindergarten,
// its principal, the county's offices; what is in force is seen up to the province. Staff are people: the keepers of the
// system, class teachers and the ministry do not look at them.
const looks = 'institution:EPLFH | county:EPLF | prefecture:PL | province:PL';

const of =
  (path: object = {}, body: object = {}) =>
  (place: Place) => ({ path: { institutionId: place.institutionId, ...path }, body });
/** A revision that never was: nothing is written over. */
const late = { revision: 999 };
const draft = (fields: object): Pick<Expected, 'who' | 'kind' | 'ask'> => ({
  who: 'institution:EFH',
  kind: 'thing',
  ask: of({}, { period: '', fields, ...late }),
});
const decision = { version: 999, ...late, decision: 'approve', reason: null };

export const institutionOracle: Readonly<Record<string, Expected>> = {
  'institutions.list-sections': { who: looks, kind: 'thing', ask: of(), marks: (place) => [`"name":"${place.name}"`] },
  'institutions.read-section': {
    who: looks,
    kind: 'thing',
    ask: of({ section: 'conditions' }),
    marks: (place) => [`"name":"${place.name}"`],
  },
  'institutions.save-buildings': draft({ buildings: [] }),
  'institutions.save-conditions': draft({}),
  'institutions.save-staff': draft({ staff: [] }),
  'institutions.save-finance': draft({}),
  'institutions.take-classes': { who: 'institution:EFH', kind: 'thing', ask: of({}, late) },
  'institutions.submit-section': {
    who: 'institution:EFH',
    kind: 'thing',
    ask: of({ section: 'conditions' }, { version: 999, ...late }),
  },
  'institutions.confirm-section': { who: 'institution:P', kind: 'thing', ask: of({ section: 'conditions' }, decision) },
  'institutions.confirm-basic': { who: 'institution:P', kind: 'thing', ask: of({}, decision) },
  'institutions.review-section': { who: 'county:P', kind: 'thing', ask: of({ section: 'conditions' }, decision) },
  'institutions.list-section-reviews': {
    who: 'county:P',
    kind: 'list',
    ask: () => ({ query: 'section=conditions' }),
    marks: (place) => [`"name":"${place.name}"`],
  },
};
