import { roles } from '@xueqian/kernel/actor.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { secondFactorGroups } from '../jurisdictions/policy-pack.ts';
import { asksImageQuestion, delayMinutes, minutesToWait } from './lockout.ts';
import { checkPassword, classesIn, isPasswordStrong, passwordExpiresAt } from './password.ts';
import { isSecondFactorRequired, readCode } from './second-factor.ts';

const limits = { length: 10, classes: 3 };
const owner = { login: '410105-review', personName: '王小明' };

describe('a new password', () => {
  test.each([
    ['Correct-horse-1', []],
    ['correct-horse-battery', ['classes']],
    ['correcthorsebattery1', ['classes']],
    ['Correcthorse1', []],
    ['Ab1-Ab1-A', ['length']],
    ['Ab1-Ab1-Ab', []],
    ['X-410105-REVIEW-1a', ['not-login']],
    ['X-weiver-501014-1a', ['not-login']],
    ['Xa1-王小明-0000', ['not-name']],
    ['Xa1-明小王-0000', ['not-name']],
    ['一二三四五六七八九Aa1', []],
    ['', ['length', 'classes', 'not-login', 'not-name']],
  ])('%s', (password, wrong) => {
    const checks = checkPassword(password, owner, limits);
    expect(Object.entries(checks).flatMap(([check, met]) => (met ? [] : [check]))).toEqual(wrong);
    expect(isPasswordStrong(password, owner, limits)).toBe(wrong.length === 0);
  });

  test('counts characters as people do', () => {
    expect(checkPassword('😀😀😀😀😀Aa1bc', owner, limits).length).toBe(true);
    expect(checkPassword('😀😀😀😀😀Aa1b', owner, limits).length).toBe(false);
    expect(classesIn('aA1-')).toBe(4);
  });

  test('never becomes weaker by more characters that are not the name', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.string({ maxLength: 10 }), (one, more) => {
        const nobody = { login: '', personName: '' };
        expect(!isPasswordStrong(one, nobody, limits) || isPasswordStrong(one + more, nobody, limits)).toBe(true);
      }),
    );
  });

  test('holds as many days as the pack says', () => {
    expect(passwordExpiresAt(new Date('2026-11-22T01:00:00Z'), 90).toISOString()).toBe('2027-02-20T01:00:00.000Z');
  });
});

describe('failures of sign-in', () => {
  test.each([
    [0, 0],
    [4, 0],
    [5, 1],
    [6, 2],
    [7, 4],
    [8, 8],
    [9, 16],
    [10, 32],
    [11, 60],
    [12, 60],
    [4000, 60],
  ])('%i of them make a name wait for %i minutes', (failures, minutes) => {
    expect(delayMinutes(failures, 5)).toBe(minutes);
  });

  test('the wait ends by the clock, and only the last failure begins it', () => {
    const lastAt = new Date('2026-11-22T01:00:00Z');
    const at = (seconds: number) => new Date(lastAt.getTime() + seconds * 1000);
    expect(minutesToWait({ count: 6, lastAt }, 5, at(0))).toBe(2);
    expect(minutesToWait({ count: 6, lastAt }, 5, at(61))).toBe(1);
    expect(minutesToWait({ count: 6, lastAt }, 5, at(119))).toBe(1);
    expect(minutesToWait({ count: 6, lastAt }, 5, at(120))).toBe(0);
    expect(minutesToWait({ count: 4, lastAt }, 5, at(0))).toBe(0);
    // Requests at one moment: a failure that was written first may bear a later instant.
    expect(minutesToWait({ count: 4, lastAt }, 5, at(-1))).toBe(0);
    expect(minutesToWait({ count: 0, lastAt: null }, 5, at(0))).toBe(0);
  });

  test.each([
    [0, 0, false],
    [1, 9, false],
    [2, 0, true],
    [0, 10, true],
  ])('%i of a name and %i of its address ask for an image: %s', (name, address, asked) => {
    expect(asksImageQuestion(name, address, 5)).toBe(asked);
  });
});

describe('the second factor', () => {
  test('is for the group that the pack names, and a larger group holds the smaller', () => {
    const required = secondFactorGroups.map((group) => roles.filter((role) => isSecondFactorRequired(group, role)));
    expect(required).toEqual([
      [],
      ['system-administrator', 'security-administrator', 'audit-administrator'],
      ['review', 'system-administrator', 'security-administrator', 'audit-administrator'],
      [...roles],
    ]);
  });

  test.each([
    ['123456', { kind: 'one-time', code: '123456' }],
    [' 123 456 ', { kind: 'one-time', code: '123456' }],
    ['abcd-efgh-2345-67ab', { kind: 'recovery', code: 'ABCDEFGH234567AB' }],
    ['ABCDEFGH234567AB', { kind: 'recovery', code: 'ABCDEFGH234567AB' }],
    ['ABCDEFGH234567A1', { kind: 'neither' }],
    ['12345', { kind: 'neither' }],
    ['１２３４５６', { kind: 'neither' }],
    ['', { kind: 'neither' }],
  ])('%j', (typed, code) => {
    expect(readCode(typed)).toEqual(code);
  });
});
