import type { Expected } from './oracle-words.ts';
import { multipartOf, type Place } from './proof-world.ts';

// Requirement I2 and annex 1 of the Binhai measures: the county takes in, receives, reviews, gives the code and notifies;
// accounts are its administrator's. Prefecture and province look on. The application of a place is its county's.
const looks = 'county:EPL | prefecture:PL | province:PL';
const enters = 'county:E';
const decides = 'county:P';
const keeps = 'county:S';

/** A revision that nobody has looked at: nothing changes. */
const one =
  (more: object = {}) =>
  (place: Place) => ({ path: { applicationId: place.applicationId }, body: { revision: 999_999, ...more } });
const within = { kind: 'within' } as const;

export const admissionOracle: Readonly<Record<string, Expected>> = {
  'admission.list-applications': {
    ...{ who: looks, ...within, ask: () => ({ query: 'show=all&limit=100' }) },
    marks: (place) => [place.applicationName],
  },
  'admission.read-application': {
    ...{ who: looks, kind: 'thing', ask: one() },
    marks: (place) => [place.applicationName],
  },
  // A draft without its fields: nothing is made.
  'admission.save-application': { who: enters, kind: 'common', ask: () => ({ body: { applicationId: null } }) },
  'admission.submit-application': { who: enters, ...within, ask: one() },
  'admission.withdraw-application': { who: enters, ...within, ask: one({ reason: '试着撤回' }) },
  'admission.receive-application': { who: enters, ...within, ask: one({ decision: 'accept', reason: null }) },
  'admission.review-application': { who: decides, ...within, ask: one({ decision: 'accept', reason: null }) },
  'admission.assign-code': { who: enters, ...within, ask: one({ code: '1141999999' }) },
  'admission.return-uncoded': { who: enters, ...within, ask: one({ reason: '试着退回' }) },
  'admission.notify-institution': { who: decides, ...within, ask: one() },
  'admission.remove-scan': { who: enters, ...within, ask: (place) => one({ scanId: place.scanId })(place) },
  'admission.attach-scan': {
    ...{ who: enters, ...within },
    ask: (place) => ({
      path: { applicationId: place.applicationId, kind: 'letter' },
      body: multipartOf(Buffer.from('%PDF-1.4 a scan')),
    }),
  },
  'admission.download-scan': {
    ...{ who: looks, ...within },
    ask: (place) => ({ path: { scanId: place.scanId } }),
  },
  // None has its code yet: nobody waits for accounts.
  'admission.list-awaiting-accounts': { who: keeps, kind: 'common', ask: () => ({}) },
  'admission.hand-over-accounts': { who: keeps, kind: 'absent', ask: one() },
  'admission.list-unlicensed': {
    ...{ who: looks, ...within, ask: () => ({ query: 'limit=100' }) },
    marks: (place) => [`${place.applicationName}无证点`],
  },
  'admission.save-unlicensed': { who: enters, kind: 'common', ask: () => ({ body: { unlicensedId: null } }) },
  'admission.close-unlicensed': {
    ...{ who: enters, kind: 'absent' },
    ask: () => ({ path: { unlicensedId: 999_999_999 }, body: { revision: 1, reason: '试着关停' } }),
  },
};
