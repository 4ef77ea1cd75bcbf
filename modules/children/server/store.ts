import { columns, type FieldsOf } from '@xueqian/platform/columns.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { sitsIn } from '../../classes/server/index.ts';
import type { ChildState } from '../child.ts';
import { type ChildAction, goneStates } from '../life.ts';
import { plainColumns } from './staged-row.ts';

const listedColumns = columns('children.children', [
  'id',
  'name',
  'sex',
  'birth_on',
  'identity_sealed',
  'number_kind',
  'number_sealed',
  'state',
  'institution_id',
  'class_id',
  'entered_at',
  'return_reason',
  'first_review_due_on',
  'first_reviewed_at',
]);

export type ListedChild = FieldsOf<typeof listedColumns> & {
  readonly institutionName: string;
  readonly className: string | null;
  readonly enteredBy: string;
};

export const listedSql = `${listedColumns.of('c')}, i.name as "institutionName", l.name as "className", coalesce(a.person_name, '') as "enteredBy"`;

export const listedJoins = `join institutions.institutions i on i.id = c.institution_id
  left join classes.classes l on l.id = c.class_id left join accounts.accounts a on a.id = c.entered_by`;

export type ChildFilter = {
  readonly institutionId: number | undefined;
  readonly classId: number | undefined;
  readonly division: string | undefined;
  readonly state: ChildState | undefined;
  /** Of the confirmed: those before the town, or before the county, on a day. */
  readonly waitsFor: 'town' | 'county' | undefined;
  readonly today: string;
};

const waitsForTown = `c.state = 'confirmed' and c.first_review_due_on is not null and c.first_reviewed_at is null`;
const waitsForCounty = (today: string): string =>
  `c.state = 'confirmed' and (c.first_review_due_on is null or c.first_reviewed_at is not null or c.first_review_due_on < ${today})`;

const conditionsOf = (filter: ChildFilter, values: unknown[]): string[] => {
  const where: string[] = [];
  const add = (condition: (at: string) => string, value: unknown): void => {
    values.push(value);
    where.push(condition(`$${values.length}`));
  };
  if (filter.institutionId) add((at) => `c.institution_id = ${at}`, filter.institutionId);
  if (filter.classId) add(sitsIn, filter.classId);
  if (filter.division)
    add((at) => `(c.county_code = ${at} or c.prefecture_code = ${at} or c.province_code = ${at})`, filter.division);
  if (filter.state) add((at) => `c.state = ${at}`, filter.state);
  // Who went is asked for by name: a list shows who is here.
  else where.push(`c.state not in (${goneStates.map((state) => `'${state}'`).join(', ')})`);
  if (filter.waitsFor === 'town') where.push(waitsForTown);
  if (filter.waitsFor === 'county') add(waitsForCounty, filter.today);
  return where;
};

/** Where a page ended: children stand by institution, then in the order of their entry. */
export type ListPlace = { readonly institutionId: number; readonly id: number };

/** The counter that tells whether an institution has any child in a state, so that the others are passed over; who went is in none. */
const counterOf: Readonly<Partial<Record<ChildState, string>>> = {
  entered: 'entered',
  returned: 'returned',
  confirmed: 'confirmed',
  problem: 'problem',
  numbered: 'numbered',
};

/**
 * A page in the order of institutions. It walks the institutions of the scope, which are few, and takes each one's
 * children by their index: one order of all children by id would pass over millions that belong to others.
 */
export const listByInstitution = (
  tx: Tx,
  filter: ChildFilter,
  after: ListPlace | null,
  limit: number,
): Promise<ListedChild[]> => {
  const values: unknown[] = [limit, after?.institutionId ?? 0, after?.id ?? 0];
  const where = ['c.institution_id = i.id', '(c.institution_id, c.id) > ($2::bigint, $3::bigint)'];
  where.push(...conditionsOf({ ...filter, institutionId: undefined, division: undefined }, values));
  const which = ['i.id >= $2'];
  if (filter.institutionId) which.push(`i.id = $${values.push(filter.institutionId)}`);
  if (filter.division) {
    const at = `$${values.push(filter.division)}`;
    which.push(`(i.county_code = ${at} or i.prefecture_code = ${at} or i.province_code = ${at})`);
  }
  const counter = filter.state && counterOf[filter.state];
  if (counter && !filter.institutionId)
    which.push(
      `exists (select from statistics.institution_counters k where k.institution_id = i.id and k.${counter} > 0)`,
    );
  return tx.rows<ListedChild>(
    `select ${listedSql} from (select c.* from institutions.institutions i
       cross join lateral (select * from children.children c where ${where.join(' and ')} order by c.institution_id, c.id limit $1) c
       where ${which.join(' and ')} order by i.id, c.id limit $1) c
     ${listedJoins} order by c.institution_id, c.id`,
    values,
  );
};

/** The last code point: an upper end for everything that begins with a text, in the order of code points. */
const lastCharacter = '\u{10FFFF}';

/** Exact name first, then names that begin so; both by equality or range, which the index serves below row security. */
export const listByName = async (
  tx: Tx,
  filter: ChildFilter,
  name: string,
  after: { name: string; id: number } | null,
  limit: number,
): Promise<ListedChild[]> => {
  const values: unknown[] = [limit, name, name + lastCharacter, after?.name ?? '', after?.id ?? 0];
  const where = [
    `c.name >= $2 collate "C"`,
    `c.name < $3 collate "C"`,
    `(c.name, c.id) > ($4 collate "C", $5)`,
    ...conditionsOf(filter, values),
  ];
  return tx.rows<ListedChild>(
    `select ${listedSql} from (select * from children.children c where ${where.join(' and ')} order by c.name, c.id limit $1) c ${listedJoins} order by c.name, c.id`,
    values,
  );
};

