import { describe, expect, it } from 'vitest';
import { decideDestruction, destructionDueOn } from './destruction.ts';

describe('a paper file', () => {
  it.each([
    ['2025-11-22', 'until-a-year-after-leaving', '2026-11-22'],
    ['2024-02-29', 'until-a-year-after-leaving', '2025-02-28'],
    ['2026-11-22', 'none', '2026-11-22'],
    ['2015-07-01', 'kept', null],
  ] as const)('of a child that went on %s where the rule is %s may go on %s', (endedOn, rule, dueOn) =>
    expect(destructionDueOn(endedOn, rule)).toBe(dueOn),
  );

  const two = { destroyedOn: '2026-11-22', destroyedBy: '欧阳甲', witnessedBy: '欧阳乙' };
  it.each([
    [{}, 'none', 'done'],
    [{}, 'kept', 'papers.paper-files-are-kept'],
    [{ destroyedOn: '2026-11-23' }, 'none', 'papers.destroyed-in-the-future'],
    [{ witnessedBy: ' 欧阳甲 ' }, 'none', 'papers.needs-two-people'],
  ] as const)('%j where the rule is %s: %s', (over, rule, outcome) => {
    const decision = decideDestruction({ ...two, ...over }, rule, '2026-11-22');
    expect(decision.accepted ? 'done' : decision.refusal.code).toBe(outcome);
  });
});
