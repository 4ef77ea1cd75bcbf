import { randomInt } from 'node:crypto';
import type { Actor, Role } from '@xueqian/kernel/actor.ts';
import { type Decision, Refused } from '@xueqian/kernel/decision.ts';
import { checkEighteen, maskIdentityNumber, normaliseIdentityNumber } from '@xueqian/kernel/identity-number.ts';
import { may } from '@xueqian/kernel/permissions.ts';
import { normaliseName } from '@xueqian/kernel/personal-name.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { addHours } from 'date-fns';
import {
  closeAccount,
  findAccount,
  findMainOffice,
  findOffice,
  findOfficeLocked,
  findPerson,
  forgetAccount,
  giveOneTimePassword,
  hashPassword,
  isOpen,
  type ListedAccount,
  moveAccount,
  type OfficeRow,
  officeOfInstitution,
  openAccount,
  personOf,
  reopenAccount,
} from '../../accounts/server/index.ts';
import { changedFields } from '../../audit/changed-fields.ts';
import {
  type Doer,
  decideChange,
  decideClose,
  decideGive,
  decideReopen,
  decideReset,
  decideSecure,
  type HeldAccount,
  type OfficePlace,
} from '../account-rules.ts';
import type { AccountRow, AccountState, Handover } from '../contract.ts';
import { handoverHours, oneTimePassword } from '../one-time-password.ts';

/** Kinds under which numbers of people are sealed. */
export const sealKinds = { identity: 'person-identity', phone: 'person-phone', contact: 'recovery-contact' } as const;

export const placeOf = (account: ListedAccount): OfficePlace => ({
  kind: account.officeKind,
  level: account.level,
  scope: account.officeScope,
  countyCode: account.countyCode,
  prefectureCode: account.prefectureCode,
  provinceCode: account.provinceCode,
  departmentId: account.departmentId,
});

export const heldOf = (account: ListedAccount): HeldAccount => ({
  id: account.id,
  personId: account.personId,
  role: account.role,
  office: placeOf(account),
  isClosed: account.closedAt !== null,
  wasUsed: account.lastUsedAt !== null,
});

/** The actor with the person behind the account: nobody may act on himself under another account. */
export const doerOf = async (call: Pick<Call, 'tx' | 'actor'>): Promise<Doer> => ({
  accountId: call.actor.accountId,
  level: call.actor.level,
  scope: call.actor.scope,
  personId: (await findAccount(call.tx, call.actor.accountId))?.personId ?? null,
});

export const ensure = <T>(decision: Decision<T>): T => {
  if (!decision.accepted) throw new Refused(decision.refusal.code, decision.refusal.facts);
  return decision.value;
};

/** Under the lock of the office: whoever was closed a moment ago changes nothing any more. */
const holdOffice = async (call: Call, officeId: number): Promise<OfficeRow> => {
  const office = await findOfficeLocked(call.tx, officeId);
  if (!office) throw new Refused('administration.office-not-found');
  if (!(await isOpen(call.tx, call.actor.accountId))) throw new Refused('administration.your-account-closed');
  return office;
};

/** The account and its office, held until the transaction ends. */
export const holdAccount = async (call: Call, accountId: number): Promise<{ account: ListedAccount; doer: Doer }> => {
  const seen = await findAccount(call.tx, accountId);
  if (!seen) throw new Refused('administration.account-not-found');
  await holdOffice(call, seen.departmentId ?? seen.officeId);
  const account = await findAccount(call.tx, accountId);
  if (!account) throw new Refused('administration.account-not-found');
  return { account, doer: await doerOf(call) };
};

const stateOf = (account: ListedAccount, now: Date): AccountState => {
  if (account.closedAt) return 'closed';
  if (account.lockedFor === 'disuse') return 'sealed';
  if (account.lockedFor !== null || (account.lentUntil && account.lentUntil <= now)) return 'locked';
  return account.mustChangePassword ? 'waiting' : 'open';
};

