import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { KeptFile } from '@xueqian/platform/uploads.ts';
import type { AdmissionAct, ApplicationState, FormDraft, HandledBy, ScanKind } from '../application.ts';

export type Place = {
  readonly countyCode: string;
  readonly prefectureCode: string;
  readonly provinceCode: string;
};

export type ApplicationRow = Place & {
  id: number;
  state: ApplicationState;
  handledBy: HandledBy | null;
  revision: number;
  name: string | null;
  kind: string | null;
  nature: string | null;
  unlicensedId: number | null;
  submittedBy: number | null;
  stateSince: Date;
  dueOn: string | null;
  dueNotKnown: boolean;
  code: string | null;
  admittedAs: number | null;
};
export type Whole = ApplicationRow & { fields: FormDraft; principalPhoneSealed: Buffer | null };

const rowColumns = `a.id, a.county_code as "countyCode", a.prefecture_code as "prefectureCode", a.province_code as "provinceCode", a.state,
  a.handled_by as "handledBy", a.revision, a.name, a.kind, a.nature, a.unlicensed_id as "unlicensedId", a.submitted_by as "submittedBy",
  a.state_since as "stateSince", a.due_on as "dueOn", a.due_not_known as "dueNotKnown", a.code, a.admitted_as as "admittedAs"`;
const wholeColumns = `${rowColumns}, a.fields, a.principal_phone_sealed as "principalPhoneSealed"`;

/** States with the natures that are meant, null for all: what waits for somebody. */
export type Waiting = { readonly state: ApplicationState; readonly natures: readonly string[] | null };

const waitingCondition = (waiting: readonly Waiting[], values: unknown[]): string => {
  const parts = waiting.map(({ state, natures }) => {
    values.push(state);
    if (natures === null) return `a.state = $${values.length}`;
    values.push(natures);
    return `(a.state = $${values.length - 1} and a.nature = any ($${values.length}))`;
  });
  return parts.length === 0 ? 'false' : `(${parts.join(' or ')})`;
};

export type ListFilter = {
  readonly waiting: readonly Waiting[] | null;
  readonly openOnly: boolean;
  readonly state: ApplicationState | null;
  readonly text: string | null;
};

export const listRows = (
  tx: Tx,
  filter: ListFilter,
  after: number | null,
  limit: number,
): Promise<ApplicationRow[]> => {
  const values: unknown[] = [after, limit];
  const where = ['($1::bigint is null or a.id < $1)'];
  if (filter.waiting) where.push(waitingCondition(filter.waiting, values));
  if (filter.openOnly) where.push(`a.state not in ('notified', 'withdrawn')`);
  if (filter.state) {
    values.push(filter.state);
    where.push(`a.state = $${values.length}`);
  }
  if (filter.text) {
    values.push(filter.text);
    where.push(`(strpos(a.name, $${values.length}) > 0 or starts_with(a.code, $${values.length}))`);
  }
  return tx.rows<ApplicationRow>(
    `select ${rowColumns} from admission.applications a where ${where.join(' and ')} order by a.id desc limit $2`,
    values,
  );
};

/** How many wait, of a county. */
export const countWaiting = async (tx: Tx, actor: Actor, waiting: readonly Waiting[]): Promise<number> => {
  const values: unknown[] = [actor.scope];
  const condition = waitingCondition(waiting, values);
  return (
    await tx.one<{ n: number }>(
      `select count(*) as n from admission.applications a where a.county_code = $1 and ${condition}`,
      values,
    )
  ).n;
};

export const findApplication = (tx: Tx, id: number): Promise<Whole | null> =>
  tx.find<Whole>(`select ${wholeColumns} from admission.applications a where a.id = $1`, [id]);

/** Held until the transaction ends: of two people who decide at once, the second finds another revision. */
export const lockApplication = (tx: Tx, id: number): Promise<Whole | null> =>
  tx.find<Whole>(`select ${wholeColumns} from admission.applications a where a.id = $1 for update`, [id]);

export type FormValues = { readonly fields: FormDraft; readonly principalPhoneSealed: Buffer | null };

export const insertApplication = async (
  tx: Tx,
  place: Place,
  { fields, principalPhoneSealed }: FormValues,
  unlicensedId: number | null,
  now: Date,
): Promise<number> =>
  (
    await tx.one<{ id: number }>(
      `insert into admission.applications (county_code, prefecture_code, province_code, name, kind, nature, fields, principal_phone_sealed, unlicensed_id, state_since)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id`,
      [
        ...[place.countyCode, place.prefectureCode, place.provinceCode, fields.name || null, fields.kind ?? null],
        ...[fields.nature ?? null, JSON.stringify(fields), principalPhoneSealed, unlicensedId, now],
      ],
    )
  ).id;

