import { expect, it } from 'vitest';
import { deferredFor } from './deferred-for.ts';

const deferred = (year: number) => ({ action: 'deferred', facts: { year, petition: 7 } });
const ended = { action: 'undone', facts: { state: 'numbered', year: 2027, deferral: 7 } };
const undone = { action: 'undone', facts: { state: 'numbered' } };

it.each([
  [[], null],
  [[{ action: 'edited', facts: null }], null],
  [[deferred(2027)], 2027],
  [[deferred(2027), ended], null],
  [[deferred(2027), undone], 2027],
  [[deferred(2027), ended, deferred(2027)], 2027],
  [[deferred(2027), deferred(2028)], 2028],
] as const)('%j: %s', (actions, year) => expect(deferredFor(actions)).toBe(year));
