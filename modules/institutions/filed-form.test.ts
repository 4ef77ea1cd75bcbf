import { expect, it } from 'vitest';
import { countWrong, draftFields, wrongIn } from './filed-form.ts';

const whole = { name: ' 东楼 ', builtIn: 2015, floors: 3, area: 100, tenure: '1', use: '', safety: 'A' };

it('a row says what is missing and what is wrong', () => {
  expect(wrongIn('buildings', whole)).toEqual({});
  expect(wrongIn('buildings', { ...whole, area: null, builtIn: 1850, safetyAppraisedOn: '2026-02-30' })).toEqual({
    area: 'missing',
    builtIn: 'invalid',
    safetyAppraisedOn: 'invalid',
  });
});

it('a draft keeps what is right', () => {
  expect(draftFields('buildings', [{ ...whole, area: -1 }])).toEqual({
    buildings: [
      { name: '东楼', builtIn: 2015, floors: 3, tenure: '1', use: null, safety: 'A', safetyAppraisedOn: null },
    ],
  });
  expect(draftFields('finance', [{ careFees: 5, donations: null }])).toEqual({ careFees: 5 });
  expect(draftFields('finance', [])).toEqual({});
});

it('a member keeps the key, and a number only when one was typed', () => {
  const key = '7b0a2a5e-3c34-4b5c-9a55-0d2b8a1f0001';
  expect(draftFields('staff', [{ key, name: '王敏', number: '' }])).toMatchObject({ staff: [{ key, number: null }] });
  expect(draftFields('staff', [{ key, name: '王敏', number: 'X1' }])).toMatchObject({ staff: [{ number: 'X1' }] });
});

it('what is wrong is counted over all rows', () => {
  expect(countWrong('buildings', [whole, { ...whole, area: undefined, name: '' }])).toBe(2);
});
