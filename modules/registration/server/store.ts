import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { ChildState } from '../../children/child.ts';

/** Which children a command means: some of them by id, or all that wait in a class or in institutions. */
export type Selection = {
  readonly institutionIds: readonly number[];
  readonly classId: number | null;
  readonly childIds: readonly number[] | null;
};

export type Asked = {
  id: number;
  institutionId: number;
  name: string;
  state: ChildState;
  enteredBy: number;
  confirmedBy: number | null;
  firstReviewDueOn: string | null;
  firstReviewedAt: Date | null;
  /** The day on which it is asked. */
  today: string;
  holdsClaim: boolean;
  hasIdentity: boolean;
  identityType: string;
  nationality: string;
  birthOn: string;
  countyCode: string;
  institutionReviewed: boolean;
};

/** What a command takes when it names no ids: the entered, what waits for the town, what the county may decide on. */
export type Waiting = 'entered' | 'first-review' | 'county';

/** Of the confirmed, on the day $day: before the county are those without a first review, with one, or too late for one. */
const beforeCounty = (day: string): string =>
  `c.state = 'confirmed' and (c.first_review_due_on is null or c.first_reviewed_at is not null or c.first_review_due_on < ${day})`;

/** The children asked for, locked in the order of their ids. Without ids: those that the command waits for. */
export const listAskedLocked = (tx: Tx, selection: Selection, waiting: Waiting, today: string): Promise<Asked[]> =>
  tx.rows<Asked>(
    `select c.id, c.institution_id as "institutionId", c.name, c.state, c.entered_by as "enteredBy", c.confirmed_by as "confirmedBy",
       c.first_review_due_on as "firstReviewDueOn", c.first_reviewed_at as "firstReviewedAt", $5::date as today, c.holds_claim as "holdsClaim", c.identity_sealed is not null as "hasIdentity",
       c.identity_type as "identityType", c.nationality, c.birth_on as "birthOn", c.county_code as "countyCode", i.reviewed as "institutionReviewed"
     from children.children c join institutions.institutions i on i.id = c.institution_id
     where c.institution_id = any ($1) and c.state <> 'deleted'
       and ($2::bigint is null or c.class_id = $2)
       and case when $3::bigint[] is not null then c.id = any ($3)
         when $4 = 'entered' then c.state = 'entered'
         when $4 = 'first-review' then c.state = 'confirmed' and c.first_review_due_on is not null and c.first_reviewed_at is null
         else ${beforeCounty('$5')} end
     order by c.id for update of c`,
    [selection.institutionIds, selection.classId, selection.childIds, waiting, today],
  );

/** Of these children: those that may be others entered before, and nobody has said yet that they are not. */
export const listWaitingForAnswer = async (tx: Tx, ids: readonly number[]): Promise<Set<number>> =>
  new Set(
    (await tx.rows<{ id: number }>('select duplicates.waiting_for_answer($1) as id', [ids])).map((row) => row.id),
  );

export const record = (
  tx: Tx,
  ids: readonly number[],
  action: string,
  actor: Actor,
  now: Date,
  reason: string | null,
): Promise<number> =>
  tx.run(
    'insert into children.actions (child_id, at, action, account_id, reason) select id, $2, $3, $4, $5 from unnest($1::bigint[]) id',
    [ids, now, action, actor.accountId, reason],
  );

/** `firstReviewed`: the institutions whose children their town looks at first, until `firstReviewDueOn`. */
export const saveConfirmed = async (
  tx: Tx,
  ids: readonly number[],
  actor: Actor,
  now: Date,
  firstReviewed: readonly number[],
  firstReviewDueOn: string,
): Promise<void> => {
  await tx.run(
    `update children.children set state = 'confirmed', confirmed_by = $2, confirmed_at = $3, version = version + 1,
       first_review_due_on = case when institution_id = any ($4) then $5::date end
     where id = any ($1)`,
    [ids, actor.accountId, now, firstReviewed, firstReviewDueOn],
  );
  await record(tx, ids, 'confirmed', actor, now, null);
};

export const saveReturned = async (
  tx: Tx,
  ids: readonly number[],
  action: 'returned-by-principal' | 'returned-by-town' | 'returned-by-county',
  actor: Actor,
  now: Date,
  reason: string,
): Promise<void> => {
  // A principal returns what was never before the town, and may not write the town's columns.
  const alsoFirst =
    action === 'returned-by-principal'
      ? ''
      : ', first_review_due_on = null, first_reviewed_by = null, first_reviewed_at = null';
  await tx.run(
    `update children.children set state = 'returned', return_reason = $2, confirmed_by = null, confirmed_at = null, version = version + 1${alsoFirst}
     where id = any ($1)`,
    [ids, reason],
  );
  await record(tx, ids, action, actor, now, reason);
};

