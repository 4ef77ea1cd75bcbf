import { describe, expect, it, test } from 'vitest';
import { decideTrain, type HeldAccount, type OfficePlace } from './account-rules.ts';
import { compareLines, hasChanges } from './division-lines.ts';
import type { DivisionLine } from './filings.ts';
import { differs, isPrincipal, type Member } from './leadership-rules.ts';
import { decideLend } from './lending-rules.ts';

const now = new Date('2026-11-22T01:00:00Z');
const ask = (over: Partial<Parameters<typeof decideLend>[0]>) => {
  const verdict = decideLend({
    role: 'ordinary',
    holder: '王晓明',
    borrower: '李大伟',
    until: new Date('2026-11-25T01:00:00Z'),
    now,
    colleagues: [{ role: 'review', personName: '赵园长' }],
    ...over,
  });
  return verdict.accepted ? null : verdict.refusal.code;
};

describe('lending of a password', () => {
  test.each([
    ['to a colleague for some days', {}, null],
    ['to whoever decides over it', { borrower: '赵园长' }, 'administration.lending-enters-and-decides'],
    [
      'to whoever enters, by the principal',
      { role: 'review', colleagues: [{ role: 'ordinary', personName: '李大伟' }] },
      'administration.lending-enters-and-decides',
    ],
    ['to oneself', { borrower: '王晓明' }, 'administration.lending-to-oneself'],
    ['to the past', { until: now }, 'administration.lending-too-long'],
    ['for two months', { until: new Date('2027-01-22T01:00:00Z') }, 'administration.lending-too-long'],
    ['by an administrator', { role: 'security-administrator' }, 'administration.administrators-do-not-lend'],
  ] as const)('%s', (_name, over, expected) => expect(ask(over as never)).toBe(expected));
});

const line = (accountId: number, over: Partial<DivisionLine> = {}): DivisionLine => ({
  accountId,
  login: `410105-${accountId}`,
  office: '教育局',
  person: `甲${accountId}`,
  role: 'ordinary',
  since: '2026-01-01T00:00:00Z',
  duties: null,
  ...over,
});

describe('division of permissions', () => {
  it('shows what is new, gone and changed since the filing', () => {
    const shown = compareLines([line(1), line(2, { role: 'review' }), line(4)], [line(1), line(2), line(3)]);
    expect(shown.map((each) => [each.accountId, each.change])).toEqual([
      [1, 'same'],
      [2, 'changed'],
      [4, 'added'],
      [3, 'removed'],
    ]);
    expect(hasChanges(shown)).toBe(true);
    expect(hasChanges(compareLines([line(1)], [line(1)]))).toBe(false);
    expect(hasChanges(compareLines([line(1, { duties: ['announcements.write'] })], [line(1)]))).toBe(true);
    expect(hasChanges(compareLines([line(1)], null))).toBe(false);
  });
});

describe('leading group', () => {
  const head: Member = { name: '赵园长', post: 'head', sinceOn: '2026-09-01' };
  const teacher: Member = { name: '钱老师', post: 'class-teacher', sinceOn: '2026-09-01' };
  it('differs by people and posts, whatever their order', () => {
    expect(differs([head, teacher], [teacher, head])).toBe(false);
    expect(differs([head], [head, teacher])).toBe(true);
    expect(differs([head], null)).toBe(true);
    expect(differs([], null)).toBe(false);
  });
  it('is signed for by the holder of the review account with the own name', () => {
    const actor = { personName: '赵园长', role: 'review', level: 'institution' } as const;
    expect(isPrincipal(actor, ' 赵园长 '.trim())).toBe(true);
    expect(isPrincipal(actor, '钱老师')).toBe(false);
    expect(isPrincipal({ ...actor, role: 'ordinary' }, '赵园长')).toBe(false);
    expect(isPrincipal({ ...actor, level: 'county' }, '赵园长')).toBe(false);
  });
});

describe('training', () => {
  const place = (over: Partial<OfficePlace>): OfficePlace => ({
    ...{ kind: 'department', level: 'county', scope: '410105', countyCode: '410105', prefectureCode: '410100' },
    ...{ provinceCode: '410000', departmentId: null },
    ...over,
  });
  const held = (role: HeldAccount['role'], office: OfficePlace): HeldAccount => ({
    ...{ id: 2, personId: 102, role, office, isClosed: false, wasUsed: true },
  });
  const county = { accountId: 1, personId: 101, level: 'county', scope: '410105' } as const;
  const prefecture = { accountId: 1, personId: 101, level: 'prefecture', scope: '410100' } as const;
  const ministry = { accountId: 1, personId: 101, level: 'ministry', scope: '000000' } as const;
  test.each([
    ['an administrator by his own department', county, held('audit-administrator', place({})), false],
    ['an administrator by the level above', prefecture, held('audit-administrator', place({})), true],
    [
      'an administrator of the ministry by a colleague',
      ministry,
      held('audit-administrator', place({ level: 'ministry', scope: '000000' })),
      true,
    ],
    ['a clerk by his own department', county, held('ordinary', place({})), true],
    ['a kindergarten by its county', county, held('ordinary', place({ level: 'institution', scope: '5' })), true],
    [
      'a kindergarten by its prefecture',
      prefecture,
      held('ordinary', place({ level: 'institution', scope: '5' })),
      false,
    ],
    ['oneself', county, { ...held('ordinary', place({})), id: 1 }, false],
  ] as const)('of %s is recorded: %s', (_name, doer, account, expected) =>
    expect(decideTrain(doer, account).accepted).toBe(expected),
  );
});
