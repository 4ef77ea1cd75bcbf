import { Refused } from '@xueqian/kernel/decision.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { endOfLocalDay } from '../../jurisdictions/server/index.ts';
import type { ChildState } from '../child.ts';
import { type RecordedAction, replay } from '../life.ts';
import { plainColumns } from './staged-row.ts';
import type { FileRow } from './store.ts';
import { maskedFields, maskedNumber, openingOnce } from './views.ts';

type Former = Pick<FileRow, 'identitySealed' | 'guardianIdentitySealed' | 'guardianPhoneSealed' | 'classCode'> &
  Record<(typeof plainColumns)[number][2], string | boolean | null> & {
    readonly version: number;
    readonly numberKind: string | null;
    readonly numberSealed: Buffer | null;
    readonly institutionName: string;
    readonly className: string | null;
    readonly until: Date | null;
  };

const valuesOf = (alias: string): string =>
  `${plainColumns.map(([column, , field]) => `${alias}.${column} as "${field}"`).join(', ')}, ${alias}.version, ${alias}.identity_sealed as "identitySealed",
   ${alias}.guardian_identity_sealed as "guardianIdentitySealed", ${alias}.guardian_phone_sealed as "guardianPhoneSealed",
   ${alias}.number_kind as "numberKind", ${alias}.number_sealed as "numberSealed", n.name as "institutionName"`;

/** An institution keeps its name in the papers of those who were there: it is read past the wall, by `children.name_of_institution`. */
const institutionOf = (alias: string): string =>
  `left join lateral children.name_of_institution(${alias}.institution_id) n (name) on true`;

const formerSql = `select ${valuesOf('f')}, f.class_name as "className", null as "classCode", f.until
  from children.former_files f ${institutionOf('f')} where f.child_id = $1`;

const presentSql = `select ${valuesOf('c')}, l.name as "className", l.code as "classCode", null as until
  from children.children c ${institutionOf('c')} left join classes.classes l on l.id = c.class_id where c.id = $1 and c.state <> 'deleted'`;

/** Every version of a file, first to last; the last is what it is now. */
export const listVersions = async (tx: Tx, childId: number): Promise<(Former & FileRow)[]> => {
  const former = await tx.rows<Former>(`${formerSql} order by f.version`, [childId]);
  const present = await tx.find<Former>(presentSql, [childId]);
  // What a former file does not hold (a claim, a class's code) nobody asks of it.
  return [...former, ...(present ? [present] : [])] as unknown as (Former & FileRow)[];
};

const view = (call: Call, former: Former) => {
  const sealer = openingOnce(call.services.sealer);
  return {
    version: former.version,
    institutionName: former.institutionName,
    className: former.className,
    numberMasked: maskedNumber(sealer, former),
    fields: maskedFields(sealer, former as unknown as FileRow),
    until: former.until?.toISOString() ?? null,
  };
};

/** The file as it was at the end of a day (Shanghai time), numbers masked; what has not been entered then is not there. */
export const readAsOf = async (call: Call, childId: number, on: string) => {
  const { tx } = call;
  const end = endOfLocalDay(on);
  const actions = await tx.rows<RecordedAction & { at: Date }>(
    'select action, facts, at from children.actions where child_id = $1 order by id',
    [childId],
  );
  const until = actions.filter((action) => action.at < end);
  if (actions.length === 0) throw new Refused('children.not-found');
  if (until.length === 0) throw new Refused('children.not-entered-yet', { on });
  const found =
    (await tx.find<Former>(`${formerSql} and f.until >= $2 order by f.until, f.version limit 1`, [childId, end])) ??
    (await tx.find<Former>(presentSql, [childId]));
  if (!found) throw new Refused('children.not-found');
  call.note(`child ${childId}`, { on });
  return { on, state: replay(until).state, ...view(call, found) };
};