/** Children that lost their claim on the way become problem cases. */
export const saveProblem = async (tx: Tx, ids: readonly number[], actor: Actor, now: Date): Promise<void> => {
  // What an institution approves itself was never before a town, and its role may not write the town's columns.
  const alsoFirst =
    actor.level === 'institution'
      ? ''
      : 'first_review_due_on = null, first_reviewed_by = null, first_reviewed_at = null, ';
  await tx.run(
    `update children.children set state = 'problem', confirmed_by = null, confirmed_at = null, ${alsoFirst}version = version + 1
     where id = any ($1)`,
    [ids],
  );
  await tx.rows('select duplicates.open_cases($1, $2)', [ids, now]);
  await record(tx, ids, 'case-opened', actor, now, null);
};

/**
 * Issues G numbers: the number is G and the identity number, so what is sealed and its digest are the child's own.
 * Gives the children that got one; a number once given to another file is never given again.
 */
export const issueIdentityNumbers = async (
  tx: Tx,
  ids: readonly number[],
  actor: Actor,
  now: Date,
): Promise<number[]> => {
  if (ids.length === 0) return [];
  const issued = await tx.rows<{ id: number }>(
    `insert into registration.numbers (kind, body_digest, child_id, issued_by, issued_at)
     select 'G', c.claim_digest, c.id, $2, $3 from children.children c where c.id = any ($1)
     on conflict do nothing returning child_id as id`,
    [ids, actor.accountId, now],
  );
  return issued.map((row) => row.id);
};

export const saveIdentityNumbered = async (tx: Tx, ids: readonly number[], actor: Actor, now: Date): Promise<void> => {
  if (ids.length === 0) return;
  await tx.run(
    `update children.children set state = 'numbered', number_kind = 'G', number_sealed = identity_sealed, reviewed_by = $2, reviewed_at = $3,
       return_reason = null, version = version + 1 where id = any ($1)`,
    [ids, actor.accountId, now],
  );
  await record(tx, ids, 'numbered', actor, now, null);
};

/** Issues one J or L number; false when that number was given before. */
export const issueOtherNumber = async (
  tx: Tx,
  id: number,
  kind: 'J' | 'L',
  sealed: { sealed: Buffer; digest: Buffer },
  actor: Actor,
  now: Date,
): Promise<boolean> => {
  const issued = await tx.run(
    `insert into registration.numbers (kind, body_digest, child_id, issued_by, issued_at) values ($1, $2, $3, $4, $5) on conflict (kind, body_digest) do nothing`,
    [kind, sealed.digest, id, actor.accountId, now],
  );
  if (issued === 0) return false;
  await tx.run(
    `update children.children set state = 'numbered', number_kind = $2, number_sealed = $3, reviewed_by = $4, reviewed_at = $5,
       return_reason = null, version = version + 1 where id = $1`,
    [id, kind, sealed.sealed, actor.accountId, now],
  );
  await record(tx, [id], 'numbered', actor, now, null);
  return true;
};

/** The J and L numbers that children brought from other provinces, sealed whole, by child. */
export const listBrought = async (tx: Tx, ids: readonly number[]): Promise<ReadonlyMap<number, Buffer>> => {
  const rows = await tx.rows<{ id: number; sealed: Buffer }>(
    'select child_id as id, number_sealed as sealed from registration.brought_numbers($1)',
    [ids],
  );
  return new Map(rows.map(({ id, sealed }) => [id, sealed]));
};

/** What a child brought and no longer has is for ever its former number. */
export const saveFormerNumber = (
  tx: Tx,
  id: number,
  number: { readonly kind: 'J' | 'L'; readonly digest: Buffer },
  actor: Actor,
  now: Date,
) =>
  tx.rows('select registration.keep_former_number($1, $2, $3, $4, $5)', [
    ...[id, number.kind, number.digest, actor.accountId, now],
  ]);

/** The next serial of an area and birth date, 1 to 999; null when they are used up. An institution gets its county's. */
export const nextSerial = async (tx: Tx, actor: Actor, areaCode: string, birthOn: string): Promise<number | null> => {
  const row =
    actor.level === 'institution'
      ? await tx.find<{ last: number | null }>('select registration.next_own_serial($1) as last', [birthOn])
      : await tx.find<{ last: number }>(
          `insert into registration.serials as s (area_code, birth_on, last) values ($1, $2, 1)
           on conflict (area_code, birth_on) do update set last = s.last + 1 where s.last < 999 returning last`,
          [areaCode, birthOn],
        );
  return row?.last ?? null;
};

/** Work in which this institution may give numbers itself: the rules in force say so, and the database is told. */
export const approveItself = async <T>(tx: Tx, work: () => Promise<T>): Promise<T> => {
  await tx.run(`select set_config('app.record_approved_by', 'institution', true)`);
  const value = await work();
  await tx.run(`select set_config('app.record_approved_by', '', true)`);
  return value;
};
