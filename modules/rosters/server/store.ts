import type { Tx } from '@xueqian/platform/database.ts';
import type { KnownInstitution } from '../institution-row.ts';
import type { RosterCounts, RosterKind, RosterResult, RosterState } from '../roster.ts';
import type { RosterHeadings } from './read-roster.ts';

export type Roster = {
  id: number;
  kind: RosterKind;
  fileName: string;
  fileKey: string;
  state: RosterState;
  counts: RosterCounts;
  headings: RosterHeadings;
  uploadedBy: string;
  uploadedAt: Date;
  endedBy: string | null;
  endedAt: Date | null;
};

const person = (column: string): string => `(select a.person_name from accounts.accounts a where a.id = r.${column})`;
const columns = `r.id, r.kind, r.file_name as "fileName", r.file_key as "fileKey", r.state, r.counts, r.headings,
  coalesce(${person('uploaded_by')}, '') as "uploadedBy", r.uploaded_at as "uploadedAt", ${person('ended_by')} as "endedBy", r.ended_at as "endedAt"`;

export const insertRoster = async (
  tx: Tx,
  roster: {
    readonly kind: RosterKind;
    readonly countyCode: string;
    readonly file: { readonly fileName: string; readonly fileKey: string; readonly bytes: number };
    readonly counts: RosterCounts;
    readonly headings: RosterHeadings;
    readonly results: readonly RosterResult[];
    readonly accountId: number;
    readonly now: Date;
  },
): Promise<number> =>
  (
    await tx.one<{ id: number }>(
      `insert into rosters.rosters (kind, county_code, file_name, file_key, file_bytes, counts, headings, results, uploaded_by, uploaded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id`,
      [
        ...[roster.kind, roster.countyCode, roster.file.fileName, roster.file.fileKey, roster.file.bytes],
        ...[roster.counts, roster.headings, roster.results].map((each) => JSON.stringify(each)),
        ...[roster.accountId, roster.now],
      ],
    )
  ).id;

export const listPage = (tx: Tx, before: number | null, limit: number): Promise<Roster[]> =>
  tx.rows<Roster>(
    `select ${columns} from rosters.rosters r where $2::bigint is null or r.id < $2 order by r.id desc limit $1`,
    [limit, before],
  );

export const findRoster = (tx: Tx, id: number, hold = false): Promise<Roster | null> =>
  tx.find<Roster>(`select ${columns} from rosters.rosters r where r.id = $1 ${hold ? 'for update of r' : ''}`, [id]);

export const readResults = async (tx: Tx, id: number): Promise<readonly RosterResult[]> =>
  (await tx.one<{ results: RosterResult[] }>('select results from rosters.rosters where id = $1', [id])).results;

export const endRoster = (
  tx: Tx,
  id: number,
  state: 'committed' | 'discarded',
  told: { readonly counts: RosterCounts; readonly results: readonly RosterResult[] } | null,
  accountId: number,
  now: Date,
): Promise<number> =>
  tx.run(
    `update rosters.rosters set state = $2, counts = coalesce($3, counts), results = coalesce($4, results), ended_by = $5, ended_at = $6
     where id = $1 and state = 'checked'`,
    [id, state, told && JSON.stringify(told.counts), told && JSON.stringify(told.results), accountId, now],
  );

/** Institutions of my county, with the newest fields of their basic section. */
export const listKnown = (tx: Tx): Promise<KnownInstitution[]> =>
  tx.rows<KnownInstitution>(
    `select i.id, i.code, i.name, i.basic_state as "basicState", i.in_force_version is not null as "isInForce", i.standing,
       coalesce((select v.fields from institutions.basic_versions v where v.institution_id = i.id order by v.version desc limit 1), '{}')
         || jsonb_build_object('name', i.name, 'kind', i.kind, 'nature', i.nature, 'townCode', i.town_code) as fields
     from institutions.institutions i where i.county_code = current_setting('app.scope')`,
  );

export const listCodesElsewhere = async (tx: Tx, codes: readonly string[]): Promise<string[]> =>
  (await tx.rows<{ code: string }>('select code from rosters.codes_elsewhere($1) as held(code)', [codes])).map(
    ({ code }) => code,
  );

export const refreshDraft = async (
  tx: Tx,
  id: number,
  row: {
    readonly name: string;
    readonly kind: string;
    readonly nature: string;
    readonly townCode: string | null;
    readonly basic: object;
  },
  accountId: number,
  now: Date,
): Promise<boolean> =>
  (
    await tx.one<{ done: boolean }>('select rosters.refresh_draft($1, $2, $3, $4, $5, $6, $7, $8) as done', [
      ...[id, row.name, row.kind, row.nature, row.townCode, JSON.stringify(row.basic), accountId, now],
    ])
  ).done;
