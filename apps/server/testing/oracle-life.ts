import type { Expected } from './oracle-words.ts';

const seesChildren = 'institution:EPL | town:PL | county:EPL | prefecture:PL | province:PL';

/** The life of a child's file: what was, and where a child was. */
export const lifeOracle: Readonly<Record<string, Expected>> = {
  'children.read-child-as-of': {
    who: seesChildren,
    kind: 'thing',
    ask: (place) => ({ path: { childId: place.children.confirmed, on: '2026-12-31' } }),
    marks: (place) => [place.names.confirmed],
  },
  'children.read-history': {
    who: seesChildren,
    kind: 'thing',
    ask: (place) => ({ path: { childId: place.children.confirmed } }),
    marks: (place) => [place.names.confirmed],
  },
  'children.list-former-numbers': {
    who: seesChildren,
    kind: 'common',
    // A child without one: nothing of any place.
    ask: () => ({ path: { childId: 999_999_999 } }),
  },
  'children.list-past-enrolments': {
    who: seesChildren,
    kind: 'list',
    ask: (place) => ({ query: `name=${encodeURIComponent(place.names.gone)}` }),
    marks: (place) => [place.names.gone],
  },
  'children.read-past-enrolment': {
    who: seesChildren,
    kind: 'thing',
    ask: (place) => ({ path: { enrolmentId: place.pastEnrolmentId } }),
    marks: (place) => [place.names.gone],
  },
};
