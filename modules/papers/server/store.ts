import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { sitsIn } from '../../classes/server/index.ts';
import type { ConfirmationState } from '../confirmation.ts';

/** States in which a child is in the institution and its guardian has something to sign. */
const present = `c.state in ('entered', 'returned', 'confirmed', 'problem', 'numbered', 'suspended')`;

export type FileNow = {
  readonly id: number;
  readonly name: string;
  readonly birthOn: string;
  readonly institutionId: number;
  readonly guardianName: string;
  readonly guardianRelation: string | null;
  readonly digest: Buffer;
  readonly isPresent: boolean;
};

/** What the file says now, as far as the asker sees it. */
export const findFileNow = (tx: Tx, childId: number): Promise<FileNow | null> =>
  tx.find<FileNow>(
    `select c.id, c.name, c.birth_on as "birthOn", c.institution_id as "institutionId", c.guardian_name as "guardianName",
       c.guardian_relation as "guardianRelation", papers.file_digest(c) as digest, ${present} as "isPresent"
     from children.children c where c.id = $1 and c.state <> 'deleted'`,
    [childId],
  );

/** The digests of all files of a class, in the order of its list. */
export const listClassDigests = async (tx: Tx, classId: number): Promise<Buffer[]> =>
  (
    await tx.rows<{ digest: Buffer }>(
      `select papers.file_digest(c) as digest from children.children c where ${sitsIn('$1')} and c.state <> 'deleted' order by c.id`,
      [classId],
    )
  ).map(({ digest }) => digest);

export const findClass = (tx: Tx, classId: number) =>
  tx.find<{ className: string; institutionName: string }>(
    `select l.name as "className", i.name as "institutionName" from classes.classes l join institutions.institutions i on i.id = l.institution_id
     where l.id = $1`,
    [classId],
  );

export type ConfirmationRow = {
  readonly id: number;
  readonly institutionId: number;
  readonly signerName: string;
  readonly signerRelation: string | null;
  readonly signedOn: string;
  readonly takenInBy: string;
  readonly takenInAt: Date;
  readonly stands: boolean;
};

export const listOfChild = (tx: Tx, childId: number): Promise<ConfirmationRow[]> =>
  tx.rows<ConfirmationRow>(
    `select k.id, k.institution_id as "institutionId", k.signer_name as "signerName", k.signer_relation as "signerRelation", k.signed_on as "signedOn",
       coalesce((select a.person_name from accounts.accounts a where a.id = k.taken_in_by), '') as "takenInBy", k.taken_in_at as "takenInAt",
       k.file_digest = papers.file_digest(c) as stands
     from papers.confirmations k join children.children c on c.id = k.child_id where k.child_id = $1 order by k.id desc`,
    [childId],
  );

/** The institution of a confirmation; the institution itself may add scans to it at any time. */
export const findConfirmation = (tx: Tx, id: number) =>
  tx.find<{ institutionId: number; isOpen: boolean }>(
    `select institution_id as "institutionId", current_setting('app.level') = 'institution' as "isOpen" from papers.confirmations where id = $1`,
    [id],
  );

export type ListedLine = {
  readonly childId: number;
  readonly name: string;
  readonly className: string | null;
  readonly guardianName: string;
  readonly guardianRelation: string | null;
  readonly state: ConfirmationState;
  readonly signerName: string | null;
  readonly signedOn: string | null;
};

/** Every child of an institution with its last confirmation; `$1` institution, `$2` class or null. */
const judged = `select c.id as "childId", c.name, l.name as "className", c.guardian_name as "guardianName", c.guardian_relation as "guardianRelation",
    case when k.id is null then 'unconfirmed' when k.file_digest = papers.file_digest(c) then 'confirmed' else 'changed' end as state,
    k.signer_name as "signerName", k.signed_on as "signedOn"
  from children.children c left join classes.classes l on l.id = c.class_id
  left join lateral (select * from papers.confirmations k where k.child_id = c.id order by k.id desc limit 1) k on true
  where c.institution_id = $1 and ($2::bigint is null or c.class_id = $2) and ${present}`;