/** What an institution keeps of a child that went on: the file as it was on its last day there. */
export const readPastEnrolment = async (call: Call, enrolmentId: number) => {
  const { tx } = call;
  const found = await tx.find<{
    childId: number;
    version: number;
    endedOn: string;
    endKind: string;
    admittedOn: string;
    className: string | null;
    classType: string | null;
    stateHere: ChildState | null;
  }>(
    `select p.child_id as "childId", p.version, p.ended_on as "endedOn", p.end_kind as "endKind", p.admitted_on as "admittedOn", p.class_name as "className",
       p.class_type as "classType", (select c.state from children.children c where c.id = p.child_id and c.institution_id = p.institution_id) as "stateHere"
     from children.past_enrolments p where p.id = $1 and p.undone_at is null`,
    [enrolmentId],
  );
  if (!found) throw new Refused('children.not-found');
  const file = await tx.find<Former>(`${formerSql} and f.version = $2`, [found.childId, found.version]);
  if (!file) throw new Error(`past enrolment ${enrolmentId} has no file`);
  call.note(`child ${found.childId}`, { enrolment: enrolmentId });
  return {
    ...view(call, file),
    childId: found.childId,
    stateHere: found.stateHere,
    endedOn: found.endedOn,
    endKind: found.endKind as EndKind,
    admittedOn: found.admittedOn,
    className: found.className,
  };
};

export type EndKind = '1' | '2' | '3' | '4' | '5' | '6';

export type PastEnrolmentRow = {
  readonly id: number;
  readonly name: string;
  readonly sex: string;
  readonly birthOn: string;
  readonly institutionId: number;
  readonly institutionName: string;
  readonly className: string | null;
  readonly admittedOn: string;
  readonly endedOn: string;
  readonly endKind: EndKind;
};

/** Who went, latest first; by institution, or all of the actor's scope in a division. */
export const listPastEnrolments = (
  call: Call,
  asked: {
    readonly institutionId: number | undefined;
    readonly name: string | undefined;
    readonly endKind: EndKind | undefined;
    readonly after: { readonly endedOn: string; readonly id: number } | null;
    readonly limit: number;
  },
): Promise<PastEnrolmentRow[]> =>
  call.tx.rows<PastEnrolmentRow>(
    `select p.id, p.name, p.sex, p.birth_on as "birthOn", p.institution_id as "institutionId", n.name as "institutionName", p.class_name as "className",
       p.admitted_on as "admittedOn", p.ended_on as "endedOn", p.end_kind as "endKind"
     from children.past_enrolments p left join lateral children.name_of_institution(p.institution_id) n (name) on true
     where p.undone_at is null and ($1::bigint is null or p.institution_id = $1) and ($2::text is null or p.name = $2)
       and ($3::text is null or p.end_kind = $3) and ($4::date is null or (p.ended_on, p.id) < ($4::date, $5::bigint))
     order by p.ended_on desc, p.id desc limit $6`,
    [
      asked.institutionId ?? null,
      asked.name ?? null,
      asked.endKind ?? null,
      asked.after?.endedOn ?? null,
      asked.after?.id ?? null,
      asked.limit,
    ],
  );

type FormerNumber = { readonly numberKind: string; readonly numberSealed: Buffer; readonly until: Date };

/** Numbers that a child had: as its former files say, each with the instant of its end. */
export const listFormerNumbers = async (call: Call, childId: number) => {
  const rows = await call.tx.rows<FormerNumber>(
    `select distinct on (f.number_kind, substring(f.number_sealed from 2 for 16)) f.number_kind as "numberKind", f.number_sealed as "numberSealed", f.until
     from children.former_files f join children.children c on c.id = f.child_id
     where f.child_id = $1 and f.number_kind is not null
       and (f.number_kind, substring(f.number_sealed from 2 for 16)) is distinct from (c.number_kind, substring(c.number_sealed from 2 for 16))
     order by f.number_kind, substring(f.number_sealed from 2 for 16), f.until desc`,
    [childId],
  );
  return {
    numbers: rows.map((row) => ({
      numberMasked: maskedNumber(call.services.sealer, row) ?? '',
      until: row.until.toISOString(),
    })),
  };
};
