import type { Expected } from './oracle-words.ts';
import { multipartOf, type Place } from './proof-world.ts';

// A kindergarten's own imports: its enterer works with them, its principal looks.
const enters = 'institution:E';
const seesImports = 'institution:EP';

const inInstitution =
  (more: object = {}) =>
  (place: Place) => ({
    path: { institutionId: place.institutionId },
    body: { requestId: crypto.randomUUID(), ...more },
  });
const ofImport =
  (more: object = {}) =>
  (place: Place) => ({ path: { importId: place.importId }, body: more });

export const importingOracle: Readonly<Record<string, Expected>> = {
  'importing.list-imports': {
    who: seesImports,
    kind: 'list',
    ask: inInstitution(),
    marks: (place) => [`"id":${place.importId},`],
  },
  'importing.read-import': { who: seesImports, kind: 'thing', ask: ofImport() },
  'importing.list-problem-groups': { who: seesImports, kind: 'thing', ask: ofImport() },
  'importing.list-problem-rows': { who: seesImports, kind: 'thing', ask: ofImport() },
  'importing.correct-import': { who: enters, kind: 'thing', ask: ofImport({ corrections: [] }) },
  'importing.commit-import': { who: enters, kind: 'thing', ask: ofImport({ expectRejected: 999_999 }) },
  'importing.cancel-import': { who: enters, kind: 'thing', ask: ofImport() },
  'importing.upload': {
    who: enters,
    kind: 'thing',
    ask: (place) => ({ path: { institutionId: place.institutionId }, body: multipartOf(Buffer.alloc(0)) }),
  },
  'importing.template': {
    who: enters,
    kind: 'workbook',
    ask: inInstitution(),
    marks: (place) => [place.className],
  },
  'importing.marked-workbook': { who: enters, kind: 'workbook', ask: ofImport() },
};
