import { describe, expect, it } from 'vitest';
import {
  decideConfirm,
  decideReview,
  decideSave,
  decideSubmit,
  halfYearOf,
  isPeriodOf,
  openHalfYears,
  type Standing,
  sameFields,
  type VersionState,
} from './section.ts';
import { differencesOf } from './section-fields.ts';

const at = (state: VersionState, over: Partial<Standing> = {}): Standing => ({
  state,
  version: 2,
  revision: 3,
  submittedBy: 7,
  ...over,
});
const now = { version: 2, revision: 3 };
const codeOf = (decision: { accepted: boolean; refusal?: { code: string } }) =>
  decision.accepted ? 'accepted' : decision.refusal?.code.replace('institutions.', '');

describe('half-years', () => {
  it.each([
    ['2026-08-31', '2026-spring'],
    ['2026-09-01', '2026-autumn'],
    ['2026-12-31', '2026-autumn'],
    ['2027-01-31', '2026-autumn'],
    ['2027-02-01', '2027-spring'],
  ])('%s lies in %s', (on, expected) => expect(halfYearOf(on)).toBe(expected));

  it('are open for two years, and only for finance', () => {
    expect(openHalfYears('2026-11-22')).toEqual(['2026-autumn', '2026-spring', '2025-autumn', '2025-spring']);
    expect(isPeriodOf('finance', '2025-spring', '2026-11-22')).toBe(true);
    expect(isPeriodOf('finance', '2024-autumn', '2026-11-22')).toBe(false);
    expect(isPeriodOf('finance', '', '2026-11-22')).toBe(false);
    expect(isPeriodOf('staff', '', '2026-11-22')).toBe(true);
    expect(isPeriodOf('staff', '2026-autumn', '2026-11-22')).toBe(false);
  });
});

describe('saving', () => {
  it.each([
    ['nothing yet', null, 'ordinary', null, { version: 1, revision: 1, isNew: true }],
    ['over what is in force', at('approved'), 'ordinary', null, { version: 3, revision: 1, isNew: true }],
    ['a draft goes on', at('draft'), 'ordinary', 3, { version: 2, revision: 4, isNew: false }],
    ['a returned one is mended', at('returned'), 'ordinary', 3, { version: 2, revision: 4, isNew: false }],
    ['by the person of that post', at('draft'), 'personnel', 3, { version: 2, revision: 4, isNew: false }],
  ] as const)('%s', (_what, newest, role, known, value) => {
    expect(decideSave(newest, 'staff', role, known)).toEqual({ accepted: true, value });
  });
  it.each([
    ['another post', at('draft'), 'finance', 3, 'section-of-another-post'],
    ['the principal', at('draft'), 'review', 3, 'section-of-another-post'],
    ['with the principal', at('submitted'), 'ordinary', 3, 'section-under-review'],
    ['with the county', at('confirmed'), 'ordinary', 3, 'section-under-review'],
    ['a draft that another has saved', at('draft'), 'ordinary', 2, 'section-changed-meanwhile'],
    ['a draft that another has begun', at('draft'), 'ordinary', null, 'section-changed-meanwhile'],
    ['a draft that is in force by now', at('approved'), 'ordinary', 3, 'section-changed-meanwhile'],
  ] as const)('not %s', (_what, newest, role, known, code) => {
    expect(codeOf(decideSave(newest, 'staff', role, known))).toBe(code);
  });
});

describe('submitting', () => {
  const whole = { buildings: [] };
  it.each([
    ['a whole draft', at('draft'), now, whole, null, 'accepted'],
    ['a mended one', at('returned'), now, whole, null, 'accepted'],
    ['an older revision', at('draft'), { ...now, revision: 2 }, whole, null, 'section-changed-meanwhile'],
    ['nothing', null, now, whole, null, 'section-changed-meanwhile'],
    ['twice', at('submitted'), now, whole, null, 'section-changed-meanwhile'],
    ['half of it', at('draft'), now, { buildings: [{ name: '楼' }] }, null, 'section-incomplete'],
    ['what is in force', at('draft'), now, whole, { buildings: [] }, 'section-unchanged'],
  ] as const)('%s', (_what, newest, asked, fields, inForce, code) => {
    expect(codeOf(decideSubmit(newest, asked, 'buildings', 'ordinary', fields, inForce))).toBe(code);
  });
});

describe('deciding', () => {
  it.each([
    ['confirm', at('submitted'), now, 'approve', null, 8, 'accepted'],
    ['return', at('submitted'), now, 'return', '面积不对', 8, 'accepted'],
    ['return without a reason', at('submitted'), now, 'return', ' ', 8, 'return-needs-reason'],
    ['confirm my own', at('submitted'), now, 'approve', null, 7, 'section-confirmed-by-another'],
    ['a draft', at('draft'), now, 'approve', null, 8, 'section-changed-meanwhile'],
    ['another revision', at('submitted'), { ...now, revision: 2 }, 'approve', null, 8, 'section-changed-meanwhile'],
  ] as const)('the principal: %s', (_what, newest, asked, decision, reason, account, code) => {
    expect(codeOf(decideConfirm(newest, asked, decision, reason, account))).toBe(code);
  });
  it.each([
    ['approve', at('confirmed'), 'approve', null, true, 'accepted'],
    ['return', at('confirmed'), 'return', '面积不对', true, 'accepted'],
    ['return without a reason', at('confirmed'), 'return', null, true, 'return-needs-reason'],
    ['without the duty', at('confirmed'), 'approve', null, false, 'section-of-another-office'],
    ['what nobody confirmed', at('submitted'), 'approve', null, true, 'section-changed-meanwhile'],
    ['what another approved', at('approved'), 'approve', null, true, 'section-changed-meanwhile'],
  ] as const)('the county: %s', (_what, newest, decision, reason, duty, code) => {
    expect(codeOf(decideReview(newest, now, decision, reason, duty))).toBe(code);
  });
});

describe('differences', () => {
  it('are found by what makes a row the same, not by its place', () => {
    const one = { name: '东楼', area: 100 };
    const two = { name: '西楼', area: 200 };
    expect(differencesOf('buildings', { buildings: [one, two] }, { buildings: [{ ...two, area: 250 }, one] })).toEqual([
      { id: '西楼', before: two, after: { ...two, area: 250 }, fields: ['area'] },
    ]);
  });
  it('name rows that came and went', () => {
    const left = { key: 'a', name: '甲' };
    const came = { key: 'b', name: '乙' };
    expect(
      differencesOf('staff', { staff: [left] }, { staff: [came] }).map(({ before, after }) => [before, after]),
    ).toEqual([
      [null, came],
      [left, null],
    ]);
  });
  it('of a form are one row, and empty is empty', () => {
    expect(differencesOf('finance', { careFees: 1, donations: null }, { careFees: 2 })).toMatchObject([
      { fields: ['careFees'] },
    ]);
    expect(differencesOf('finance', { careFees: 1 }, { careFees: 1 })).toEqual([]);
  });
  it('do not count the day on which classes were taken, nor the order of fields', () => {
    const classes = [{ code: '1', children: 20 }];
    expect(
      sameFields({ takenOn: '2026-09-01', classes }, { classes: [{ children: 20, code: '1' }], takenOn: '2026-10-01' }),
    ).toBe(true);
    expect(sameFields({ classes }, { classes: [{ code: '1', children: 21 }] })).toBe(false);
  });
});
