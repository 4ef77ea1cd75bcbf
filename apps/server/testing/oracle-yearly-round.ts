import type { Expected } from './oracle-words.ts';
import type { Place } from './proof-world.ts';

// Graduation, promotion and intake (rows C7 and C8): drawn up by whoever enters, confirmed by the principal, looked at
// by those departments that look into files.
const sees = 'institution:EPL | county:EPL | prefecture:PL | province:PL';
const plan = { on: null, classes: [], targets: [], exceptions: [] };
const here = (place: Place) => ({ path: { institutionId: place.institutionId } });
// Another revision than the round has: refused where the round is mine.
const stale = (place: Place, body: object = {}) => ({
  path: { roundId: place.yearlyRoundId },
  body: { revision: 99, ...body },
});

export const yearlyRoundOracle: Readonly<Record<string, Expected>> = {
  'yearly-round.read-start': {
    who: 'institution:E',
    kind: 'thing',
    ask: (place) => ({ ...here(place), query: 'kind=promotion' }),
    marks: (place) => [place.className],
  },
  'yearly-round.propose-round': {
    who: 'institution:E',
    kind: 'thing',
    ask: (place) => ({ ...here(place), body: { kind: 'promotion', plan } }),
  },
  'yearly-round.change-round': { who: 'institution:E', kind: 'thing', ask: (place) => stale(place, { plan }) },
  'yearly-round.withdraw-round': { who: 'institution:E', kind: 'thing', ask: (place) => stale(place) },
  'yearly-round.confirm-round': {
    who: 'institution:P',
    kind: 'thing',
    ask: (place) => stale(place, { expectMoved: 0, expectStayed: 0 }),
  },
  'yearly-round.undo-round': {
    who: 'institution:P',
    kind: 'thing',
    ask: (place) => stale(place, { reason: '试着撤销' }),
  },
  'yearly-round.read-round': {
    who: sees,
    kind: 'thing',
    ask: (place) => ({ path: { roundId: place.yearlyRoundId } }),
    marks: (place) => [place.names.numbered],
  },
  'yearly-round.list-rounds': { who: sees, kind: 'list', ask: () => ({}), marks: (place) => [place.name] },
};
