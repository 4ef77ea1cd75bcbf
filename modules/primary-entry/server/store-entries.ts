import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { ChildState } from '../../children/child.ts';
import type { Answer, Field, Result } from '../answer.ts';
import type { Whereabouts } from '../standing.ts';
import { graduationsOf } from '../standing.ts';

/**
 * Who goes out on a list, one statement for all: the graduates of the year in my scope that no list asks about now, with
 * no answer or another answer than an acceptance.
 */
export const insertEntries = (tx: Tx, listId: number, year: number): Promise<number> => {
  const { fromOn, untilOn } = graduationsOf(year);
  return tx.run(
    `insert into primary_entry.entries as e (child_id, list_id, sequence)
     select c.id, $1, row_number() over (order by c.id) from children.children c left join primary_entry.entries k on k.child_id = c.id
     where c.state = 'graduated' and c.ended_on between $2 and $3 and (k.list_id is null or k.result in ('not-found', 'differs'))
     on conflict (child_id) do update set list_id = excluded.list_id, sequence = excluded.sequence, result = null, answered_at = null, field = null, told = null`,
    [listId, fromOn, untilOn],
  );
};

/** Who has no answer yet stands on no list again. */
export const releaseWaiting = (tx: Tx, listId: number) =>
  tx.run('update primary_entry.entries set list_id = null, sequence = null where list_id = $1 and result is null', [
    listId,
  ]);

export type ListedLine = {
  readonly sequence: number;
  readonly numberKind: string | null;
  readonly numberSealed: Buffer | null;
  readonly identitySealed: Buffer | null;
  readonly guardianIdentitySealed: Buffer | null;
  readonly guardianPhoneSealed: Buffer | null;
  readonly name: string;
  readonly sex: string;
  readonly birthOn: string;
  readonly identityType: string;
  readonly nationality: string;
  readonly ethnicity: string | null;
  readonly hukouNature: string | null;
  readonly hukouPlace: string | null;
  readonly address: string | null;
  readonly guardianName: string;
  readonly guardianRelation: string | null;
  readonly guardianIdentityType: string;
  readonly institutionName: string;
  readonly institutionCode: string;
  readonly admittedOn: string;
  readonly endedOn: string;
  /** Where it was before, in the order of its stays. */
  readonly stays: readonly { readonly name: string; readonly from: string; readonly until: string }[];
};

/** Opens a way to read the lines of a list some thousand at a time, whatever their number. */
export const openLines = (tx: Tx, listId: number) =>
  tx.run(
    `declare listed_lines no scroll cursor for select e.sequence, c.number_kind as "numberKind", c.number_sealed as "numberSealed", c.identity_sealed as "identitySealed",
       c.guardian_identity_sealed as "guardianIdentitySealed", c.guardian_phone_sealed as "guardianPhoneSealed", c.name, c.sex, c.birth_on as "birthOn",
       c.identity_type as "identityType", c.nationality, c.ethnicity, c.hukou_nature as "hukouNature", c.address, c.guardian_name as "guardianName",
       (select d.full_name from jurisdictions.divisions d where d.code = left(c.hukou_place, 6) order by d.valid_from desc limit 1) as "hukouPlace",
       c.guardian_relation as "guardianRelation", c.guardian_identity_type as "guardianIdentityType", i.name as "institutionName", i.code as "institutionCode",
       c.admitted_on as "admittedOn", c.ended_on as "endedOn",
       (select coalesce(json_agg(json_build_object('name', n.name, 'from', p.admitted_on, 'until', p.ended_on) order by p.ended_on, p.id), '[]')
          from children.past_enrolments p left join lateral children.name_of_institution(p.institution_id) n (name) on true
          where p.child_id = c.id and p.undone_at is null and p.institution_id <> c.institution_id) as stays
     from primary_entry.entries e join children.children c on c.id = e.child_id join institutions.institutions i on i.id = c.institution_id
     where e.list_id = ${listId} order by e.sequence`,
  );
export const fetchLines = (tx: Tx): Promise<ListedLine[]> => tx.rows<ListedLine>('fetch 1000 from listed_lines');

export const countEntries = (tx: Tx, listId: number) =>
  tx.one<{ accepted: number; 'not-found': number; differs: number; waiting: number }>(
    `select count(*) filter (where result = 'accepted')::int as accepted, count(*) filter (where result = 'not-found')::int as "not-found",
       count(*) filter (where result = 'differs')::int as differs, count(*) filter (where result is null)::int as waiting
     from primary_entry.entries where list_id = $1`,
    [listId],
  );

