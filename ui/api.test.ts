import { expect, test } from 'vitest';
import { addressOf } from './api.ts';
import { problemFromReply, problemOf } from './problem.ts';

test('the fields of the path leave the input', () => {
  expect(addressOf('/api/institutions/:institutionId/classes', { institutionId: 7, name: 'A', level: null })).toEqual({
    url: '/api/institutions/7/classes',
    rest: { name: 'A', level: null },
  });
  expect(addressOf('/api/files/:name', { name: 'a/b c' }).url).toBe('/api/files/a%2Fb%20c');
});

test.each([
  [409, '{"code":"classes.has-children","facts":{"children":3}}', 'classes.has-children', false],
  [500, '{"code":"fault","incident":"x1"}', 'fault', false],
  [502, '<html>', 'ui.connection-lost', true],
  [418, 'no json', 'ui.unreadable-reply', false],
  [413, '', 'ui.too-large', false],
  [400, 'null', 'ui.unreadable-reply', false],
])('a reply %i %s is %s', (status, text, code, lost) => {
  const problem = problemFromReply(status, text);
  expect(problem).toMatchObject({ status, code, isConnectionLost: lost });
  expect(problemOf(problem)).toBe(problem);
});

test('what is no problem becomes one', () => {
  expect(problemOf(new TypeError('x'))).toMatchObject({ code: 'ui.fault', isConnectionLost: false });
});
