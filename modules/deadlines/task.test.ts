import { nationalCalendar as calendar } from '@xueqian/kernel/working-calendar.ts';
import { describe, expect, it } from 'vitest';
import { daysBetween, dueAfterRest, dueOf, risesTo } from './task.ts';

const five = { value: 5, unit: 'working-days' } as const;

describe('a clock', () => {
  it.each([
    ['Friday to the Friday after', five, '2026-11-20', '2026-11-27'],
    ['over the week of the national day', five, '2026-09-30', '2026-10-13'],
    ['weeks are counted by the calendar', { value: 2, unit: 'weeks' }, '2026-09-30', '2026-10-14'],
    ['no period, no day', { value: null, unit: null }, '2026-11-20', null],
    ['into a year that is not published', five, '2026-12-30', null],
  ] as const)('%s', (_what, period, openedOn, due) => expect(dueOf(period, openedOn, calendar)).toBe(due));

  it('rests while the matter is with the other side: what was left is left again', () => {
    const due = dueOf(five, '2026-11-20', calendar) as string;
    const left = daysBetween('working-days', '2026-11-24', due, calendar);
    expect(left).toBe(3);
    expect(dueAfterRest('working-days', left, '2026-12-04', calendar)).toBe('2026-12-09');
    // Late when it was returned, late when it comes back.
    expect(dueAfterRest('working-days', -2, '2026-12-04', calendar)).toBe('2026-12-02');
  });
});

describe('a late task', () => {
  it.each([
    ['not on its last day', 'institution', '2026-11-20', null],
    ['on the next working day', 'institution', '2026-11-23', 'county'],
    ['at the weekend after', 'institution', '2026-11-21', 'county'],
    ['five working days late', 'institution', '2026-11-27', 'county'],
    ['six working days late', 'institution', '2026-11-30', 'prefecture'],
    ['eleven working days late', 'institution', '2026-12-07', 'province'],
    ['of a county', 'county', '2026-11-23', 'prefecture'],
    ['of a county, long', 'county', '2026-12-25', 'ministry'],
  ] as const)('%s', (_what, holder, on, level) => expect(risesTo(holder, '2026-11-20', on, calendar)).toBe(level));
  it('rises nowhere without a day', () => expect(risesTo('county', null, '2026-11-23', calendar)).toBeNull());
});
