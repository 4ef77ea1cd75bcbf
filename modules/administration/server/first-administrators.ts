import type { Role } from '@xueqian/kernel/actor.ts';
import { Refused } from '@xueqian/kernel/decision.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { Sealer } from '@xueqian/platform/sealing.ts';
import { addHours } from 'date-fns';
import { findMainOffice, insertOffice, type OfficeRow, openAccount, personOf } from '../../accounts/server/index.ts';
import { recordEntries } from '../../audit/server/index.ts';
import { handoverHours } from '../one-time-password.ts';
import { makeSecret, readPerson } from './accounts.ts';
import { hasAdministrators } from './store.ts';
import { recordTrainings } from './training.ts';

/** The three of the ministry, who have nobody above them to make their accounts (GB/T 22239-2019, 8.1.5). */
export const firstRoles = [
  'system-administrator',
  'security-administrator',
  'audit-administrator',
] as const satisfies readonly Role[];
export type FirstRole = (typeof firstRoles)[number];
export type FirstPerson = { readonly name: string; readonly identityNumber: string; readonly phone: string };

export type FirstAccount = {
  readonly role: FirstRole;
  readonly login: string;
  readonly personName: string;
  /** Told once, here; good until `validUntil`. */
  readonly password: string;
  readonly validUntil: Date;
};

const ministry = {
  level: 'ministry',
  scope: '000000',
  divisionCode: '000000',
  kind: 'department',
  countyCode: null,
  prefectureCode: null,
  provinceCode: null,
  institutionId: null,
  departmentId: null,
  duties: null,
} as const;

/**
 * Makes the accounts of the ministry's three administrators, and records their training. Refuses
 * `administration.first-administrators-there` when an administrator of the ministry has an account already,
 * `administration.one-account-a-person` when they are not three people, and what is wrong with a name or a number. The
 * owner's work, from the command line.
 */
export const makeFirstAdministrators = async (
  tx: Tx,
  sealer: Sealer,
  given: {
    readonly people: Readonly<Record<FirstRole, FirstPerson>>;
    readonly officeName: string;
    readonly course: string;
  },
  now: Date,
): Promise<FirstAccount[]> => {
  await tx.rows('select pg_advisory_xact_lock(7721, 0)');
  if (await hasAdministrators(tx, ministry.level)) throw new Refused('administration.first-administrators-there');
  const people = firstRoles.map((role) => readPerson(sealer, given.people[role]));
  const digests = new Set(people.map(({ identityDigest }) => identityDigest.toString('hex')));
  if (digests.size < firstRoles.length) throw new Refused('administration.one-account-a-person');
  await insertOffice(tx, { ...ministry, name: given.officeName }, now);
  const office = (await findMainOffice(tx, ministry.level, ministry.scope)) as OfficeRow;
  const validUntil = addHours(now, handoverHours);
  const made: FirstAccount[] = [];
  for (const [at, role] of firstRoles.entries()) {
    const person = people[at] as (typeof people)[number];
    const { password, passwordHash } = await makeSecret();
    const personId = await personOf(tx, person, now);
    const account = { office, personId, personName: person.name, role, passwordHash, oneTimeUntil: validUntil };
    const { id, login } = await openAccount(tx, account, now);
    await recordEntries(tx, [
      {
        ...{ at: now, entry: 'administration.account-created', route: 'first-administrators' },
        ...{
          result: 'done',
          refusal: null,
          actor: null,
          subject: `account ${id}`,
          address: 'localhost',
          requestId: crypto.randomUUID(),
        },
        facts: { login, role, person: person.name },
      },
    ]);
    made.push({ role, login, personName: person.name, password, validUntil });
  }
  await recordTrainings(
    tx,
    made.map(({ login }) => login),
    given.course,
    now,
  );
  return made;
};
