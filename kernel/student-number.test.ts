import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addCalendarDays } from './iso-date.ts';
import {
  composeFormalNumber,
  composeSerialNumber,
  maskStudentNumber,
  numberKindFor,
  parseStudentNumber,
} from './student-number.ts';

const parts = fc.record({
  areaCode: fc.integer({ min: 110_000, max: 659_999 }).map(String),
  birthOn: fc.integer({ min: 0, max: 3000 }).map((days) => addCalendarDays('2015-01-01', days)),
  serial: fc.integer({ min: 1, max: 999 }),
});

describe('composing and taking apart', () => {
  test('G keeps the citizen number', () => {
    expect(composeFormalNumber('410101202109010039')).toEqual({ ok: true, number: 'G410101202109010039' });
    expect(parseStudentNumber('G410101202109010039')).toEqual({
      ok: true,
      parts: {
        kind: 'G',
        areaCode: '410101',
        birthOn: '2021-09-01',
        identityNumber: '410101202109010039',
        serial: null,
      },
    });
  });

  test.each(['410101202109010038', '810000202003150028', '410101210901003'])('%s gives no G', (number) => {
    expect(composeFormalNumber(number)).toEqual({ ok: false, code: 'identity' });
  });

  test('J and L have nineteen characters and come apart as they were put together', () => {
    fc.assert(
      fc.property(fc.constantFrom('J' as const, 'L' as const), parts, (kind, given) => {
        const composed = composeSerialNumber(kind, given);
        expect(composed.ok && composed.number).toMatch(/^[JL][0-9]{17}[0-9X]$/);
        const parsed = composed.ok && parseStudentNumber(composed.number);
        expect(parsed).toEqual({ ok: true, parts: { kind, identityNumber: null, ...given } });
      }),
    );
  });

  test('a wrong digit in J never passes', () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: 1, max: 18 }), fc.constantFrom(...'0123456789X'), (given, at, digit) => {
        const composed = composeSerialNumber('J', given);
        if (!composed.ok) throw new Error('not composed');
        const changed = composed.number.slice(0, at) + digit + composed.number.slice(at + 1);
        expect(parseStudentNumber(changed).ok).toBe(changed === composed.number);
      }),
    );
  });

  test.each([
    ['J', { areaCode: '11A1A1', birthOn: '2021-09-01', serial: 1 }, 'area'],
    ['J', { areaCode: '410101', birthOn: '2021-02-29', serial: 1 }, 'birth'],
    ['J', { areaCode: '410101', birthOn: '2021-09-01', serial: 0 }, 'serial'],
    ['J', { areaCode: '410101', birthOn: '2021-09-01', serial: 1000 }, 'serial'],
    ['L', { areaCode: '410101', birthOn: '2021-09-01', serial: 10_000 }, 'serial'],
    ['L', { areaCode: '410101', birthOn: '2021-09-01', serial: 1.5 }, 'serial'],
  ] as const)('%s of %j is refused: %s', (kind, given, code) => {
    expect(composeSerialNumber(kind, given)).toEqual({ ok: false, code });
  });
});

test.each([
  ['LG41010120210901003', 'kind'],
  ['X410101202109010039', 'kind'],
  ['G41010120210901003', 'length'],
  ['G410101202109010038', 'identity'],
  ['G810000202003150028', 'identity'],
  ['L010101202109010039', 'area'],
  ['L410101202102290039', 'birth'],
  ['L41010120210901003X', 'serial'],
  ['', 'length'],
])('%s is no student number: %s', (number, code) => {
  expect(parseStudentNumber(number)).toEqual({ ok: false, code });
});

test('masking', () => {
  expect(maskStudentNumber('G410101202109010039')).toBe('G410***********0039');
});

test.each([
  ['1', 'CHN', 'J', 'G'],
  ['1', 'CHN', 'L', 'G'],
  ['E', 'CHN', 'J', 'J'],
  ['E', 'CHN', 'L', 'L'],
  ['Z', 'CHN', 'J', 'J'],
  ['H', 'HKG', 'J', 'L'],
  ['D', 'MAC', 'J', 'L'],
  ['I', 'TWN', 'J', 'L'],
  ['A', 'USA', 'J', 'L'],
  ['9', 'USA', 'J', 'L'],
] as const)('type %s, %s, policy %s: %s', (identityType, nationality, withoutIdentity, kind) => {
  expect(numberKindFor({ identityType, nationality, pack: { withoutIdentity } })).toBe(kind);
});
