import { expect, it } from 'vitest';
import { type ChildState, childStates } from '../children/child.ts';
import { decideCancellation, decidePapers } from '../petitions/cancellation.ts';
import { type AccidentDegree, accidentDegrees, decideAccident } from './accident.ts';

type Refusable = { accepted: true } | { accepted: false; refusal: { code: string } };
const codeOf = (decision: Refusable): string | null => (decision.accepted ? null : decision.refusal.code);
const today = '2026-11-22';
const child = { state: 'numbered' as ChildState, admittedOn: '2026-09-01' };
const here = ['entered', 'returned', 'confirmed', 'problem', 'numbered', 'suspended'];

it.each(childStates.flatMap((state) => accidentDegrees.map((degree) => [state, degree] as const)))(
  'of a child that is %s, %s',
  (state, degree) => {
    const expected = !here.includes(state)
      ? 'accidents.not-here'
      : degree === 'fatal' && state !== 'numbered' && state !== 'suspended'
        ? 'accidents.no-number'
        : null;
    expect(codeOf(decideAccident({ ...child, state }, { happenedOn: today, degree }, today))).toBe(expected);
  },
);

it.each<[string, AccidentDegree, string | null]>([
  ['2026-11-23', 'slight', 'accidents.in-the-future'],
  ['2026-11-22', 'fatal', null],
  ['2026-09-01', 'grave', null],
  ['2026-08-31', 'slight', 'accidents.before-admission'],
])('on %s, %s', (happenedOn, degree, expected) =>
  expect(codeOf(decideAccident(child, { happenedOn, degree }, today))).toBe(expected),
);

it.each(childStates.map((state) => [state] as const))('a file that is %s ends', (state) => {
  const expected = state === 'numbered' || state === 'suspended' ? null : 'petitions.nothing-to-cancel';
  expect(codeOf(decideCancellation({ state, obstacle: null }))).toBe(expected);
});
it('a file ends here, when nothing else is under way, and with proof', () => {
  expect(codeOf(decideCancellation({ state: null, obstacle: null }))).toBe('petitions.is-elsewhere');
  expect(codeOf(decideCancellation({ state: 'numbered', obstacle: 'transfer-open' }))).toBe('petitions.something-open');
  expect(codeOf(decidePapers('cancellation', 0))).toBe('petitions.needs-papers');
  expect(codeOf(decidePapers('cancellation', 1))).toBe(null);
  expect(codeOf(decidePapers('recovery', 0))).toBe(null);
});
