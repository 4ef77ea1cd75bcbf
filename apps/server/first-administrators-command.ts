import { text } from 'node:stream/consumers';
import { Refused } from '@xueqian/kernel/decision.ts';
import {
  type FirstPerson,
  type FirstRole,
  firstRoles,
  makeFirstAdministrators,
} from '@xueqian/modules/administration/server/index.ts';
import type { Config } from '@xueqian/platform/config.ts';
import type { Database } from '@xueqian/platform/database.ts';
import { makeSealer } from '@xueqian/platform/sealing.ts';
import { parse } from 'csv-parse/sync';
import { prepareDatabase } from './prepare.ts';
import { say } from './say.ts';

/** Three lines `role,name,identity number,telephone` in any order; null when it is anything else. */
const readPeople = (csv: string): Record<FirstRole, FirstPerson> | null => {
  try {
    const rows = parse(csv, { bom: true, trim: true, skip_empty_lines: true }) as string[][];
    const people = new Map(
      rows.map(([role = '', name = '', identityNumber = '', phone = '']) => [role, { name, identityNumber, phone }]),
    );
    if (rows.length !== firstRoles.length || !firstRoles.every((role) => people.has(role))) return null;
    return Object.fromEntries(people) as Record<FirstRole, FirstPerson>;
  } catch {
    return null;
  }
};

/** What the making may refuse, in words of the command line. */
const refusals: Readonly<Record<string, Parameters<typeof say>[0]>> = {
  'administration.first-administrators-there': 'first.there',
  'administration.one-account-a-person': 'first.three-people',
  'administration.person-has-another-name': 'first.name-wrong',
  'administration.name-wrong': 'first.name-wrong',
  'administration.identity-number-wrong': 'first.identity-number-wrong',
  'administration.phone-wrong': 'first.phone-wrong',
};

/**
 * The ministry's first three administrators, from a file on standard input: nothing of a person stands in the command's
 * words, which others on the machine can read. Prints each login with its one-time password, once. 0 when made.
 */
export const runFirstAdministrators = async (
  config: Pick<Config, 'keysFile' | 'migrations' | 'cipher'>,
  database: Database,
  now: Date,
  input: NodeJS.ReadableStream = process.stdin,
): Promise<number> => {
  const people = readPeople(await text(input));
  if (!people) {
    console.error(say('first.usage'));
    return 1;
  }
  const keys = await prepareDatabase(config, database, now);
  const given = { people, officeName: say('first.office'), course: say('first.course') };
  try {
    const made = await database.asOwner((tx) =>
      makeFirstAdministrators(tx, makeSealer(keys.current, keys.older), given, now),
    );
    console.error(say('first.made'));
    for (const { role, login, personName, password, validUntil } of made)
      console.log(`${say(`role.${role}`)}  ${personName}  ${login}  ${password}  ${validUntil.toISOString()}`);
    return 0;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const word = refusals[error.refusal.code];
    if (!word) throw error;
    console.error(say(word));
    return 1;
  }
};
