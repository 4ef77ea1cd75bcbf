import type { Tx } from '@xueqian/platform/database.ts';
import type { Sealer } from '@xueqian/platform/sealing.ts';
import type { ChildState } from '../child.ts';
import { numberOfPlain, sealKinds } from './identity-claim.ts';
import { likenessKeys } from './likeness-keys.ts';

/** What is compared of a file, its numbers open; for the comparing process alone. */
export type ComparedFile = {
  readonly id: number;
  readonly state: ChildState;
  readonly name: string;
  readonly sex: string;
  readonly birthOn: string;
  readonly identityNumber: string | null;
  readonly guardianName: string;
  readonly guardianNumber: string | null;
  readonly guardianPhone: string | null;
  readonly hukouPlace: string | null;
  /** The keys that are kept beside it; null when it never had any. */
  readonly kept: readonly string[] | null;
};

/** The keys that its values have now. */
export type Keys = { readonly id: number; readonly keys: readonly bigint[] };

type Row = Pick<ComparedFile, 'id' | 'state' | 'name' | 'sex' | 'birthOn' | 'guardianName' | 'hukouPlace' | 'kept'> & {
  identity: Buffer | null;
  guardian: Buffer | null;
  phone: Buffer | null;
};

/** Files by id, as the owner: whatever office they belong to. */
export const listCompared = async (tx: Tx, sealer: Sealer, ids: readonly number[]): Promise<ComparedFile[]> => {
  const rows = await tx.rows<Row>(
    `select id, state, name, sex, birth_on as "birthOn", guardian_name as "guardianName", hukou_place as "hukouPlace", identity_sealed as identity,
       guardian_identity_sealed as guardian, guardian_phone_sealed as phone, likeness_keys::text[] as kept
     from children.children where id = any ($1)`,
    [ids],
  );
  const open = (kind: string, sealed: Buffer | null): string | null => sealed && sealer.open(kind, sealed);
  return rows.map(({ identity, guardian, phone, ...row }) => {
    const plain = open(sealKinds.identity, identity);
    return {
      ...row,
      identityNumber: plain && numberOfPlain(plain),
      guardianNumber: open(sealKinds.guardian, guardian),
      guardianPhone: open(sealKinds.phone, phone),
    };
  });
};

/** The keys of a file whose kept ones are missing or those of earlier values; null when they are right. */
export const findNewKeys = (file: ComparedFile, sealer: Sealer): Keys | null => {
  const keys = likenessKeys({ ...file, guardianIdentityNumber: file.guardianNumber }, sealer);
  const { kept } = file;
  const isRight = kept !== null && kept.length === keys.length && keys.every((key) => kept.includes(String(key)));
  return isRight ? null : { id: file.id, keys };
};

/** Writes the keys of files that have none, or those of earlier values. */
export const saveKeys = (tx: Tx, files: readonly Keys[]): Promise<number> =>
  tx.run(
    `update children.children c set likeness_keys = k.keys::bigint[] from unnest($1::bigint[], $2::text[]) k (id, keys) where c.id = k.id`,
    [files.map((file) => file.id), files.map((file) => `{${file.keys.join(',')}}`)],
  );
