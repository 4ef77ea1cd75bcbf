import { describe, expect, it } from 'vitest';
import {
  type Answer,
  type Choice,
  decideChecklist,
  decideCloseUnsigned,
  decideCorrection,
  decideDrop,
  decideHandOver,
  decideKnow,
  decidePlan,
  decideSave,
  findingsOf,
  inspectionStates,
  nationalChecklist,
} from './inspection.ts';

const codeOf = (decision: { accepted: boolean; refusal?: { code: string } }) =>
  decision.accepted ? null : decision.refusal?.code.replace('supervision.', '');
const items = [
  { code: '101', words: '许可证在有效期内', article: '', isHeavy: true },
  { code: '202', words: '规模适当', article: '', isHeavy: false },
];
const answer = (code: string, choice: Choice, note = ''): Answer => ({ code, choice, note });
const whole = [answer('101', 'unmet', '已过期'), answer('202', 'partly', '多二十人')];
const record = { state: 'draft' as const, items, answers: whole, inspectors: '王督学', inspectedOn: '2026-11-22' };

describe('an inspection is handed over', () => {
  it.each([
    ['whole', {}, null],
    ['not begun', { state: 'planned' as const }, 'inspection-changed-meanwhile'],
    ['without inspectors', { inspectors: ' ' }, 'inspection-needs-inspectors-and-day'],
    ['without a day', { inspectedOn: null }, 'inspection-needs-inspectors-and-day'],
    ['of tomorrow', { inspectedOn: '2026-11-23' }, 'inspection-day-ahead'],
    ['with an open item', { answers: [answer('101', 'met')] }, 'inspection-items-open'],
    [
      'with nothing seen',
      { answers: [answer('101', 'not-looked'), answer('202', 'not-looked')] },
      'inspection-saw-nothing',
    ],
    [
      'with a silent finding',
      { answers: [answer('101', 'unmet'), answer('202', 'met')] },
      'inspection-finding-needs-note',
    ],
  ])('%s', (_what, over, code) => expect(codeOf(decideHandOver({ ...record, ...over }, '2026-11-22'))).toBe(code));

  it('with the number of its findings, and of the heavy ones', () => {
    expect(decideHandOver(record, '2026-11-22')).toMatchObject({ value: { found: 2, heavy: 1 } });
    expect(findingsOf(items, whole).map(({ item }) => item.code)).toEqual(['101', '202']);
    expect(findingsOf(items, [answer('101', 'met')])).toEqual([]);
  });
});

it('is saved by whoever saw the newest revision, for items that it has', () => {
  const here = { ...record, revision: 3 };
  expect(codeOf(decideSave(here, 3, whole))).toBeNull();
  expect(codeOf(decideSave(here, 2, whole))).toBe('inspection-changed-meanwhile');
  expect(codeOf(decideSave({ ...here, state: 'closed' }, 3, whole))).toBe('inspection-changed-meanwhile');
  expect(codeOf(decideSave(here, 3, [answer('999', 'met')]))).toBe('inspection-answer-of-no-item');
  expect(codeOf(decideSave(here, 3, [answer('101', 'met'), answer('101', 'unmet')]))).toBe(
    'inspection-answer-of-no-item',
  );
});

it.each(inspectionStates)('in the state %s: known of, and corrected', (state) => {
  expect(codeOf(decideKnow(state, null)) === null).toBe(state === 'handed-over');
  expect(codeOf(decideCorrection(state, false)) === null).toBe(state === 'closed');
  expect(codeOf(decideCorrection(state, true))).toBe('inspection-changed-meanwhile');
});
it('an objection says something', () =>
  expect(codeOf(decideKnow('handed-over', ' '))).toBe('inspection-objection-too-short'));

it.each([
  ['2026-11-20', '2026-11-22', null],
  ['2026-11-23', '2026-11-22', 'inspection-plan-days'],
  ['2026-11-01', '2026-11-21', 'inspection-plan-days'],
])('a plan from %s to %s: %s', (from, until, code) => expect(codeOf(decidePlan(from, until, '2026-11-22'))).toBe(code));

it('the national list has items of its own codes, heavy and light ones, each with its article', () => {
  expect(codeOf(decideChecklist(nationalChecklist))).toBeNull();
  expect(nationalChecklist.length).toBeGreaterThan(12);
  expect(new Set(nationalChecklist.map(({ isHeavy }) => isHeavy)).size).toBe(2);
  expect(nationalChecklist.every(({ article }) => article.length > 4)).toBe(true);
  expect(codeOf(decideChecklist([...nationalChecklist, nationalChecklist[0]!]))).toBe('checklist-code-twice');
});

it.each([
  ['planned', '改期', null],
  ['draft', '改期', null],
  ['draft', ' ', 'needs-reason'],
  ['handed-over', '改期', 'changed-meanwhile'],
  ['closed', '改期', 'changed-meanwhile'],
  ['dropped', '改期', 'changed-meanwhile'],
] as const)('%s is dropped with %j: %s', (state, reason, code) => {
  const decision = decideDrop(state, reason);
  expect(decision.accepted ? null : decision.refusal.code).toBe(code && `supervision.inspection-${code}`);
});

it.each([
  ['handed-over', '2026-11-27', '2026-11-27', '见证', 'still-to-be-signed'],
  ['handed-over', '2026-11-27', '2026-11-28', '见证', null],
  ['handed-over', '2026-11-27', '2026-11-28', '', 'needs-reason'],
  ['handed-over', 'not-known', '2026-11-28', '见证', 'still-to-be-signed'],
  ['handed-over', null, '2026-11-28', '见证', null],
  ['draft', null, '2026-11-28', '见证', 'changed-meanwhile'],
  ['closed', null, '2026-11-28', '见证', 'changed-meanwhile'],
] as const)('%s, due on %s, is closed unsigned on %s with %j: %s', (state, dueOn, on, how, code) => {
  const decision = decideCloseUnsigned(state, dueOn, on, how);
  expect(decision.accepted ? null : decision.refusal.code).toBe(code && `supervision.inspection-${code}`);
});
