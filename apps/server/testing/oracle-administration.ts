import type { Expected } from './oracle-words.ts';
import type { Place } from './proof-world.ts';

// Article 18 of the specification, 8.1.5 of GB/T 22239: an office's system administrator makes the accounts of its own
// office and the first administrators of the offices directly below; the other administrators and the principal look.
const keeps = 'institution:S | county:S | prefecture:S | province:S | ministry:S';
const looks = 'institution:SP | county:SXUP | prefecture:SXUP | province:SXUP | ministry:SXUP';

// The Binhai measures, articles 12 and 19: the principal leads the group and signs; the county's preschool office files.
const leads = 'institution:P';
const filesGroups = 'county:P';
// The security administrator looks after locks and lendings, and files the divisions of the level below.
const secures = 'county:X | prefecture:X | province:X | ministry:X';

const nothing = () => ({});
const incomplete = () => ({ body: { incomplete: true } });
const officeName = (place: Place): string => `${place.institutionId}单位`;
/** An account at the place that nobody works with. */
const ofAccount =
  (more: object = {}) =>
  (place: Place) => ({ path: { accountId: place.spareAccountId }, body: more });

export const administrationOracle: Readonly<Record<string, Expected>> = {
  'administration.list-accounts': {
    who: looks,
    kind: 'within',
    ask: (place) => ({ query: `text=${place.spareLogin}` }),
    marks: (place) => [place.spareLogin],
  },
  'administration.read-account': {
    who: looks,
    kind: 'within',
    ask: ofAccount(),
    marks: (place) => [place.spareLogin],
  },
  'administration.search-offices': {
    who: keeps,
    kind: 'within',
    ask: (place) => ({ query: `text=${encodeURIComponent(officeName(place))}` }),
    marks: (place) => [`"name":"${officeName(place)}"`],
  },
  'administration.open-department': {
    who: keeps,
    kind: 'within',
    ask: (place) => ({ body: { divisionCode: place.county, name: '试设的教育局' } }),
  },
  'administration.create-account': {
    who: keeps,
    kind: 'within',
    ask: (place) => ({
      body: { institutionId: place.institutionId, role: 'review', name: '试设', identityNumber: '1', phone: '1' },
    }),
  },
  'administration.change-account': { who: keeps, kind: 'within', ask: ofAccount({ role: 'ordinary' }) },
  'administration.close-account': { who: keeps, kind: 'within', ask: ofAccount({ reason: '试着关闭' }) },
  'administration.reopen-account': { who: keeps, kind: 'within', ask: ofAccount({ reason: '试着重开' }) },
  'administration.reset-password': { who: keeps, kind: 'within', ask: ofAccount() },
  'administration.list-sections': { who: looks, kind: 'common', ask: nothing },
  // No department has sections here: none is to be named.
  'administration.save-section': { who: keeps, kind: 'common', ask: () => ({ body: { kind: 'nothing' } }) },
  'administration.close-section': { who: keeps, kind: 'absent', ask: () => ({ path: { sectionId: 999_999 } }) },
  'administration.list-towns': { who: keeps, kind: 'common', ask: nothing },
  'administration.search-town-institutions': {
    who: keeps,
    kind: 'within',
    ask: (place) => ({ path: { townCode: place.town ?? `${place.county}999000` } }),
    marks: (place) => [place.name],
  },
  'administration.name-central-kindergarten': {
    who: keeps,
    kind: 'within',
    ask: (place) => ({
      path: { townCode: place.town ?? `${place.county}999000` },
      body: { institutionId: place.institutionId },
    }),
  },
  'administration.switch-first-review': { who: keeps, kind: 'common', ask: () => ({ body: { on: 'perhaps' } }) },

  'administration.list-trainings': {
    who: looks,
    kind: 'within',
    ask: (place) => ({ query: `text=${place.spareLogin}` }),
    marks: (place) => [place.spareLogin],
  },
  'administration.record-training': {
    who: keeps,
    kind: 'within',
    ask: ofAccount({ course: '试登记', heldOn: '2999-01-01', passed: true }),
  },
  'administration.read-leading-group': { who: leads, kind: 'common', ask: nothing },
  'administration.add-leader': { who: leads, kind: 'common', ask: incomplete },
  'administration.remove-leader': {
    who: leads,
    kind: 'absent',
    ask: () => ({ path: { leaderId: 999_999 }, body: { untilOn: '2026-11-01' } }),
  },
  'administration.send-leading-group': { who: leads, kind: 'common', ask: nothing },
  'administration.sign-commitment': { who: leads, kind: 'common', ask: incomplete },
  'administration.list-leading-groups': {
    who: filesGroups,
    kind: 'within',
    ask: (place) => ({ query: `text=${encodeURIComponent(place.name)}` }),
    marks: (place) => [place.name],
  },
  'administration.decide-leading-group': {
    who: filesGroups,
    kind: 'absent',
    ask: () => ({ path: { filingId: 999_999 }, body: { decision: 'file' } }),
  },
  'administration.read-division': {
    who: looks,
    kind: 'within',
    ask: nothing,
    marks: (place) => [place.spareLogin],
  },
  'administration.send-division': { who: keeps, kind: 'common', ask: nothing },
  'administration.list-divisions': { who: secures, kind: 'common', ask: nothing },
  'administration.read-division-filing': {
    who: secures,
    kind: 'absent',
    ask: () => ({ path: { filingId: 999_999 } }),
  },
  'administration.decide-division': {
    who: secures,
    kind: 'absent',
    ask: () => ({ path: { filingId: 999_999 }, body: { decision: 'file' } }),
  },

  'administration.ask-recovery': { who: 'public', kind: 'common', ask: incomplete },
  'administration.use-recovery': { who: 'public', kind: 'common', ask: incomplete },
  'administration.list-recoveries': { who: keeps, kind: 'common', ask: nothing },
  'administration.decide-recovery': {
    who: keeps,
    kind: 'absent',
    ask: () => ({ path: { recoveryId: 999_999 }, body: { decision: 'refuse', checked: '没有这件申请' } }),
  },
  'administration.list-lendings': { who: 'signed-in', kind: 'common', ask: nothing },
  'administration.ask-lending': { who: 'signed-in', kind: 'common', ask: incomplete },
  'administration.withdraw-lending': {
    who: 'signed-in',
    kind: 'absent',
    ask: () => ({ path: { lendingId: 999_999 } }),
  },
  'administration.decide-lending': {
    who: secures,
    kind: 'absent',
    ask: () => ({ path: { lendingId: 999_999 }, body: { decision: 'approve' } }),
  },
  'administration.secure-account': {
    who: secures,
    kind: 'within',
    ask: ofAccount({ act: 'nothing', reason: '试着锁定' }),
  },
  'administration.explain': { who: 'signed-in', kind: 'common', ask: () => ({ query: 'permission=children.read' }) },
};
