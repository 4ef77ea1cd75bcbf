import type { Expected } from './oracle-words.ts';
import { multipartOf, type Place } from './proof-world.ts';

// Supervision of conditions, admissions, fees and care (rows S3 to S5): whoever enters or decides at an institution and in
// the departments above it; the ministry has figures and no names.
const looks = 'institution:EPLFH | county:EPLF | prefecture:EPL | province:EPL';

const seesNotices = 'institution:EPL | county:EPL | prefecture:PL | province:PL';
const inspects = 'county:EP | prefecture:P | province:P';
const notice =
  (body: object = {}) =>
  (place: Place) => ({ path: { rectificationId: place.rectificationId }, body });

const monthly = 'county:EPL | prefecture:EPL | province:EPL';

export const supervisionOracle: Readonly<Record<string, Expected>> = {
  'supervision.read-file-findings': {
    who: looks,
    kind: 'thing',
    ask: (place) => ({ path: { institutionId: place.institutionId } }),
    marks: (place) => [`"name":"${place.name}"`, '"rule":"404"'],
  },
  // Verification at the beginning of a term (Binhai measures, article 14): whoever enters or decides at the institution.
  'supervision.read-term-check': {
    who: looks,
    kind: 'thing',
    ask: (place) => ({ path: { institutionId: place.institutionId } }),
  },
  'supervision.check-term': {
    who: 'institution:EP',
    kind: 'thing',
    ask: (place) => ({ path: { institutionId: place.institutionId }, body: { unchanged: true } }),
  },
  'supervision.list-term-checks': {
    who: looks,
    kind: 'list',
    ask: () => ({ query: 'limit=100' }),
    marks: (place) => [`"name":"${place.name}"`],
  },
  // Every open task with its day, and who is late, at every level (row S5).
  'deadlines.list-open-tasks': {
    who: 'institution:EPLFH | county:EPL | prefecture:EPL | province:EPL | ministry:EPL',
    kind: 'within',
    ask: () => ({ query: 'whose=mine&limit=100' }),
    marks: (place) => [`"institutionName":"${place.name}"`],
  },
  'deadlines.count-late': {
    who: 'county:EPL | prefecture:EPL | province:EPL | ministry:EPL',
    kind: 'figures',
    ask: (place) => ({ query: `division=${place.county}` }),
  },
  // How each department keeps up (row M4): figures, at every level of departments.
  'deadlines.read-keeping-up': {
    who: 'county:EPL | prefecture:EPL | province:EPL | ministry:EPL',
    kind: 'figures',
    ask: (place) => ({ query: `division=${place.county}` }),
  },
  'deadlines.keeping-up-workbook': {
    who: 'county:EPL | prefecture:EPL | province:EPL | ministry:EPL',
    kind: 'figures',
    ask: (place) => ({ query: `division=${place.county}` }),
  },
  // Rectification notices for the six violations (row S4; Binhai measures, article 21): the county orders, the institution
  // answers with papers, those above look on.
  'supervision.list-rectifications': {
    who: seesNotices,
    kind: 'list',
    ask: () => ({ query: 'limit=100' }),
    marks: (place) => [`"institutionName":"${place.name}"`],
  },
  'supervision.read-rectification': { who: seesNotices, kind: 'thing', ask: notice() },
  'supervision.issue-rectification': {
    who: 'county:P',
    kind: 'thing',
    // A day in the past: refused where it is mine; where it is not, nothing is there.
    ask: (place) => ({
      path: { institutionId: place.institutionId },
      body: { requestId: crypto.randomUUID(), violation: 'other', found: '试着', asked: '试着', dueOn: '2020-01-01' },
    }),
  },
  'supervision.answer-rectification': {
    who: 'institution:EP',
    kind: 'thing',
    ask: (place) => ({ ...notice()(place), body: { answer: '已经改正' } }),
  },
  'supervision.decide-rectification': {
    who: 'county:P',
    kind: 'thing',
    ask: notice({ decision: 'return', reason: null }),
  },
  'attachments.add-paper': {
    who: 'institution:EP | county:EP | prefecture:P | province:P',
    kind: 'thing',
    ask: (place) => ({
      path: { kind: 'rectification', recordId: place.rectificationId },
      body: multipartOf(Buffer.from('no photo')),
    }),
  },
  'attachments.download-paper': { who: seesNotices, kind: 'thing', ask: (place) => ({ path: { id: place.paperId } }) },
  // Inspections (row S3): a department of the county or above makes them by its checklist, the principal knows of them.
  'supervision.list-inspections': {
    who: seesNotices,
    kind: 'list',
    ask: () => ({ query: 'only=handed-over&limit=100' }),
    marks: (place) => [`"institutionName":"${place.name}"`],
  },
  'supervision.read-inspection': {
    who: seesNotices,
    kind: 'thing',
    ask: (place) => ({ path: { inspectionId: place.inspectionId } }),
  },
  'supervision.begin-inspection': {
    who: inspects,
    kind: 'thing',
    ask: (place) => ({ path: { institutionId: place.institutionId }, body: { requestId: crypto.randomUUID() } }),
  },
  'supervision.plan-inspections': {
    who: inspects,
    kind: 'thing',
    // A plan that is over: refused where the institution is mine; where it is not, nothing is there.
    ask: (place) => ({
      body: {
        ...{ requestId: crypto.randomUUID(), title: '秋季检查', fromOn: '2020-01-01', untilOn: '2020-01-02' },
        ...{ inspectors: '', institutionIds: [place.institutionId] },
      },
    }),
  },
  'supervision.save-inspection': {
    who: inspects,
    kind: 'thing',
    ask: (place) => ({
      path: { inspectionId: place.inspectionId },
      body: { revision: 99, inspectors: '', inspectedOn: null, conclusion: '', answers: [] },
    }),
  },
  'supervision.hand-over-inspection': {
    who: inspects,
    kind: 'thing',
    ask: (place) => ({ path: { inspectionId: place.inspectionId }, body: { revision: 99 } }),
  },
  'supervision.know-inspection': {
    who: 'institution:P',
    kind: 'thing',
    ask: (place) => ({ path: { inspectionId: place.inspectionId }, body: { objection: '字' } }),
  },
  // Handed over: neither is it dropped any more, nor are the principal's days over.
  'supervision.drop-inspection': {
    who: inspects,
    kind: 'thing',
    ask: (place) => ({ path: { inspectionId: place.inspectionId }, body: { reason: '字' } }),
  },
  'supervision.close-unsigned-inspection': {
    who: inspects,
    kind: 'thing',
    ask: (place) => ({ path: { inspectionId: place.inspectionId }, body: { how: '字' } }),
  },
  'supervision.correct-inspection': {
    who: inspects,
    kind: 'thing',
    ask: (place) => ({
      path: { inspectionId: place.inspectionId },
      body: { requestId: crypto.randomUUID(), reason: '日期有误' },
    }),
  },
  'supervision.read-checklist': { who: 'county:EPL | prefecture:PL | province:PL', kind: 'common', ask: () => ({}) },
  'supervision.lay-down-checklist': {
    who: 'county:P | prefecture:P | province:P',
    kind: 'common',
    ask: () => ({
      body: { version: 99, items: [{ code: '101', words: '证照齐全', article: '', isHeavy: true }] },
    }),
  },
  // The county's word on a year (row S4): what stays open counts in it; the institution reads its own.
  'supervision.read-annual-review': {
    who: seesNotices,
    kind: 'thing',
    ask: (place) => ({ path: { institutionId: place.institutionId }, query: 'year=2026' }),
    marks: (place) => [`"name":"${place.name}"`],
  },
  'supervision.record-annual-review': {
    who: 'county:P',
    kind: 'thing',
    // Another version than the one there is: refused where it is mine.
    ask: (place) => ({
      path: { institutionId: place.institutionId },
      body: { year: 2026, version: 99, result: 'unqualified', explanation: null, correctionReason: null },
    }),
  },
  'supervision.list-annual-reviews': {
    who: seesNotices,
    kind: 'list',
    ask: () => ({ query: 'year=2026&limit=100' }),
    marks: (place) => [`"name":"${place.name}"`],
  },
  'supervision.count-annual-reviews': { who: seesNotices, kind: 'figures', ask: () => ({ query: 'year=2026' }) },
  'supervision.annual-workbook': {
    who: seesNotices,
    kind: 'workbook',
    ask: () => ({ query: 'year=2026' }),
    marks: (place) => [place.name],
  },
  'supervision.count-findings': {
    who: 'county:EPLF | prefecture:EPL | province:EPL | ministry:EPL',
    kind: 'figures',
    ask: (place) => ({ query: `division=${place.county}` }),
  },
  // Rule 404: no staff in force. Nobody of the proof has filed any.
  'supervision.list-findings': {
    who: looks,
    kind: 'list',
    ask: (place) => ({ query: `rule=404&division=${place.county}` }),
    marks: (place) => [`"name":"${place.name}"`],
  },
  'supervision.findings-workbook': {
    who: looks,
    kind: 'workbook',
    ask: (place) => ({ query: `division=${place.county}` }),
    marks: (place) => [place.name],
  },
  // The monthly message is an office's own; what is told to others is not there.
  'supervision.list-monthly': { who: monthly, kind: 'common', ask: () => ({}) },
  'supervision.read-monthly': { who: monthly, kind: 'absent', ask: () => ({ path: { messageId: 999_999 } }) },
  'supervision.receive-monthly': { who: monthly, kind: 'absent', ask: () => ({ path: { messageId: 999_999 } }) },
};
