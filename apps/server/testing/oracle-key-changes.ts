import type { Expected } from './oracle-words.ts';
import type { Place } from './proof-world.ts';

// Changes of key information (row C9): the institution's clerk enters, its principal verifies, its county approves where
// the rules ask for it, and the offices above look on.
const sees = 'institution:EPL | county:EPL | prefecture:PL | province:PL';
const clerk = 'institution:E';
const decides = 'institution:P | county:P';
const reason = '材料不清楚';

/** An old revision: refused where it is mine; where it is not, nothing is there. */
const at =
  (body: object = {}) =>
  (place: Place) => ({ path: { applicationId: place.keyChangeId }, body: { revision: 999, ...body } });

export const keyChangeOracle: Readonly<Record<string, Expected>> = {
  'key-changes.list-key-changes': {
    who: sees,
    kind: 'list',
    ask: () => ({ query: 'only=all&limit=200' }),
    marks: (place) => [`{"id":${place.keyChangeId},"childId"`],
  },
  'key-changes.count-key-changes': {
    who: sees,
    kind: 'common',
    ask: () => ({ query: '' }),
  },
  'key-changes.read-key-change': {
    who: sees,
    kind: 'thing',
    ask: at(),
    marks: (place) => [place.names.numbered],
  },
  'key-changes.enter-key-change': {
    who: clerk,
    kind: 'thing',
    // A file on its way is changed in its form.
    ask: (place) => ({
      path: { childId: place.children.confirmed },
      body: { requestId: crypto.randomUUID(), appliedOn: '2026-11-20', values: { name: '欧阳改名' }, reason },
    }),
  },
  'key-changes.edit-key-change': { who: clerk, kind: 'thing', ask: at({ values: { name: '欧阳改名' }, reason }) },
  'key-changes.submit-key-change': { who: clerk, kind: 'thing', ask: at() },
  'key-changes.verify-key-change': { who: 'institution:P', kind: 'thing', ask: at({ papersChecked: true }) },
  'key-changes.approve-key-change': { who: 'county:P', kind: 'thing', ask: at() },
  'key-changes.return-key-change': { who: decides, kind: 'thing', ask: at({ reason }) },
  'key-changes.refuse-key-change': { who: decides, kind: 'thing', ask: at({ reason }) },
  // Its form on paper: printed by whoever prints at the kindergarten and its county.
  'key-changes.print-form': { who: 'institution:EP | county:EP', kind: 'thing', ask: at() },
  'key-changes.withdraw-key-change': { who: clerk, kind: 'thing', ask: at() },
};