/** Holds the children of a list in the order of their ids. */
export const holdChildren = (tx: Tx, listId: number) => tx.rows('select primary_entry.hold_children($1)', [listId]);

export type EntryRow = {
  readonly childId: number;
  readonly sequence: number;
  readonly numberKind: string | null;
  readonly numberSealed: Buffer | null;
  readonly state: ChildState;
  readonly endedOn: string;
  readonly result: Result | null;
  readonly school: string | null;
  readonly schoolCode: string | null;
  readonly enteredOn: string | null;
  readonly field: Field | null;
  readonly told: string | null;
};

export const listEntries = (tx: Tx, listId: number, sequences: readonly number[]): Promise<EntryRow[]> =>
  tx.rows<EntryRow>(
    `select e.child_id as "childId", e.sequence, c.number_kind as "numberKind", c.number_sealed as "numberSealed", c.state,
       coalesce(c.ended_on, '0001-01-01') as "endedOn", e.result, e.school, e.school_code as "schoolCode", e.entered_on as "enteredOn", e.field, e.told
     from primary_entry.entries e join children.children c on c.id = e.child_id where e.list_id = $1 and e.sequence = any ($2::integer[])`,
    [listId, sequences],
  );

export type Taken = { readonly sequence: number } & Answer;

/** What was answered, in one statement; then the files of those who were accepted. Gives how many those are. */
export const saveEntries = (tx: Tx, listId: number, taken: readonly Taken[], now: Date) =>
  tx.run(
    `update primary_entry.entries e set result = a.result, answered_at = $3, school = a.school, school_code = a."schoolCode", entered_on = a."enteredOn",
       field = a.field, told = a.told
     from jsonb_to_recordset($2::jsonb) as a (sequence integer, result text, school text, "schoolCode" text, "enteredOn" date, field text, told text)
     where e.list_id = $1 and e.sequence = a.sequence`,
    [listId, JSON.stringify(taken), now],
  );
export const settle = async (tx: Tx, listId: number, actor: Actor, now: Date): Promise<number> =>
  (await tx.one<{ n: number }>('select primary_entry.settle($1, $2, $3) as n', [...[listId, actor.accountId, now]])).n;

/** What is known of a graduate of mine; gives 0 where it is none. */
export const saveNote = (
  tx: Tx,
  childId: number,
  known: { readonly whereabouts: Whereabouts; readonly note: string | null },
  actor: Actor,
  now: Date,
): Promise<number> =>
  tx.run(
    `insert into primary_entry.entries (child_id, whereabouts, note, noted_by, noted_at)
     select c.id, $2, $3, $4, $5 from children.children c where c.id = $1 and c.state = 'graduated'
     on conflict (child_id) do update set whereabouts = excluded.whereabouts, note = excluded.note, noted_by = excluded.noted_by, noted_at = excluded.noted_at`,
    [childId, known.whereabouts, known.note, actor.accountId, now],
  );

export const takeBack = async (tx: Tx, childId: number, reason: string, actor: Actor, now: Date): Promise<boolean> =>
  (
    await tx.one<{ back: boolean }>('select primary_entry.take_back($1, $2, $3, $4) as back', [
      ...[childId, reason, actor.accountId, now],
    ])
  ).back;

export const isSeen = async (tx: Tx, childId: number): Promise<boolean> =>
  (await tx.find(`select 1 from children.children where id = $1 and state <> 'deleted'`, [childId])) !== null;

export type FoundChild = {
  readonly id: number;
  readonly name: string;
  readonly sex: string;
  readonly birthOn: string;
  readonly state: ChildState;
  readonly institutionName: string;
  readonly countyName: string | null;
  readonly endedOn: string | null;
  readonly result: Result | null;
  readonly school: string | null;
};

/** A child of the province by its number. */
export const findChildBy = (
  tx: Tx,
  by: { kind: 'J' | 'L'; body: Buffer } | { claims: Buffer[] },
): Promise<FoundChild | null> =>
  tx.find<FoundChild>(
    `select id, name, sex, birth_on as "birthOn", state, institution_name as "institutionName", county_name as "countyName", ended_on as "endedOn", result, school
     from primary_entry.find_child($1, $2, $3)`,
    'claims' in by ? [by.claims, null, null] : [[], by.kind, by.body],
  );
