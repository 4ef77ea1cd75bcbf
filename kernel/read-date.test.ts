import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addCalendarDays } from './iso-date.ts';
import { readDate } from './read-date.ts';

test.each([
  ['2020-3-1', '2020-03-01'],
  ['2020-03-01', '2020-03-01'],
  ['2020/03/01', '2020-03-01'],
  ['2020/3/1', '2020-03-01'],
  ['2020.3.1', '2020-03-01'],
  ['20200301', '2020-03-01'],
  ['2020年3月1日', '2020-03-01'],
  ['2020年03月01号', '2020-03-01'],
  ['2020年3月1', '2020-03-01'],
  ['2020 年 3 月 1 日', '2020-03-01'],
  ['２０２０－０３－０１', '2020-03-01'],
  [' 2020-03-01 ', '2020-03-01'],
  ['2020-03-01 00:00:00', '2020-03-01'],
  ['2020-03-01 08:30', '2020-03-01'],
  ['2020-03-01T00:00:00.000Z', '2020-03-01'],
  ['2020/3/1 0:00:00', '2020-03-01'],
  [43831, '2020-01-01'],
  [43831.75, '2020-01-01'],
  ['43831', '2020-01-01'],
  ['43831.0', '2020-01-01'],
  [20200301, '2020-03-01'],
  ['2020-02-29', '2020-02-29'],
  ['2021-02-29', 'impossible'],
  ['2020-13-01', 'impossible'],
  ['20200230', 'impossible'],
  ['2020-04-31', 'impossible'],
  ['2020-03', 'day-missing'],
  ['2020年3月', 'day-missing'],
  ['202003', 'day-missing'],
  ['2020.3', 'day-missing'],
  [2020.3, 'form'],
  [2020, 'form'],
  [-5, 'form'],
  [Number.NaN, 'form'],
  ['2020', 'form'],
  ['20-3-1', 'form'],
  ['3/1/2020', 'form'],
  ['01-03-2020', 'form'],
  ['2020-02-29T16:00:00.000Z', 'form'],
  ['March 1, 2020', 'form'],
  ['0020-03-01', 'form'],
  ['', 'form'],
])('%j is %s', (written, outcome) => {
  const reading = readDate(written);
  expect(reading.ok ? reading.on : reading.code).toBe(outcome);
});

test('every day reads the same in every form', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), (days) => {
      const on = addCalendarDays('1980-01-01', days);
      const [year, month, day] = on.split('-').map(Number);
      const forms = [on, on.replaceAll('-', ''), `${year}/${month}/${day}`, `${year}.${month}.${day}`, days + 29_221];
      for (const form of forms) expect(readDate(form)).toEqual({ ok: true, on });
    }),
  );
});

test('no text makes the reader throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.double()), (written) => {
      const reading = readDate(written);
      if (reading.ok) expect(readDate(reading.on)).toEqual(reading);
    }),
  );
});
