import { nameKey } from '@xueqian/kernel/personal-name.ts';
import type { ChildFields } from '../child.ts';

/** Kinds under which personal values are sealed; digests of different kinds never meet. */
export const sealKinds = {
  identity: 'identity',
  withoutIdentity: 'name-sex-birth',
  guardian: 'guardian-identity',
  phone: 'guardian-phone',
  number: 'student-number',
  draft: 'child-draft',
} as const;

/**
 * The text that is sealed for a child's document. Eighteen-character numbers (citizens, residence permits, permanent
 * residents) stand alone, whatever type was chosen; other numbers are only unique within their type.
 */
export const identityPlain = (identityType: string, number: string): string =>
  number.length === 18 ? number : `${identityType}:${number}`;

/** The number inside a sealed document text. */
export const numberOfPlain = (plain: string): string => plain.slice(plain.indexOf(':') + 1);

/**
 * What makes two files the same child (specification of 2014, article 26; problem kinds 101 and 102): the exact
 * identity number; for those without one, name, sex and birth date.
 */
export const claimOf = (
  fields: Pick<ChildFields, 'identityType' | 'identityNumber' | 'name' | 'sex' | 'birthOn'>,
): { kind: string; plain: string } =>
  fields.identityNumber
    ? { kind: sealKinds.identity, plain: identityPlain(fields.identityType, fields.identityNumber) }
    : { kind: sealKinds.withoutIdentity, plain: `${nameKey(fields.name)}|${fields.sex}|${fields.birthOn}` };