/** An account as the list shows it, with what this actor may do. */
export const accountView = (account: ListedAccount, actor: Actor, doer: Doer, now: Date): AccountRow => {
  const held = heldOf(account);
  const manages = may('accounts.manage', actor);
  const { office } = held;
  return {
    id: account.id,
    login: account.login,
    personName: account.personName,
    role: account.role,
    level: account.level,
    officeId: account.officeId,
    officeName: account.officeName,
    officeKind: account.officeKind,
    state: stateOf(account, now),
    lastUsedAt: account.lastUsedAt?.toISOString() ?? null,
    createdAt: account.createdAt.toISOString(),
    closedAt: account.closedAt?.toISOString() ?? null,
    may: {
      change: manages && decideChange(doer, held, office, account.role).accepted,
      close: manages && decideClose(doer, held).accepted,
      reopen: manages && decideReopen(doer, held).accepted,
      reset: manages && decideReset(doer, held).accepted,
      secure: may('accounts.secure', actor) && decideSecure(doer, held).accepted,
    },
  };
};

export const maskPhone = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-2)}`;

export const readOne = async (call: Call, accountId: number) => {
  const account = await findAccount(call.tx, accountId);
  if (!account) throw new Refused('administration.account-not-found');
  const person = await findPerson(call.tx, account.personId);
  const open = (kind: string, sealed: Buffer | null | undefined): string | null =>
    sealed ? call.services.sealer.open(kind, sealed) : null;
  const identity = open(sealKinds.identity, person?.identitySealed);
  const phone = open(sealKinds.phone, person?.phoneSealed);
  call.note(`account ${accountId}`);
  return {
    ...accountView(account, call.actor, await doerOf(call), call.now),
    identityMasked: identity ? maskIdentityNumber(identity) : null,
    phoneMasked: phone ? maskPhone(phone) : null,
  };
};

/** A one-time password and its hash. */
export const makeSecret = async (): Promise<{ password: string; passwordHash: string }> => {
  const password = oneTimePassword((below) => randomInt(below));
  return { password, passwordHash: await hashPassword(password) };
};

const slipOf = (call: Call, account: ListedAccount, password: string, until: Date): Handover => ({
  accountId: account.id,
  login: account.login,
  personName: account.personName,
  role: account.role,
  level: account.level,
  officeName: account.officeName,
  password,
  validUntil: until.toISOString(),
  madeBy: call.actor.personName,
  madeAt: call.now.toISOString(),
});

/** Gives an account a new one-time password, good for the hours told. */
export const giveSecret = async (call: Call, account: ListedAccount, hours: number): Promise<Handover> => {
  const { password, passwordHash } = await makeSecret();
  const until = addHours(call.now, hours);
  await giveOneTimePassword(call.tx, account.id, passwordHash, until);
  call.afterCommit(() => forgetAccount(account.id));
  return slipOf(call, account, password, until);
};

export type NewAccountInput = {
  readonly officeId?: number | null | undefined;
  readonly institutionId?: number | null | undefined;
  readonly role: Role;
  readonly name: string;
  readonly identityNumber: string;
  readonly phone: string;
};

const phonePattern = /^(\+?86[- ]?)?(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/;

export const readPhone = (text: string): string => {
  const phone = text.replaceAll(/\s/g, '');
  if (!phonePattern.test(phone)) throw new Refused('administration.phone-wrong');
  return phone;
};

/** A person as he is kept: name, numbers and telephone checked and sealed. */
export const readPerson = (
  sealer: Call['services']['sealer'],
  input: Pick<NewAccountInput, 'name' | 'identityNumber' | 'phone'>,
) => {
  const name = normaliseName(input.name);
  if (!name.ok) throw new Refused('administration.name-wrong');
  const number = normaliseIdentityNumber(input.identityNumber);
  if (!checkEighteen(number).ok) throw new Refused('administration.identity-number-wrong');
  const phone = readPhone(input.phone);
  const { sealed, digest } = sealer.seal(sealKinds.identity, number);
  return {
    name: name.name,
    identitySealed: sealed,
    identityDigest: digest,
    phoneSealed: sealer.seal(sealKinds.phone, phone).sealed,
  };
};

/** The office of an institution; its county founds it with the first account. */
const officeIdOf = async (call: Call, institutionId: number | null): Promise<number | null> => {
  if (institutionId === null) return null;
  const known = await findMainOffice(call.tx, 'institution', String(institutionId));
  if (known || call.actor.level !== 'county') return known?.id ?? null;
  return officeOfInstitution(call.tx, institutionId, call.now);
};

export const createOne = async (call: Call, input: NewAccountInput): Promise<Handover> => {
  const { tx, now } = call;
  const officeId = input.officeId ?? (await officeIdOf(call, input.institutionId ?? null));
  const seen = officeId ? await findOffice(tx, officeId) : null;
  if (!seen || seen.closedAt) throw new Refused('administration.office-not-found');
  await holdOffice(call, seen.departmentId ?? seen.id);
  ensure(decideGive(await doerOf(call), seen, input.role));
  const person = readPerson(call.services.sealer, input);
  const personId = await personOf(tx, person, now);
  const { password, passwordHash } = await makeSecret();
  const oneTimeUntil = addHours(now, handoverHours);
  const made = await openAccount(
    tx,
    { office: seen, personId, personName: person.name, role: input.role, passwordHash, oneTimeUntil },
    now,
  );
  const account = (await findAccount(tx, made.id)) as ListedAccount;
  call.note(`account ${made.id}`, { login: made.login, role: input.role, office: seen.id, person: person.name });
  return slipOf(call, account, password, oneTimeUntil);
};

export const changeOne = async (call: Call, accountId: number, role: Role, officeId: number | null) => {
  const { account, doer } = await holdAccount(call, accountId);
  const office = officeId === null || officeId === account.officeId ? null : await findOffice(call.tx, officeId);
  if (officeId !== null && officeId !== account.officeId) {
    const main = account.departmentId ?? account.officeId;
    if (!office || office.closedAt || (office.departmentId ?? office.id) !== main)
      throw new Refused('administration.office-not-found');
  }
  ensure(decideChange(doer, heldOf(account), office ?? placeOf(account), role));
  await moveAccount(call.tx, accountId, role, office ?? { id: account.officeId, name: account.officeName });
  call.afterCommit(() => forgetAccount(accountId));
  call.note(
    `account ${accountId}`,
    changedFields({ role: account.role, office: account.officeId }, { role, office: office?.id ?? account.officeId }),
  );
  return {};
};

/** The trail's line of an account whose state changes. */
const noteState = (call: Call, account: ListedAccount, state: AccountState, more: Record<string, string> = {}): void =>
  call.note(`account ${account.id}`, {
    ...{ login: account.login, person: account.personName, ...more },
    ...changedFields({ state: stateOf(account, call.now) }, { state }),
  });

export const closeOne = async (call: Call, accountId: number, reason: string) => {
  const { account, doer } = await holdAccount(call, accountId);
  ensure(decideClose(doer, heldOf(account)));
  await closeAccount(call.tx, accountId, call.now);
  call.afterCommit(() => forgetAccount(accountId));
  noteState(call, account, 'closed', { reason });
  return {};
};

export const reopenOne = async (call: Call, accountId: number, reason: string): Promise<Handover> => {
  const { account, doer } = await holdAccount(call, accountId);
  ensure(decideReopen(doer, heldOf(account)));
  await reopenAccount(call.tx, accountId);
  noteState(call, account, 'waiting', { reason });
  return giveSecret(call, account, handoverHours);
};

export const resetOne = async (call: Call, accountId: number): Promise<Handover> => {
  const { account, doer } = await holdAccount(call, accountId);
  ensure(decideReset(doer, heldOf(account)));
  noteState(call, account, 'waiting');
  return giveSecret(call, account, handoverHours);
};