export const findListed = (tx: Tx, id: number): Promise<ListedChild | null> =>
  tx.find<ListedChild>(
    `select ${listedSql} from children.children c ${listedJoins} where c.id = $1 and c.state <> 'deleted'`,
    [id],
  );

/** The live file with one of these claims that I may see: the one that holds its claim first. */
export const findByClaims = async (tx: Tx, claims: readonly Buffer[]): Promise<number | null> => {
  const holder = await tx.find<{ id: number }>(
    'select id from children.children where claim_digest = any ($1) and holds_claim limit 1',
    [claims],
  );
  if (holder) return holder.id;
  const other = await tx.find<{ id: number }>(
    `select id from children.children where claim_digest = any ($1) and not holds_claim and state <> 'deleted' order by id limit 1`,
    [claims],
  );
  if (other) return other.id;
  // A number that was replaced still points to its child.
  const former = await tx.find<{ id: number }>(
    `select child_id as id from registration.numbers where kind = 'G' and body_digest = any ($1) and ended_at is not null order by child_id limit 1`,
    [claims],
  );
  return former?.id ?? null;
};

export const findByNumber = async (tx: Tx, kind: 'J' | 'L', digest: Buffer): Promise<number | null> =>
  (
    await tx.find<{ id: number }>(
      'select child_id as id from registration.numbers where kind = $1 and body_digest = $2',
      [kind, digest],
    )
  )?.id ?? null;

/** As the audit administrator may: the id alone. */
export const findSubjectBy = async (
  tx: Tx,
  claims: readonly Buffer[],
  kind: 'J' | 'L' | null,
  body: Buffer | null,
): Promise<number | null> =>
  (await tx.one<{ id: number | null }>('select children.subject_of($1, $2, $3) as id', [claims, kind, body])).id;

export type FileRow = Record<(typeof plainColumns)[number][2], string | boolean | null> & {
  version: number;
  institutionId: number;
  identitySealed: Buffer | null;
  guardianIdentitySealed: Buffer | null;
  guardianPhoneSealed: Buffer | null;
  classCode: string | null;
  claimDigest: Buffer;
  /** The claim in common with a file from which this one was told apart; its own is made from it. */
  claimApartFrom: Buffer | null;
  holdsClaim: boolean;
  confirmedAt: Date | null;
};

export const fileColumns = `${plainColumns.map(([column, , field]) => `c.${column} as "${field}"`).join(', ')}, c.version,
  c.institution_id as "institutionId", c.identity_sealed as "identitySealed", c.guardian_identity_sealed as "guardianIdentitySealed", c.guardian_phone_sealed as "guardianPhoneSealed",
  l.code as "classCode", c.claim_digest as "claimDigest", c.claim_apart_from as "claimApartFrom", c.holds_claim as "holdsClaim", c.confirmed_at as "confirmedAt"`;

export const findFile = (tx: Tx, id: number): Promise<FileRow | null> =>
  tx.find<FileRow>(
    `select ${fileColumns} from children.children c left join classes.classes l on l.id = c.class_id where c.id = $1 and c.state <> 'deleted'`,
    [id],
  );

const lockedColumns = columns('children.children', [
  'state',
  'version',
  'institution_id',
  'claim_digest',
  'holds_claim',
]);

/** Locks the file and gives what a change has to know. */
export const lockChild = (tx: Tx, id: number): Promise<FieldsOf<typeof lockedColumns> | null> =>
  tx.find(`select ${lockedColumns.of('c')} from children.children c where id = $1 and state <> 'deleted' for update`, [
    id,
  ]);

export type ActionRow = {
  action: string;
  personName: string;
  officeName: string;
  at: Date;
  reason: string | null;
  facts: Record<string, unknown> | null;
};

export const saveAction = (
  tx: Tx,
  id: number,
  action: ChildAction,
  accountId: number,
  now: Date,
  reason: string | null,
  facts: Readonly<Record<string, unknown>> | null = null,
): Promise<number> =>
  tx.run(
    'insert into children.actions (child_id, at, action, account_id, reason, facts) values ($1, $2, $3, $4, $5, $6)',
    [id, now, action, accountId, reason, facts && JSON.stringify(facts)],
  );

export const saveDeleted = (tx: Tx, id: number): Promise<number> =>
  tx.run(`update children.children set state = 'deleted', holds_claim = false, version = version + 1 where id = $1`, [
    id,
  ]);

/** Hands the claim this file gave up to whoever waits for it (duplicates.pass_claim_on). */
export const passClaimOn = (
  tx: Tx,
  id: number,
  claim: Buffer,
  outcome: 'deleted' | 'corrected',
  accountId: number,
  now: Date,
) => tx.rows('select duplicates.pass_claim_on($1, $2, $3, $4, $5)', [id, claim, outcome, accountId, now]);

export const lockClaims = (tx: Tx, claims: readonly Buffer[]) => tx.rows('select duplicates.lock_claims($1)', [claims]);

export const isClaimHeld = async (tx: Tx, claim: Buffer): Promise<boolean> =>
  (await tx.rows('select duplicates.held_claims($1)', [[claim]])).length > 0;
