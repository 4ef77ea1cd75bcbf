import type { Expected } from './oracle-words.ts';
import type { Place } from './proof-world.ts';

// Transfers of children (row C10): both institutions, their counties, and the offices above either see one; each does
// its own part, and no ministry sees a child.
const sees = 'institution:EPL | county:EPL | prefecture:PL | province:PL';
const handles = 'institution:EP';

/** An old revision: refused where it is mine; where it is not, nothing is there. */
const at =
  (body: object = {}) =>
  (place: Place) => ({ path: { transferId: place.transferId }, body: { revision: 999, ...body } });
const step = { kind: 'thing', sides: 'both' } as const;
const reason = '家庭住址变动';

export const transferOracle: Readonly<Record<string, Expected>> = {
  'transfers.list-transfers': {
    who: sees,
    kind: 'list',
    sides: 'both',
    ask: () => ({ query: 'only=all&limit=200' }),
    marks: (place) => [`{"id":${place.transferId},"childName"`],
  },
  'transfers.read-transfer': {
    ...step,
    who: sees,
    ask: at(),
    marks: (place) => [place.names.moving],
  },
  'transfers.look-up-child': {
    who: handles,
    kind: 'thing',
    ask: (place) => ({ body: { institutionId: place.institutionId, number: place.identityNumber, reason } }),
  },
  'transfers.ask-for-transfer': {
    who: handles,
    kind: 'thing',
    // A child that is there already.
    ask: (place) => ({
      body: {
        institutionId: place.institutionId,
        requestId: crypto.randomUUID(),
        number: place.identityNumber,
        reason,
      },
    }),
  },
  'transfers.offer-transfer': {
    who: handles,
    kind: 'thing',
    ask: (place) => ({
      path: { childId: place.children.confirmed },
      body: { requestId: crypto.randomUUID(), receiverId: place.institutionId, reason },
    }),
  },
  'transfers.search-receivers': { who: handles, kind: 'common', ask: () => ({ query: 'text=zzz' }) },
  'transfers.release-transfer': { ...step, who: handles, ask: at() },
  'transfers.release-transfer-over': { ...step, who: 'county:P | prefecture:P | province:P', ask: at({ reason }) },
  'transfers.accept-transfer': {
    ...step,
    who: handles,
    ask: (place) => at({ classId: place.classId, admittedOn: '2026-11-20', papersChecked: true })(place),
  },
  'transfers.approve-transfer': { ...step, who: 'county:P', ask: at() },
  'transfers.refuse-transfer': { ...step, who: 'institution:EP | county:P', ask: at({ reason }) },
  'transfers.withdraw-transfer': { ...step, who: handles, ask: at() },
  // Its form on paper: printed by whoever prints at the two kindergartens and their counties.
  'transfers.print-form': { ...step, who: 'institution:EP | county:EP', ask: at() },
  'transfers.print-forms': {
    who: 'institution:EP | county:EP',
    kind: 'thing',
    ask: (place) => ({ path: { institutionId: place.institutionId }, body: { side: 'sender' } }),
  },
};
