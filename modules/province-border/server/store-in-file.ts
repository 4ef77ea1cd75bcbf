import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { CrossingState } from '../crossing.ts';
import type { Destination, Enrolment } from './store.ts';

export const findByFile = (tx: Tx, fileId: string) =>
  tx.find<{ id: number; childId: number | null; state: CrossingState }>(
    `select id, child_id as "childId", state from province_border.crossings where direction = 'in' and file_id = $1`,
    [fileId],
  );

/** A child with its number at my institution, held: the day of its admission here; null: not here any more. */
export const holdAdmission = async (tx: Tx, childId: number): Promise<string | null> =>
  (
    await tx.find<{ admittedOn: string }>(
      `select admitted_on as "admittedOn" from children.children where id = $1 and state in ('numbered', 'suspended') for update`,
      [childId],
    )
  )?.admittedOn ?? null;

/** Whether another institution of this system took the file in. */
export const isTakenIn = async (tx: Tx, fileId: string): Promise<boolean> =>
  (await tx.one<{ taken: boolean }>('select province_border.is_taken_in($1) as taken', [fileId])).taken;

/** Files come one after the other: of two at once the second finds what the first did. */
export const holdFile = (tx: Tx, fileId: string) =>
  tx.rows('select pg_advisory_xact_lock(hashtextextended($1, 79))', [fileId]);

export const insertIn = async (
  tx: Tx,
  taken: Destination & {
    readonly state: 'entered' | 'refused';
    readonly childId: number | null;
    readonly institutionId: number;
    readonly name: string;
    readonly sex: string;
    readonly birthOn: string;
    readonly fileId: string;
    readonly answerKeySealed: Buffer;
    readonly numberKind: string | null;
    /** The whole number, sealed; null: none goes on. */
    readonly numberSealed: Buffer | null;
    readonly happenedOn: string;
  },
  actor: Actor,
  now: Date,
): Promise<number> =>
  (
    await tx.one<{ id: number }>(
      `insert into province_border.crossings (direction, child_id, institution_id, county_code, prefecture_code, province_code, institution_name, child_name, child_sex,
         child_birth_on, other_code, other_name, other_institution, state, reason, request_id, file_id, answer_key_sealed, number_kind, drawn_up_by, drawn_up_at, happened_on,
         ended_by, ended_at, note, number_sealed)
       select 'in', $2, i.id, i.county_code, i.prefecture_code, i.province_code, i.name, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12, $13, $14, $15, $16,
         case $9 when 'refused' then $14::bigint end, case $9 when 'refused' then $15::timestamptz end, case $9 when 'refused' then $10 end, $17
       from institutions.institutions i where i.id = $1 returning id`,
      [
        ...[taken.institutionId, taken.childId, taken.name, taken.sex, taken.birthOn, taken.otherCode, taken.otherName],
        ...[taken.otherInstitution, taken.state, taken.reason, taken.fileId, taken.answerKeySealed, taken.numberKind],
        ...[actor.accountId, now, taken.happenedOn, taken.numberSealed],
      ],
    )
  ).id;

export const insertEnrolments = async (tx: Tx, crossingId: number, enrolments: readonly Enrolment[]): Promise<void> => {
  for (const each of enrolments)
    await tx.run(
      `insert into province_border.enrolments (crossing_id, institution_name, place_name, admitted_on, ended_on) values ($1, $2, $3, $4, $5)`,
      [crossingId, each.institutionName, each.placeName, each.admittedOn, each.endedOn],
    );
};
