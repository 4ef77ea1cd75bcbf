import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { permissions } from '@xueqian/kernel/permissions.ts';
import { childStates } from '@xueqian/modules/children/child.ts';
import { problemCodes } from '@xueqian/modules/children/problem-codes.ts';
import { productRoot } from '@xueqian/platform/root.ts';
import { describe, expect, it } from 'vitest';
import { constraintRefusals } from './app.ts';

const read = (file: string): string => readFileSync(path.join(productRoot, file), 'utf8');
const sources = (folder: string): string[] =>
  readdirSync(path.join(productRoot, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => path.join(folder, file))
    .filter(
      (file) => /\.ts$/.test(file) && !/\.test\.ts$|\/testing\/|\/web\//.test(file) && !file.includes('node_modules'),
    );

/** Every `module.what-stands-in-the-way` that server code or a rule says, found in the source itself. */
const moduleNames = readdirSync(path.join(productRoot, 'modules')).filter((name) =>
  existsSync(path.join(productRoot, 'modules', name, 'contract.ts')),
);
const said = new Map<string, string>();
for (const file of ['modules', 'platform', 'kernel', 'apps/server'].flatMap(sources)) {
  const text = read(file);
  for (const [, code = ''] of text.matchAll(
    /(?:Refused|RefusedAndKept|refuse|no|ProblemReply\(\s*\d+,\s*|code:|:)\(?\s*'([a-z]+\.[a-z][a-z0-9-]+)'/g,
  ))
    if (/Refused|refuse\(|no\(|ProblemReply|Constraints|\bCode\b/.test(text)) said.set(code, file);
}
const ids = new Set([
  ...Object.keys(permissions),
  ...moduleNames.flatMap((name) => [
    ...[...read(`modules/${name}/contract.ts`).matchAll(/(?:id|audit|permission): '([a-z.0-9-]+)'/g)].map(
      ([, id]) => id,
    ),
    ...sources(`modules/${name}/server`).flatMap((file) =>
      [...read(file).matchAll(/(?:id|audit|permission|name): '([a-z.0-9-]+)'|Job = '([a-z.0-9-]+)'/g)].map(
        ([, id, job]) => id ?? job,
      ),
    ),
  ]),
]);
const codes = [...said.keys()].filter(
  (code) =>
    !ids.has(code) &&
    (moduleNames.includes(code.split('.')[0] ?? '') || /^(session|permission|request|input)\./.test(code)),
);

type Messages = { readonly [key: string]: string | Messages };
const textOf = (messages: Messages, key: string): string | undefined => {
  let at: string | Messages | undefined = messages;
  for (const part of key.split('.')) at = typeof at === 'object' ? at[part] : undefined;
  return typeof at === 'string' ? at : undefined;
};
/** A text; of one that counts, the form for most numbers. */
const textAt = (messages: Messages, key: string): string | undefined =>
  textOf(messages, key) ?? textOf(messages, `${key}_other`);

describe('refusals', () => {
  it('are found in the source', () => {
    expect(codes.length).toBeGreaterThan(45);
    for (const known of [
      'importing.not-found',
      'children.not-editable',
      'accounts.sign-in-locked',
      'registration.entered-by-yourself',
      'request.foreign',
    ])
      expect(codes, known).toContain(known);
  });

  it.each(['zh-CN', 'en'])('have their texts in %s', (language) => {
    const missing = [...codes, ...Object.values(constraintRefusals)].filter((code) => {
      const [module = '', name = ''] = [code.slice(0, code.indexOf('.')), code.slice(code.indexOf('.') + 1)];
      const ours = moduleNames.includes(module);
      const messages = JSON.parse(read(`${ours ? `modules/${module}` : 'ui'}/messages/${language}.json`)) as Messages;
      const text = textAt(messages, `refusals.${ours ? name : code}`);
      return text === undefined || text.length < 8;
    });
    expect([...new Set(missing)].sort()).toEqual([]);
  });

  it.each(['zh-CN', 'en'])('of the history have their words in %s', (language) => {
    const messages = JSON.parse(read(`modules/children/messages/${language}.json`)) as Messages;
    const [, list = ''] = /action_is_known CHECK \(\(action = ANY \(ARRAY\[(.*?)\]/.exec(read('db/schema.sql')) ?? [];
    const actions = [...list.matchAll(/'([a-z-]+)'::text/g)].map(([, action = '']) => action);
    expect(actions.length).toBeGreaterThan(10);
    for (const action of actions) expect(textAt(messages, `pages.child.action.${action}`), action).toBeTruthy();
  });

  it.each(['zh-CN', 'en'])('of a cell and of a state have their texts in %s', (language) => {
    const messages = JSON.parse(read(`modules/children/messages/${language}.json`)) as Messages;
    for (const code of Object.keys(problemCodes)) expect(textAt(messages, `checks.${code}`), code).toBeTruthy();
    for (const state of childStates) expect(JSON.stringify(messages), state).toContain(`"${state}"`);
  });
});
