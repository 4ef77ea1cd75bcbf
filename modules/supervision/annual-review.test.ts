import { expect, it } from 'vitest';
import { decideAnnualReview } from './annual-review.ts';

const codeOf = (decision: { accepted: boolean; refusal?: { code: string } }) =>
  decision.accepted ? null : decision.refusal?.code.replace('supervision.annual-', '');
const word = { year: 2026, result: 'qualified' as const, explanation: null, correctionReason: null, version: 0 };

it.each([
  ['the first word', {}, 0, 0, null],
  ['of next year', { year: 2027 }, 0, 0, 'year-ahead'],
  ['of long ago', { year: 2019 }, 0, 0, 'year-ahead'],
  ['said meanwhile', {}, 1, 0, 'changed-meanwhile'],
  ['corrected without a reason', { version: 1 }, 1, 0, 'correction-needs-reason'],
  ['corrected', { version: 1, correctionReason: '材料补齐' }, 1, 0, null],
  ['qualified over a serious notice', {}, 0, 1, 'needs-explanation'],
  ['qualified and explained', { explanation: '已约谈，整改中' }, 0, 1, null],
  ['unqualified over a serious notice', { result: 'unqualified' as const }, 0, 1, null],
  ['basically qualified over a serious notice', { result: 'basically-qualified' as const }, 0, 1, null],
])('%s', (_what, over, current, seriousRectifications, code) =>
  expect(codeOf(decideAnnualReview({ ...word, ...over }, current, { seriousRectifications }, '2026-11-22'))).toBe(code),
);