export const updateForm = (tx: Tx, id: number, { fields, principalPhoneSealed }: FormValues): Promise<number> =>
  tx.run(
    `update admission.applications set revision = revision + 1, name = coalesce($2, name), kind = coalesce($3, kind),
       nature = coalesce($4, nature), fields = $5, principal_phone_sealed = $6 where id = $1`,
    [
      ...[id, fields.name || null, fields.kind ?? null, fields.nature ?? null, JSON.stringify(fields)],
      principalPhoneSealed,
    ],
  );

export type StateChange = {
  readonly state: ApplicationState;
  readonly since: Date;
  readonly dueOn: string | null;
  readonly dueNotKnown: boolean;
};

export const saveState = (tx: Tx, id: number, change: StateChange): Promise<number> =>
  tx.run(
    `update admission.applications set revision = revision + 1, state = $2, state_since = $3, due_on = $4, due_not_known = $5 where id = $1`,
    [id, change.state, change.since, change.dueOn, change.dueNotKnown],
  );

/** Fixes the way that the application goes, and who handed it in. */
export const saveWay = (tx: Tx, id: number, handledBy: HandledBy, actor: Actor): Promise<number> =>
  tx.run('update admission.applications set handled_by = $2, submitted_by = $3 where id = $1', [
    ...[id, handledBy, actor.accountId],
  ]);

export const saveCode = (tx: Tx, id: number, code: string, institutionId: number): Promise<number> =>
  tx.run('update admission.applications set code = $2, admitted_as = $3 where id = $1', [id, code, institutionId]);

export const insertStep = (
  tx: Tx,
  application: Place & { readonly id: number },
  act: AdmissionAct,
  actor: Actor,
  now: Date,
  note: string | null = null,
): Promise<number> =>
  tx.run(
    `insert into admission.steps (application_id, county_code, prefecture_code, province_code, act, at, account_id, office_name, note)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[application.id, application.countyCode, application.prefectureCode, application.provinceCode],
      ...[act, now, actor.accountId, actor.officeName, note],
    ],
  );

export type StepRow = { act: AdmissionAct; at: Date; personName: string; officeName: string; note: string | null };

export const listSteps = (tx: Tx, applicationId: number): Promise<StepRow[]> =>
  tx.rows<StepRow>(
    `select s.act, s.at, (select p.person_name from accounts.accounts p where p.id = s.account_id) as "personName",
       s.office_name as "officeName", s.note
     from admission.steps s where s.application_id = $1 order by s.id`,
    [applicationId],
  );

export type Scan = KeptFile & { readonly id: number; readonly kind: ScanKind };
const scanColumns = 'id, kind, file_name as "fileName", file_key as "fileKey", bytes, media_type as "mediaType"';

export const listScans = (tx: Tx, applicationId: number): Promise<Scan[]> =>
  tx.rows<Scan>(`select ${scanColumns} from admission.scans where application_id = $1 order by id`, [applicationId]);

/** A paper of an application that I may see. */
export const findScan = (tx: Tx, id: number): Promise<Scan | null> =>
  tx.find<Scan>(
    `select ${scanColumns} from admission.scans where id = $1 and application_id in (select a.id from admission.applications a)`,
    [id],
  );

export const insertScan = async (
  tx: Tx,
  application: Place & { readonly id: number },
  kind: ScanKind,
  file: KeptFile,
  actor: Actor,
  now: Date,
): Promise<number> =>
  (
    await tx.one<{ id: number }>(
      `insert into admission.scans (application_id, county_code, prefecture_code, province_code, kind, file_name, file_key, bytes, media_type, added_by, added_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id`,
      [
        ...[application.id, application.countyCode, application.prefectureCode, application.provinceCode, kind],
        ...[file.fileName, file.fileKey, file.bytes, file.mediaType, actor.accountId, now],
      ],
    )
  ).id;

export const deleteScan = (tx: Tx, applicationId: number, id: number): Promise<Scan | null> =>
  tx.find<Scan>(`delete from admission.scans where application_id = $1 and id = $2 returning ${scanColumns}`, [
    ...[applicationId, id],
  ]);

/** What the county's system administrator is told of applications. */
export type AwaitingRow = {
  id: number;
  revision: number;
  institutionId: number;
  code: string;
  name: string;
  stateSince: Date;
  dueOn: string | null;
  dueNotKnown: boolean;
};

export const listAwaiting = (tx: Tx): Promise<AwaitingRow[]> =>
  tx.rows<AwaitingRow>(
    `select id, revision, institution_id as "institutionId", code, name, state_since as "stateSince", due_on as "dueOn",
       due_not_known as "dueNotKnown" from admission.accounts_waited_for()`,
  );

/** False when somebody else was first, or nothing waits there. */
export const saveHandOver = async (
  tx: Tx,
  { id, revision }: { readonly id: number; readonly revision: number },
  actor: Actor,
  change: StateChange,
  made: string,
): Promise<boolean> =>
  (
    await tx.one<{ done: boolean }>('select admission.hand_over($1, $2, $3, $4, $5, $6, $7, $8) as done', [
      ...[id, revision, actor.accountId, actor.officeName, change.since, change.dueOn, change.dueNotKnown, made],
    ])
  ).done;
