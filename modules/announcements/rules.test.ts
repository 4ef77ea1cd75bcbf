import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressedLevels, announcementStates, levelsBelow } from './announcement.ts';
import { decideAudience, decideChange, decidePublish, decideRemind, decideWithdraw } from './rules.ts';

const codeOf = (decision: { accepted: boolean; refusal?: { code: string } }): string =>
  decision.accepted ? 'yes' : (decision.refusal?.code ?? '').replace('announcements.', '');

const lines: Readonly<Record<string, readonly string[]>> = {
  '410000': ['000000', '410000'],
  '410100': ['000000', '410000', '410100'],
  '410105': ['000000', '410000', '410100', '410105'],
  '410105001000': ['000000', '410000', '410100', '410105', '410105001000'],
  '410600': ['000000', '410000', '410600'],
};
const lineOf = (code: string) => lines[code] ?? [];

describe('an audience', () => {
  it.each([
    ['prefecture', '410100', ['county', 'institution'], ['410100'], 'yes'],
    ['prefecture', '410100', ['institution'], ['410105', '410105001000'], 'yes'],
    ['county', '410105', ['institution', 'town'], ['410105001000'], 'yes'],
    ['ministry', '000000', ['province'], ['000000'], 'yes'],
    ['ministry', '000000', ['institution'], ['410600'], 'yes'],
    ['county', '410105', ['county'], ['410105'], 'not-downwards'],
    ['county', '410105', ['prefecture'], ['410105'], 'not-downwards'],
    ['prefecture', '410100', ['institution'], ['410600'], 'outside-jurisdiction'],
    ['prefecture', '410100', ['institution'], ['410100', '410000'], 'outside-jurisdiction'],
    ['prefecture', '410100', ['institution'], ['000000'], 'outside-jurisdiction'],
    ['ministry', '000000', ['institution'], ['999999'], 'outside-jurisdiction'],
  ] as const)('of %s %s to %j in %j: %s', (level, division, levels, divisions, expected) => {
    expect(codeOf(decideAudience({ level, division }, { levels, divisions }, lineOf))).toBe(expected);
  });

  it('is never as high as its writer', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...addressedLevels, 'ministry' as const),
        fc.subarray([...addressedLevels]),
        (level, levels) =>
          decideAudience({ level, division: '410100' }, { levels, divisions: ['410105'] }, lineOf).accepted ===
          levels.every((each) => levelsBelow(level).includes(each)),
      ),
    );
  });
});

const draft = {
  state: 'draft' as const,
  title: '通知',
  body: '正文',
  levels: ['institution'],
  divisions: ['410105'],
  validFrom: null,
  validTo: null,
};

describe('publishing', () => {
  it.each([
    ['as it should be', {}, 3, 'yes'],
    ['from tomorrow for a day', { validFrom: '2026-09-02', validTo: '2026-09-02' }, 3, 'yes'],
    ['for today', { validTo: '2026-09-01' }, 3, 'yes'],
    ['blank title', { title: ' ' }, 3, 'nothing-to-say'],
    ['blank text', { body: '\n' }, 3, 'nothing-to-say'],
    ['no level', { levels: [] }, 3, 'nobody-addressed'],
    ['no region', { divisions: [] }, 3, 'nobody-addressed'],
    ['nobody there', {}, 0, 'nobody-addressed'],
    ['over', { validTo: '2026-08-31' }, 3, 'over-before-it-begins'],
    ['over before it begins', { validFrom: '2026-09-09', validTo: '2026-09-08' }, 3, 'over-before-it-begins'],
    ['published', { state: 'published' as const }, 3, 'not-a-draft'],
    ['withdrawn', { state: 'withdrawn' as const }, 3, 'not-a-draft'],
  ])('%s', (_name, over, reached, expected) => {
    expect(codeOf(decidePublish({ ...draft, ...over }, reached, '2026-09-01'))).toBe(expected);
  });
});

it('is changed as a draft, withdrawn and reminded of when published', () => {
  const now = new Date('2026-09-02T08:00:00Z');
  const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
  expect(announcementStates.map((state) => decideChange({ state }).accepted)).toEqual([true, false, false]);
  expect(announcementStates.map((state) => decideWithdraw({ state, template: null }).accepted)).toEqual([
    false,
    true,
    false,
  ]);
  expect(codeOf(decideWithdraw({ state: 'published', template: 'policy-changed' }))).toBe('told-by-the-system');
  expect(announcementStates.map((state) => decideRemind({ state, remindedAt: null }, now).accepted)).toEqual([
    false,
    true,
    false,
  ]);
  expect(codeOf(decideRemind({ state: 'published', remindedAt: hoursAgo(23) }, now))).toBe('reminded-lately');
  expect(codeOf(decideRemind({ state: 'published', remindedAt: hoursAgo(24) }, now))).toBe('yes');
});
