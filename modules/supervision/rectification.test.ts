import { expect, it } from 'vitest';
import { decideAnswer, decideIssue, decideOnAnswer, isOverdue } from './rectification.ts';

const codeOf = (decision: { accepted: boolean; refusal?: { code: string } }) =>
  decision.accepted ? null : decision.refusal?.code.replace('supervision.rectification-', '');

it.each([
  ['2026-11-21', 'due-in-the-past'],
  ['2026-11-22', null],
  ['2027-11-22', null],
  ['2027-11-23', 'due-too-late'],
])('issued on 2026-11-22 for %s: %s', (dueOn, code) =>
  expect(codeOf(decideIssue(dueOn, '2026-11-22', '2027-11-22'))).toBe(code),
);

it.each([
  ['issued', null, 'changed-meanwhile', 'changed-meanwhile'],
  ['answered', 'changed-meanwhile', null, null],
  ['returned', null, 'changed-meanwhile', 'changed-meanwhile'],
  ['accepted', 'changed-meanwhile', 'changed-meanwhile', 'changed-meanwhile'],
] as const)('in the state %s: answer %s, accept %s, return %s', (state, answer, acceptance, back) => {
  expect(codeOf(decideAnswer(state))).toBe(answer);
  expect(codeOf(decideOnAnswer(state, 'accept', null))).toBe(acceptance);
  expect(codeOf(decideOnAnswer(state, 'return', '照片不清楚'))).toBe(back);
});

it('goes back with a reason only', () =>
  expect(codeOf(decideOnAnswer('answered', 'return', ' '))).toBe('return-needs-reason'));

it('is overdue while the institution has to act', () => {
  expect(isOverdue('issued', '2026-11-21', '2026-11-22')).toBe(true);
  expect(isOverdue('issued', '2026-11-22', '2026-11-22')).toBe(false);
  expect(isOverdue('answered', '2026-11-21', '2026-11-22')).toBe(false);
});
