import type { Actor } from '@xueqian/kernel/actor.ts';
import { maskIdentityNumber } from '@xueqian/kernel/identity-number.ts';
import { may, type Permission } from '@xueqian/kernel/permissions.ts';
import { maskStudentNumber } from '@xueqian/kernel/student-number.ts';
import type { Sealer } from '@xueqian/platform/sealing.ts';
import { decideDelete, decideEdit, lacksFirstReview, nextActorOn } from '../rules.ts';
import { numberOfPlain, sealKinds } from './identity-claim.ts';
import { plainColumns } from './staged-row.ts';
import type { FileRow, ListedChild } from './store.ts';

/** A telephone number shows its first three and last four digits. */
export const maskPhone = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`;

/** The whole document number of a file, opened. */
export const openIdentity = (sealer: Pick<Sealer, 'open'>, sealed: Buffer | null): string | null =>
  sealed ? numberOfPlain(sealer.open(sealKinds.identity, sealed)) : null;

/** A student number whole, opened; null when there is none. */
export const wholeNumber = (
  sealer: Pick<Sealer, 'open'>,
  row: { readonly numberKind: string | null; readonly numberSealed: Buffer | null },
): string | null => {
  if (!row.numberKind || !row.numberSealed) return null;
  const body =
    row.numberKind === 'G' ? openIdentity(sealer, row.numberSealed) : sealer.open(sealKinds.number, row.numberSealed);
  return `${row.numberKind}${body}`;
};

/** A student number as it is shown everywhere: its ends. */
export const maskedNumber = (...asked: Parameters<typeof wholeNumber>): string | null => {
  const number = wholeNumber(...asked);
  return number && maskStudentNumber(number);
};

/** Opens equal sealed values of one file once: a citizen's student number is sealed as the identity number it is made of. */
export const openingOnce = (sealer: Sealer): Pick<Sealer, 'open'> => {
  const opened: { kind: string; sealed: Buffer; value: string }[] = [];
  return {
    open: (kind, sealed) => {
      const known = opened.find((each) => each.kind === kind && each.sealed.equals(sealed));
      if (known) return known.value;
      const value = sealer.open(kind, sealed);
      opened.push({ kind, sealed, value });
      return value;
    },
  };
};

/** A line of a list: numbers masked, and who must act next. */
export const rowView = (sealer: Pick<Sealer, 'open'>, row: ListedChild, today: string) => {
  const identity = openIdentity(sealer, row.identitySealed);
  return {
    id: row.id,
    name: row.name,
    sex: row.sex,
    birthOn: row.birthOn,
    identityMasked: identity ? maskIdentityNumber(identity) : null,
    numberMasked: maskedNumber(sealer, row),
    state: row.state,
    next: nextActorOn(row, today),
    institutionId: row.institutionId,
    institutionName: row.institutionName,
    classId: row.classId,
    className: row.className,
    enteredBy: row.enteredBy,
    enteredAt: row.enteredAt.toISOString(),
    returnReason: row.returnReason,
  };
};

/** The fields of a file for the page: every value, with the three kinds of personal numbers masked. */
export const maskedFields = (sealer: Pick<Sealer, 'open'>, file: FileRow): Record<string, string | boolean | null> => {
  const { identityNumber, guardianIdentityNumber, guardianPhone } = openNumbers(sealer, file);
  return {
    ...Object.fromEntries(plainColumns.map(([, , field]) => [field, file[field]])),
    classCode: file.classCode,
    identityNumber: identityNumber ? maskIdentityNumber(identityNumber) : null,
    guardianIdentityNumber: guardianIdentityNumber ? maskIdentityNumber(guardianIdentityNumber) : null,
    guardianPhone: guardianPhone ? maskPhone(guardianPhone) : null,
  };
};

export const openNumbers = (sealer: Pick<Sealer, 'open'>, file: FileRow) => ({
  identityNumber: openIdentity(sealer, file.identitySealed),
  guardianIdentityNumber: file.guardianIdentitySealed
    ? sealer.open(sealKinds.guardian, file.guardianIdentitySealed)
    : null,
  guardianPhone: file.guardianPhoneSealed ? sealer.open(sealKinds.phone, file.guardianPhoneSealed) : null,
});

export const mayNow = (actor: Actor, row: ListedChild, today: string) => {
  const holds = (permission: Permission) => may(permission, actor);
  return {
    edit: holds('children.edit') && decideEdit(row.state).accepted,
    delete: holds('children.edit') && decideDelete(row.state).accepted,
    confirm: holds('registration.confirm') && row.state === 'entered',
    firstReview: holds('registration.first-review') && lacksFirstReview(row),
    review: holds('registration.review') && row.state === 'confirmed' && nextActorOn(row, today) === 'county',
  };
};
