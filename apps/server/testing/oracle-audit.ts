import type { Expected } from './oracle-words.ts';
import type { Place } from './proof-world.ts';

// 8.1.5.2 of GB/T 22239: the trail is the audit administrator's alone, of a department, over its own jurisdiction.
const audits = 'county:U | prefecture:U | province:U | ministry:U';

const entered = () => ({ query: 'entry=children.entered&limit=200' });
const whoEntered = (place: Place): string => `${place.key}-ordinary`;

export const auditOracle: Readonly<Record<string, Expected>> = {
  'audit.list-entries': {
    who: audits,
    kind: 'list',
    ask: entered,
    marks: (place) => [`"login":"${whoEntered(place)}"`],
  },
  // Which entry has which number is not known here: inside and outside are in audit.test.ts.
  'audit.read-entry': {
    who: audits,
    kind: 'absent',
    ask: () => ({ path: { entryId: 999_999_999 }, query: 'at=2026-11-22T01:00:00Z' }),
  },
  // Operations: those who keep the system running, and the audit administrator; figures of the whole, no line of it.
  'audit.read-sealing': {
    who: 'county:SUO | prefecture:SUO | province:SUO | ministry:SUO',
    kind: 'common',
    ask: () => ({}),
  },
  'audit.find-subject': {
    who: audits,
    kind: 'list',
    ask: (place) => ({ body: { number: place.identityNumber } }),
    marks: (place) => [`"child ${place.children.numbered}"`],
  },
  'audit.export-xlsx': {
    who: audits,
    kind: 'workbook',
    ask: () => ({ query: 'entry=children.entered' }),
    marks: (place) => [`"${whoEntered(place)}"`],
  },
  // The same rows in another file.
  'audit.export-csv': { who: audits, kind: 'common', ask: () => ({ query: 'entry=children.entered' }) },
  // A whole number: the kindergarten's two, and the county's reviewer; with a reason.
  'children.unmask-child': {
    who: 'institution:EP | county:P',
    kind: 'thing',
    ask: (place) => ({
      path: { childId: place.children.numbered },
      body: { field: 'identityNumber', reason: 'verify-document', note: '试着查看' },
    }),
    marks: (place) => [place.identityNumber],
  },
};
