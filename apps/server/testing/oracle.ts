import { accountsOracle } from './oracle-accounts.ts';
import { administrationOracle } from './oracle-administration.ts';
import { admissionOracle } from './oracle-admission.ts';
import { alterationOracle } from './oracle-alterations.ts';
import { announcementOracle } from './oracle-announcements.ts';
import { auditOracle } from './oracle-audit.ts';
import { crossingOracle } from './oracle-crossings.ts';
import { declarationOracle } from './oracle-declarations.ts';
import { departureOracle } from './oracle-departures.ts';
import { duplicateOracle } from './oracle-duplicates.ts';
import { flowsOracle } from './oracle-flows.ts';
import { formOracle } from './oracle-forms.ts';
import { importingOracle } from './oracle-importing.ts';
import { institutionOracle } from './oracle-institutions.ts';
import { jurisdictionsOracle } from './oracle-jurisdictions.ts';
import { keyChangeOracle } from './oracle-key-changes.ts';
import { lifeOracle } from './oracle-life.ts';
import { paperOracle } from './oracle-papers.ts';
import { petitionOracle } from './oracle-petitions.ts';
import { primaryEntryOracle } from './oracle-primary-entry.ts';
import { rosterOracle } from './oracle-rosters.ts';
import { supervisionOracle } from './oracle-supervision.ts';
import { transferOracle } from './oracle-transfers.ts';
import { verificationOracle } from './oracle-verification.ts';
import type { Expected, Holders } from './oracle-words.ts';
import { yearlyRoundOracle } from './oracle-yearly-round.ts';
import type { Place } from './proof-world.ts';
import { basicOf } from './test-offices.ts';

/**
 * Who may do what, written down a second time from the requirement texts (rows O1–O5, A1–A5 and the specification's
 * articles on offices and accounts), in words of its own: it knows nothing of the tables that the product decides by.
 */

/** E enters, P decides (principal, reviewer), L looks, T class teacher, F finance, H personnel; S system, X security, U audit administrator, O technical support. */
export const letters = {
  ordinary: 'E',
  review: 'P',
  reader: 'L',
  teacher: 'T',
  finance: 'F',
  personnel: 'H',
  'system-administrator': 'S',
  'security-administrator': 'X',
  'audit-administrator': 'U',
  support: 'O',
} as const;

/** Which accounts there are: at a kindergarten and a town's centre no security and audit administrator of their own. */
export const accountsThatExist: Readonly<Record<string, string>> = {
  institution: 'EPLTFHS',
  town: 'PL',
  county: 'EPLFSXUO',
  prefecture: 'EPLFSXUO',
  province: 'EPLFSXUO',
  ministry: 'EPLFSXUO',
};

const above = (holders: string): string =>
  ['county', 'prefecture', 'province', 'ministry'].map((level) => `${level}:${holders}`).join(' | ');

// Children: the kindergarten, its town's centre, and the departments above it up to the province; never those who keep
// the system, and not the ministry, which counts and does not look into files.
const seesChildren = 'institution:EPL | town:PL | county:EPL | prefecture:PL | province:PL';
const seesInstitutions = `institution:EPLTFHS | town:PL | ${above('EPLFSXUO')}`;
const enters = 'institution:E';
const principal = 'institution:P';
const countyDecides = 'county:P';
const seesFigures = `institution:EPL | ${above('EPLF')}`;

const nothing = () => ({});
const values = { name: '无名氏' };
const inInstitution =
  (more: object = {}) =>
  (place: Place) => ({
    path: { institutionId: place.institutionId },
    body: { requestId: crypto.randomUUID(), ...more },
  });
const choiceOf =
  (state: keyof Place['children'], more: object = {}) =>
  (place: Place) => ({
    body: { institutionId: place.institutionId, classId: null, childIds: [place.children[state]], ...more },
  });