/** Where a page ended: lines stand by name, then by id. */
export const listLines = (
  tx: Tx,
  institutionId: number,
  classId: number | null,
  only: ConfirmationState | 'all',
  after: { name: string; id: number } | null,
  limit: number,
): Promise<ListedLine[]> =>
  tx.rows<ListedLine>(
    `select * from (${judged}) j where ($3 = 'all' or j.state = $3) and ($4::bigint is null or (j.name collate "C", j."childId") > ($5 collate "C", $4))
     order by j.name collate "C", j."childId" limit $6`,
    [institutionId, classId, only, after?.id ?? null, after?.name ?? '', limit],
  );

export const countLines = (tx: Tx, institutionId: number, classId: number | null) =>
  tx.one<Record<ConfirmationState, number>>(
    `select count(*) filter (where j.state = 'unconfirmed')::int as unconfirmed, count(*) filter (where j.state = 'changed')::int as changed,
       count(*) filter (where j.state = 'confirmed')::int as confirmed from (${judged}) j`,
    [institutionId, classId],
  );

export type Signed = {
  readonly childId: number;
  /** Null: the guardian in the file. */
  readonly signerName: string | null;
  readonly signerRelation: string | null;
};

/** Takes signatures in, one statement for all: each of the file as it stands. What was taken in already stays one. */
export const insertConfirmations = async (
  tx: Tx,
  signed: readonly Signed[],
  institutionId: number,
  signedOn: string,
  actor: Actor,
  now: Date,
): Promise<{ id: number; childId: number }[]> =>
  tx.rows(
    `insert into papers.confirmations (child_id, institution_id, county_code, prefecture_code, province_code, file_version, file_digest, signer_name,
       signer_relation, signed_on, taken_in_by, taken_in_at)
     select c.id, c.institution_id, c.county_code, c.prefecture_code, c.province_code, c.version, papers.file_digest(c),
       coalesce(s.signer_name, c.guardian_name), case when s.signer_name is null then c.guardian_relation else s.signer_relation end, $5, $6, $7
     from unnest($1::bigint[], $2::text[], $3::text[]) s (child_id, signer_name, signer_relation)
     join children.children c on c.id = s.child_id
     where c.institution_id = $4 and ${present} and c.birth_on <= $5
     on conflict on constraint confirmation_once do nothing returning id, child_id as "childId"`,
    [
      signed.map(({ childId }) => childId),
      signed.map(({ signerName }) => signerName),
      signed.map(({ signerRelation }) => signerRelation),
      ...[institutionId, signedOn, actor.accountId, now],
    ],
  );

/** How many of these are children of the institution that could sign. */
export const countPresent = async (tx: Tx, childIds: readonly number[], institutionId: number): Promise<number> =>
  (
    await tx.one<{ n: number }>(
      `select count(*)::int as n from children.children c where c.id = any ($1) and c.institution_id = $2 and ${present}`,
      [childIds, institutionId],
    )
  ).n;

export const findSame = (tx: Tx, childId: number, signedOn: string, signerName: string) =>
  tx.find<{ id: number }>(
    `select k.id from papers.confirmations k join children.children c on c.id = k.child_id
     where k.child_id = $1 and k.signed_on = $2 and k.signer_name = $3 and k.file_digest = papers.file_digest(c)`,
    [childId, signedOn, signerName],
  );

/** The line in the history of each child. */
export const saveActions = (tx: Tx, childIds: readonly number[], actor: Actor, now: Date): Promise<number> =>
  tx.run(
    `insert into children.actions (child_id, at, action, account_id) select id, $2, 'guardian-confirmed', $3 from unnest($1::bigint[]) id`,
    [childIds, now, actor.accountId],
  );
