import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { Place } from './store.ts';

export type UnlicensedState = 'recorded' | 'admitted' | 'closed';
export type UnlicensedRow = Place & {
  id: number;
  revision: number;
  state: UnlicensedState;
  name: string;
  townCode: string | null;
  address: string;
  personInCharge: string;
  phoneSealed: Buffer | null;
  children: number;
  foundOn: string;
  note: string | null;
  closedReason: string | null;
  applicationId: number | null;
};

const columns = `u.id, u.county_code as "countyCode", u.prefecture_code as "prefectureCode", u.province_code as "provinceCode", u.revision, u.state,
  u.name, u.town_code as "townCode", u.address, u.person_in_charge as "personInCharge", u.phone_sealed as "phoneSealed", u.children,
  u.found_on as "foundOn", u.note, u.closed_reason as "closedReason",
  (select a.id from admission.applications a where a.unlicensed_id = u.id and a.state <> 'withdrawn') as "applicationId"`;

export const listRows = (
  tx: Tx,
  filter: { readonly state: UnlicensedState | null; readonly text: string | null },
  after: number | null,
  limit: number,
): Promise<UnlicensedRow[]> =>
  tx.rows<UnlicensedRow>(
    `select ${columns} from admission.unlicensed u
     where ($1::bigint is null or u.id < $1) and ($2::text is null or u.state = $2) and ($3::text is null or strpos(u.name, $3) > 0)
     order by u.id desc limit $4`,
    [after, filter.state, filter.text, limit],
  );

export const lockUnlicensed = (tx: Tx, id: number): Promise<UnlicensedRow | null> =>
  tx.find<UnlicensedRow>(`select ${columns} from admission.unlicensed u where u.id = $1 for update`, [id]);

export type UnlicensedFields = Pick<
  UnlicensedRow,
  'name' | 'townCode' | 'address' | 'personInCharge' | 'phoneSealed' | 'children' | 'foundOn' | 'note'
>;
const valuesOf = (fields: UnlicensedFields): unknown[] => [
  ...[fields.name, fields.townCode, fields.address, fields.personInCharge, fields.phoneSealed],
  ...[fields.children, fields.foundOn, fields.note],
];

export const insertUnlicensed = async (
  tx: Tx,
  actor: Actor,
  place: Place,
  fields: UnlicensedFields,
  now: Date,
): Promise<number> =>
  (
    await tx.one<{ id: number }>(
      `insert into admission.unlicensed (name, town_code, address, person_in_charge, phone_sealed, children, found_on, note,
         county_code, prefecture_code, province_code, changed_by, changed_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning id`,
      [...valuesOf(fields), place.countyCode, place.prefectureCode, place.provinceCode, actor.accountId, now],
    )
  ).id;

export const updateUnlicensed = (
  tx: Tx,
  actor: Actor,
  id: number,
  fields: UnlicensedFields,
  now: Date,
): Promise<number> =>
  tx.run(
    `update admission.unlicensed set name = $1, town_code = $2, address = $3, person_in_charge = $4, phone_sealed = $5, children = $6,
       found_on = $7, note = $8, revision = revision + 1, changed_by = $9, changed_at = $10 where id = $11`,
    [...valuesOf(fields), actor.accountId, now, id],
  );

export const saveUnlicensedState = (
  tx: Tx,
  actor: Actor,
  id: number,
  state: UnlicensedState,
  reason: string | null,
  now: Date,
): Promise<number> =>
  tx.run(
    `update admission.unlicensed set state = $2, closed_reason = $3, revision = revision + 1, changed_by = $4, changed_at = $5
     where id = $1`,
    [id, state, reason, actor.accountId, now],
  );
