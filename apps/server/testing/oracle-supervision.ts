import type { Expected } from './oracle-words.ts';

// Supervision of conditions, admissions, fees and care (rows S3 to S5): whoever enters or decides at an institution and in
// the departments above it; the ministry has figures and no names.
const looks = 'institution:EPLFH | county:EPLF | prefecture:EPL | province:EPL';

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
};