/** A new module writes its part beside this file and names it here. Commands are asked in a way that changes nothing even where they are allowed: too old, too late, or incomplete. */
export const oracle: Readonly<Record<string, Expected>> = {
  ...accountsOracle,
  ...administrationOracle,
  ...admissionOracle,
  ...auditOracle,
  ...jurisdictionsOracle,
  ...importingOracle,
  ...rosterOracle,
  ...announcementOracle,
  ...institutionOracle,
  ...supervisionOracle,
  ...duplicateOracle,
  ...formOracle,
  ...flowsOracle,
  ...lifeOracle,
  ...transferOracle,
  ...keyChangeOracle,
  ...alterationOracle,
  ...declarationOracle,
  ...paperOracle,
  ...departureOracle,
  ...yearlyRoundOracle,
  ...petitionOracle,
  ...crossingOracle,
  ...primaryEntryOracle,
  ...verificationOracle,

  'institutions.list-institutions': {
    who: seesInstitutions,
    kind: 'list',
    ask: (place) => ({ query: `name=${encodeURIComponent(place.name)}` }),
    marks: (place) => [place.name, `"id":${place.institutionId},`],
  },
  'institutions.search-institutions': {
    who: seesInstitutions,
    kind: 'list',
    ask: (place) => ({ query: `text=${encodeURIComponent(place.name)}` }),
    marks: (place) => [place.name, `"id":${place.institutionId},`],
  },
  'institutions.read-institution': { who: seesInstitutions, kind: 'thing', ask: inInstitution() },
  'institutions.save-basic-draft': { who: enters, kind: 'thing', ask: inInstitution({ fields: {} }) },
  'institutions.submit-basic': {
    who: enters,
    kind: 'thing',
    ask: (place) => inInstitution({ fields: basicOf(place.name) })(place),
  },
  'institutions.list-basic-reviews': {
    who: countyDecides,
    kind: 'list',
    ask: nothing,
    marks: (place) => [place.name],
  },
  'institutions.review-basic': {
    who: countyDecides,
    kind: 'thing',
    ask: inInstitution({ version: 999, revision: 999, decision: 'approve', reason: null }),
  },

  'classes.list-classes': {
    who: seesChildren,
    kind: 'list',
    ask: inInstitution(),
    marks: (place) => [place.className],
  },
  'classes.create-class': {
    who: enters,
    kind: 'thing',
    // A name that is there already.
    ask: (place) =>
      inInstitution({ name: place.className, type: '21', schoolYear: 2026, capacity: null, teacherName: null })(place),
  },
  'classes.edit-class': {
    who: enters,
    kind: 'thing',
    ask: (place) => ({
      path: { classId: place.classId },
      body: { name: place.className, capacity: 30, teacherName: null },
    }),
  },
  'classes.delete-class': { who: enters, kind: 'thing', ask: (place) => ({ path: { classId: place.classId } }) },

  'children.list-children': {
    who: seesChildren,
    kind: 'list',
    ask: (place) => ({ query: `name=${encodeURIComponent(place.names.entered.slice(0, 3))}` }),
    // Who went stands in no list of those who are here.
    marks: ({ names }) => [names.moving, names.numbered, names.entered, names.confirmed],
  },
  'children.find-child': {
    who: seesChildren,
    kind: 'list',
    ask: (place) => ({ body: { number: place.identityNumber } }),
    marks: (place) => [`"childId":${place.children.numbered}}`],
  },
  'children.open-child': {
    who: seesChildren,
    kind: 'list',
    ask: (place) => ({ body: { number: place.identityNumber } }),
    marks: (place) => [place.names.numbered, place.className],
  },
  'children.read-child': {
    who: seesChildren,
    kind: 'thing',
    ask: (place) => ({ path: { childId: place.children.confirmed } }),
    marks: (place) => [place.names.confirmed],
  },
  'children.check-form': { who: enters, kind: 'thing', ask: inInstitution({ values }) },
  'children.enter-child': { who: enters, kind: 'thing', ask: inInstitution({ values }) },
  'children.edit-child': {
    who: enters,
    kind: 'thing',
    ask: (place) => ({ path: { childId: place.children.entered }, body: { version: 999, values } }),
  },
  'children.delete-child': {
    who: enters,
    kind: 'thing',
    ask: (place) => ({ path: { childId: place.children.numbered }, body: { reason: '试着删除' } }),
  },
  'children.list-drafts': { who: enters, kind: 'list', ask: inInstitution() },
  'children.save-draft': {
    who: enters,
    kind: 'thing',
    ask: (place) => inInstitution({ draftId: place.draftId, values: { name: '草稿' } })(place),
  },
  // Says the same whether the draft is mine, another's or nobody's; that it stays is looked at below.
  'children.discard-draft': { who: enters, kind: 'common', ask: () => ({ path: { draftId: crypto.randomUUID() } }) },

  'registration.confirm-children': { who: principal, kind: 'choice', ask: choiceOf('numbered') },
  'registration.return-to-entry': { who: principal, kind: 'choice', ask: choiceOf('numbered', { reason: '试着退回' }) },
  'registration.approve-children': { who: countyDecides, kind: 'choice', ask: choiceOf('entered') },
  'registration.return-to-institution': {
    who: countyDecides,
    kind: 'choice',
    ask: choiceOf('entered', { reason: '试着退回' }),
  },
  'registration.list-review-queue': {
    who: countyDecides,
    kind: 'list',
    ask: nothing,
    marks: (place) => [place.name],
  },
  'registration.list-first-review-queue': {
    who: 'town:P',
    kind: 'common',
    // No county of the proof lets its towns look first: nothing waits here.
    ask: nothing,
  },
  'registration.pass-first-review': { who: 'town:P', kind: 'choice', ask: choiceOf('entered') },
  'registration.return-from-first-review': {
    who: 'town:P',
    kind: 'choice',
    ask: choiceOf('entered', { reason: '试着退回' }),
  },
  'registration.read-progress': { who: seesChildren, kind: 'figures', ask: nothing },

  'statistics.read-annex2': {
    who: seesFigures,
    kind: 'figures',
    ask: (place) => ({ query: `division=${place.county}` }),
  },
  'statistics.annex2-workbook': {
    who: seesFigures,
    kind: 'workbook',
    ask: (place) => ({ query: `division=${place.county}` }),
    marks: (place) => [place.name],
  },
};

/** Whether somebody of a level and a role may ask at all. */
export const mayAsk = (who: Holders, level: string, role: keyof typeof letters): boolean =>
  who === 'public' ||
  who === 'signed-in' ||
  who.split(' | ').some((part) => {
    const [of, holders = ''] = part.split(':');
    return of === level && holders.includes(letters[role]);
  });

/** Whether a place is in the jurisdiction of an office: mine, or below mine in the tree. */
export const isInside = (
  level: string,
  scope: string,
  place: Pick<Place, 'institutionId' | 'town' | 'county' | 'prefecture' | 'province'>,
): boolean =>
  ({
    institution: String(place.institutionId),
    town: place.town,
    county: place.county,
    prefecture: place.prefecture,
    province: place.province,
    ministry: '000000',
  })[level] === scope;
