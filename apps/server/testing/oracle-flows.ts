import type { Expected } from './oracle-words.ts';

// Flows of children (row C17): every level sees the figures of its own; the children behind them are seen by those who
// see children, and the ministry counts only.
const figures = 'institution:EPL | county:EPL | prefecture:EPL | province:EPL | ministry:EPL';
const children = 'institution:EPL | county:EPL | prefecture:PL | province:PL';

export const flowsOracle: Readonly<Record<string, Expected>> = {
  'flows.read-present': { who: figures, kind: 'figures', ask: (place) => ({ query: `division=${place.county}` }) },
  'flows.read-moved': {
    who: figures,
    kind: 'figures',
    ask: (place) => ({ query: `division=${place.county}&period=2026` }),
  },
  // Nobody of the proof sits in no class: the list is asked for and holds nobody else's.
  'flows.list-present': {
    who: children,
    kind: 'list',
    ask: (place) => ({ query: `kind=unclassed&institutionId=${place.institutionId}` }),
  },
  'flows.list-moved': {
    who: children,
    kind: 'list',
    ask: (place) => ({ query: `kind=transferred-out&period=2026&institutionId=${place.institutionId}` }),
  },
  'flows.workbook': {
    who: figures,
    kind: 'workbook',
    ask: (place) => ({ query: `table=present&period=2026&division=${place.county}` }),
    marks: (place) => [place.name],
  },
};
