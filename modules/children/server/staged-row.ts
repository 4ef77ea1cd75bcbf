import type { Sealer } from '@xueqian/platform/sealing.ts';
import type { ChildFields } from '../child.ts';
import { claimOf, sealKinds } from './identity-claim.ts';
import { likenessKeys } from './likeness-keys.ts';

/** A checked row on its way into the table: where it goes and what it says. */
export type StagedChild = {
  /** Row of the sheet; unique within one commit. */
  readonly row: number;
  readonly institutionId: number;
  readonly classId: number | null;
  readonly fields: ChildFields;
};

/** Columns that come from the child's fields as they are, in the order of the copy: [column, type, field]. */
export const plainColumns = [
  ['name', 'text', 'name'],
  ['sex', 'text', 'sex'],
  ['birth_on', 'date', 'birthOn'],
  ['identity_type', 'text', 'identityType'],
  ['blood_type', 'text', 'bloodType'],
  ['nationality', 'text', 'nationality'],
  ['ethnicity', 'text', 'ethnicity'],
  ['overseas', 'text', 'overseas'],
  ['birth_place', 'text', 'birthPlace'],
  ['native_place', 'text', 'nativePlace'],
  ['hukou_nature', 'text', 'hukouNature'],
  ['hukou_subtype', 'text', 'hukouSubtype'],
  ['hukou_place', 'text', 'hukouPlace'],
  ['address', 'text', 'address'],
  ['admitted_on', 'date', 'admittedOn'],
  ['attendance', 'text', 'attendance'],
  ['only_child', 'boolean', 'onlyChild'],
  ['left_behind', 'text', 'leftBehind'],
  ['migrant_worker', 'boolean', 'migrantWorker'],
  ['health', 'text', 'health'],
  ['disabled', 'boolean', 'disabled'],
  ['disability_type', 'text', 'disabilityType'],
  ['orphan', 'boolean', 'orphan'],
  ['guardian_name', 'text', 'guardianName'],
  ['guardian_identity_type', 'text', 'guardianIdentityType'],
  ['guardian_relation', 'text', 'guardianRelation'],
] as const satisfies readonly (readonly [string, string, keyof ChildFields])[];

/** Sealed columns after them. */
export const sealedColumns = [
  'identity_sealed',
  'claim_digest',
  'guardian_identity_sealed',
  'guardian_phone_sealed',
] as const;

/** What a file says: two files with the same of these are the same. */
export const valueColumns: readonly string[] = [...plainColumns.map(([column]) => column), ...sealedColumns];

/** All that is written of a file: its values, and the keys that follow from them. */
export const fieldColumns: readonly string[] = [...valueColumns, 'likeness_keys'];

/** The temporary table of a commit; it lives as long as its transaction. */
export const stagedTable = `create temp table if not exists staged_children (
  row_number integer, institution_id bigint, class_id bigint,
  ${plainColumns.map(([column, type]) => `${column} ${type}${type === 'text' && column !== 'native_place' ? ' collate "C"' : ''}`).join(', ')},
  ${sealedColumns.map((column) => `${column} bytea`).join(', ')}, likeness_keys bigint[]) on commit drop`;

export const copyStaged = `copy pg_temp.staged_children (row_number, institution_id, class_id, ${fieldColumns.join(', ')}) from stdin`;

/** A value that holds no character of the format: a code, an ISO date, a yes-no. */
const code = (value: string | number | boolean | null): string =>
  value === null ? '\\N' : value === true ? 't' : value === false ? 'f' : String(value);

const needsEscape = /[\\\t\n\r]/;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

const text = (value: string | number | boolean | null): string => {
  if (value === null) return '\\N';
  if (typeof value === 'boolean') return value ? 't' : 'f';
  const written = String(value);
  return needsEscape.test(written)
    ? written.replace(/[\\\t\n\r]/g, (character) => escapes[character] as string)
    : written;
};

/** Fields that people write freely; all others are codes, dates and yes-no, which need no escape. */
const freeText: ReadonlySet<keyof ChildFields> = new Set(['name', 'nativePlace', 'address', 'guardianName']);
const writers = plainColumns.map(([, , field]) => ({ field, write: freeText.has(field) ? text : code }));

const bytes = (hex: string | undefined): string => (hex === undefined ? '\\N' : `\\\\x${hex}`);

/** Each of these as hexadecimal digits: written once for all and cut, which is many times faster than one by one. */
const hexOfEach = (values: readonly Buffer[]): string[] => {
  const all = Buffer.concat(values).toString('hex');
  let end = 0;
  return values.map((value) => {
    end += value.length * 2;
    return all.slice(end - value.length * 2, end);
  });
};

/** Seals one value of those children that have it; digits by the child's place in the batch. */
const sealEach = (sealer: Sealer, kind: string, values: readonly (string | null)[]) => {
  const present = values.flatMap((value, index) => (value ? [index] : []));
  const results = sealer.sealMany(
    kind,
    present.map((index) => values[index] ?? ''),
  );
  const inOrder = (parts: readonly string[]): (string | undefined)[] => {
    const placed = new Array<string | undefined>(values.length).fill(undefined);
    present.forEach((index, at) => {
      placed[index] = parts[at];
    });
    return placed;
  };
  return {
    sealed: inOrder(hexOfEach(results.map((each) => each.sealed))),
    digests: inOrder(hexOfEach(results.map((each) => each.digest))),
  };
};

/** Seals a batch and writes it in PostgreSQL's COPY text format. */
export const encodeStaged = (children: readonly StagedChild[], sealer: Sealer): Buffer => {
  const claims = children.map((child) => claimOf(child.fields));
  const numbers = children.map(({ fields }, index) => (fields.identityNumber ? (claims[index]?.plain ?? null) : null));
  const identities = sealEach(sealer, sealKinds.identity, numbers);
  const guardians = sealEach(
    sealer,
    sealKinds.guardian,
    children.map((child) => child.fields.guardianIdentityNumber),
  );
  const phones = sealEach(
    sealer,
    sealKinds.phone,
    children.map((child) => child.fields.guardianPhone),
  );
  const lines = children.map((child, index) => {
    const { fields } = child;
    const claim = claims[index] as { kind: string; plain: string };
    let line = `${child.row}\t${child.institutionId}\t${text(child.classId)}`;
    for (const { field, write } of writers) line += `\t${write(fields[field])}`;
    line += `\t${bytes(identities.sealed[index])}`;
    line += `\t${bytes(identities.digests[index] ?? sealer.digest(claim.kind, claim.plain).toString('hex'))}`;
    line += `\t${bytes(guardians.sealed[index])}\t${bytes(phones.sealed[index])}`;
    return `${line}\t{${likenessKeys(fields, sealer).join(',')}}\n`;
  });
  return Buffer.from(lines.join(''), 'utf8');
};
