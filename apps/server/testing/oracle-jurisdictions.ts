import type { Expected } from './oracle-words.ts';

// Row O1 and article 30 of the specification: the tree is public; it is changed by the system administrators of the
// departments, each below its own division; rules of its own are laid down by the department's review account.
const keepsTheTree = 'county:S | prefecture:S | province:S | ministry:S';
const laysDown = 'county:P | prefecture:P | province:P | ministry:P';
const seesInstitutions =
  'institution:EPLTFHS | town:PL | county:EPLFSXUO | prefecture:EPLFSXUO | province:EPLFSXUO | ministry:EPLFSXUO';

const nothing = () => ({});
const document = { documentTitle: '试拟的通知', documentNumber: null };
const noChange = (more: object = {}) => ({ path: { changeId: 999_999 }, body: more });

export const jurisdictionsOracle: Readonly<Record<string, Expected>> = {
  'jurisdictions.search-divisions': { who: 'signed-in', kind: 'common', ask: () => ({ query: 'text=410105' }) },
  'jurisdictions.list-divisions': { who: 'signed-in', kind: 'common', ask: () => ({ query: 'parent=410105' }) },
  'jurisdictions.read-division': { who: 'signed-in', kind: 'common', ask: () => ({ path: { code: '410105' } }) },
  'jurisdictions.read-institution-places': {
    who: seesInstitutions,
    kind: 'thing',
    ask: (place) => ({ path: { institutionId: place.institutionId } }),
  },
  'jurisdictions.list-changes': { who: keepsTheTree, kind: 'common', ask: nothing },
  'jurisdictions.read-change': { who: keepsTheTree, kind: 'absent', ask: () => noChange() },
  'jurisdictions.list-affected': { who: keepsTheTree, kind: 'absent', ask: () => noChange() },
  'jurisdictions.list-affected-offices': { who: keepsTheTree, kind: 'absent', ask: () => noChange() },
  'jurisdictions.draft-change': {
    who: keepsTheTree,
    kind: 'within',
    // Into itself: refused where it could be allowed.
    ask: (place) => ({
      body: {
        change: { kind: 'merge', codes: [place.county], into: place.county },
        on: '2026-11-22',
        reason: '',
        ...document,
      },
    }),
  },
  'jurisdictions.apply-for-division': {
    who: keepsTheTree,
    kind: 'within',
    ask: (place) => ({
      body: {
        name: '试设区',
        level: 'county',
        on: '2001-01-01',
        reason: '试设',
        towns: place.town ? [place.town] : [],
        institutionIds: [],
        ...document,
      },
    }),
  },
  'jurisdictions.decide-application': {
    who: keepsTheTree,
    kind: 'absent',
    ask: () => noChange({ decision: 'reject', code: null, reason: '试着退回' }),
  },
  'jurisdictions.carry-out-change': {
    who: keepsTheTree,
    kind: 'absent',
    ask: () => noChange({ expectInstitutions: 0 }),
  },
  'jurisdictions.withdraw-change': { who: keepsTheTree, kind: 'absent', ask: () => noChange() },
  'jurisdictions.read-policy': { who: 'signed-in', kind: 'common', ask: nothing },
  'jurisdictions.read-local-policy': { who: laysDown, kind: 'common', ask: nothing },
  'jurisdictions.read-bound': { who: laysDown, kind: 'common', ask: () => ({ query: 'key=fileWithin' }) },
  'jurisdictions.set-policy-value': {
    who: laysDown,
    kind: 'common',
    ask: () => ({
      body: { key: 'levels', follow: false, value: 4, unit: null, from: '2026-12-01', ...document },
    }),
  },
  'jurisdictions.assign-pack': {
    who: laysDown,
    kind: 'within',
    ask: (place) => ({
      body: { divisionCode: place.county, pack: 'national-2014', from: '2001-01-01', ...document },
    }),
  },
};
