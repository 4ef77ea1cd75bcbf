import { maskIdentityNumber } from '@xueqian/kernel/identity-number.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import type { ChildFields, FieldProblem } from '../child.ts';
import { checkForm, type FormValues } from './enter-child.ts';
import { claimOf, identityPlain, sealKinds } from './identity-claim.ts';
import { likenessKeys } from './likeness-keys.ts';
import { type FileRow, findFile } from './store.ts';
import { openNumbers } from './views.ts';

/** A file with its numbers whole, for whoever changes what identifies the child. */
export type WholeValues = {
  readonly file: FileRow;
  readonly values: FormValues;
};

/** The file of a child of my scope, numbers whole; null when there is none. */
export const findWholeValues = async (call: Call, childId: number): Promise<WholeValues | null> => {
  const file = await findFile(call.tx, childId);
  if (!file) return null;
  const { confirmedAt: _confirmed, identitySealed: _identity, ...plain } = file;
  const { guardianIdentitySealed: _guardian, guardianPhoneSealed: _phone, ...rest } = plain;
  const { claimDigest: _claim, claimApartFrom: _apart, holdsClaim: _holds, version: _version, ...last } = rest;
  const { institutionId: _institution, ...values } = last;
  return { file, values: { ...values, ...openNumbers(call.services.sealer, file) } };
};

/** The file with other values in some fields, checked by the rules of the form; null fields while something is wrong. */
export const checkOver = async (
  call: Call,
  { file, values }: WholeValues,
  over: FormValues,
): Promise<{ readonly fields: ChildFields | null; readonly problems: readonly FieldProblem[] }> => {
  const known = values['identityNumber'];
  const isKnown = typeof known === 'string' && over['identityNumber'] === maskIdentityNumber(known);
  const asked = { ...values, ...over, ...(isKnown ? { identityNumber: known } : {}) };
  const { staged, problems } = await checkForm(call, file.institutionId, asked);
  return { fields: staged?.fields ?? null, problems };
};

/** The document number as it lies in the file; null where there is none. */
export const sealedIdentity = (call: Call, fields: ChildFields): Buffer | null =>
  fields.identityNumber
    ? call.services.sealer.seal(sealKinds.identity, identityPlain(fields.identityType, fields.identityNumber)).sealed
    : null;

/** The claim that values make: the file's own where it was told apart from the file with the same values. */
export const claimOver = (call: Call, { file }: WholeValues, fields: ChildFields): Buffer => {
  const claim = claimOf(fields);
  const asked = call.services.sealer.digest(claim.kind, claim.plain);
  return file.claimApartFrom?.equals(asked) === true ? file.claimDigest : asked;
};

export const likenessOver = (call: Call, fields: ChildFields): bigint[] => likenessKeys(fields, call.services.sealer);
