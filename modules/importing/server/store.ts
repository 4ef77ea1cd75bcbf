import type { Refusal } from '@xueqian/kernel/decision.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { FieldProblem } from '../../children/child.ts';
import type { ImportView } from '../contract.ts';

export type ImportRow = {
  id: number;
  institutionId: number;
  fileName: string;
  fileKey: string;
  fileBytes: number;
  state: ImportView['state'];
  uploadedById: number;
  uploadedBy: string;
  uploadedAt: Date;
  finishedAt: Date | null;
  done: number;
  total: number;
  counts: ImportView['counts'];
  failure: ImportView['failure'];
  headings: ImportView['headings'];
  corrections: ImportView['corrections'];
};

const columns = `m.id, m.institution_id as "institutionId", m.file_name as "fileName", m.file_key as "fileKey", m.file_bytes as "fileBytes", m.state,
  m.uploaded_by as "uploadedById", coalesce(a.person_name, '') as "uploadedBy", m.uploaded_at as "uploadedAt", m.finished_at as "finishedAt",
  m.done, m.total, m.counts, m.failure, m.headings, m.corrections`;

export const insertImport = async (
  tx: Tx,
  entry: { institutionId: number; fileName: string; fileKey: string; bytes: number; accountId: number; now: Date },
): Promise<number> =>
  (
    await tx.one<{ id: number }>(
      `insert into importing.imports (institution_id, file_name, file_key, file_bytes, uploaded_by, uploaded_at)
       values ($1, $2, $3, $4, $5, $6) returning id`,
      [entry.institutionId, entry.fileName, entry.fileKey, entry.bytes, entry.accountId, entry.now],
    )
  ).id;

export const findImport = (tx: Tx, id: number): Promise<ImportRow | null> =>
  tx.find<ImportRow>(
    `select ${columns} from importing.imports m left join accounts.accounts a on a.id = m.uploaded_by where m.id = $1`,
    [id],
  );

export const listImportRows = (tx: Tx, institutionId: number): Promise<ImportRow[]> =>
  tx.rows<ImportRow>(
    `select ${columns} from importing.imports m left join accounts.accounts a on a.id = m.uploaded_by
     where m.institution_id = $1 order by m.id desc limit 50`,
    [institutionId],
  );

/** Moves an import from one of these states; false when it is in another. */
export const moveImport = async (
  tx: Tx,
  id: number,
  from: readonly ImportView['state'][],
  to: ImportView['state'],
  more: Partial<Pick<ImportRow, 'counts' | 'failure' | 'headings' | 'finishedAt'>> = {},
): Promise<boolean> => {
  const moved = await tx.run(
    `update importing.imports set state = $3, counts = coalesce($4::jsonb, counts), failure = $5::jsonb, headings = coalesce($6::jsonb, headings),
       finished_at = coalesce($7, finished_at), done = case when $3 in ('waiting', 'committing') then 0 else done end
     where id = $1 and state = any ($2)`,
    [
      id,
      from,
      to,
      more.counts ? JSON.stringify(more.counts) : null,
      more.failure ? JSON.stringify(more.failure) : null,
      more.headings ? JSON.stringify(more.headings) : null,
      more.finishedAt ?? null,
    ],
  );
  return moved === 1;
};

/**
 * Nobody is left in whose name the import goes on: what was checked waits for a colleague, what was not has failed; at an
 * institution that has closed everything has. As the owner.
 */
export const stopImport = (tx: Tx, id: number, failure: Refusal, now: Date): Promise<number> =>
  tx.run(
    `update importing.imports m set state = case when m.state = 'committing' and i.standing <> 'closed' then 'checked' else 'failed' end,
       failure = $2, finished_at = $3
     from institutions.institutions i where m.id = $1 and i.id = m.institution_id and m.state in ('waiting', 'checking', 'committing')`,
    [id, JSON.stringify(failure), now],
  );

/** Imports of my institution that were stopped before they were checked: nobody has taken them up or given them up. */
export const countStopped = async (tx: Tx, institutionId: number): Promise<number> =>
  (
    await tx.one<{ n: number }>(
      `select count(*)::int as n from importing.imports where institution_id = $1 and state = 'failed' and failure ->> 'code' = 'accounts.asker-gone'`,
      [institutionId],
    )
  ).n;

export const saveProgress = (tx: Tx, id: number, done: number, total: number): Promise<number> =>
  tx.run('update importing.imports set done = $2, total = $3 where id = $1', [id, done, total]);

export const saveCorrections = (tx: Tx, id: number, corrections: ImportView['corrections']): Promise<number> =>
  tx.run('update importing.imports set corrections = $2 where id = $1', [id, JSON.stringify(corrections)]);

export type Outcome = 'created' | 'updated' | 'unchanged' | 'rejected';
export type ResultRow = { row: number; outcome: Outcome; name: string; problems: readonly FieldProblem[] };

/** Replaces what is told of an import's rows. */
export const saveResults = async (
  tx: Tx,
  importId: number,
  institutionId: number,
  results: readonly ResultRow[],
): Promise<void> => {
  await tx.run('delete from importing.row_results where import_id = $1', [importId]);
  for (let from = 0; from < results.length; from += 5000) {
    await tx.run(
      `insert into importing.row_results (import_id, row_number, institution_id, outcome, name, problems)
       select $1, x.row, $2, x.outcome, x.name, x.problems from jsonb_to_recordset($3::jsonb) as x (row int, outcome text, name text, problems jsonb)`,
      [importId, institutionId, JSON.stringify(results.slice(from, from + 5000))],
    );
  }
};

export const listResults = (tx: Tx, importId: number, afterRow: number, limit: number): Promise<ResultRow[]> =>
  tx.rows<ResultRow>(
    `select row_number as row, outcome, name, problems from importing.row_results
     where import_id = $1 and row_number > $2 order by row_number limit $3`,
    [importId, afterRow, limit],
  );

/** Rows that have a problem of this column and code. */
export const listResultsWith = (
  tx: Tx,
  importId: number,
  column: string,
  code: string,
  afterRow: number,
  limit: number,
): Promise<ResultRow[]> =>
  tx.rows<ResultRow>(
    `select row_number as row, outcome, name, problems from importing.row_results
     where import_id = $1 and row_number > $2 and problems @> $3::jsonb order by row_number limit $4`,
    [importId, afterRow, JSON.stringify([{ column, code }]), limit],
  );

/** Imports of my institution that are checked and wait for somebody to decide. */
export const countChecked = async (tx: Tx, institutionId: number): Promise<number> =>
  (
    await tx.one<{ n: number }>(
      `select count(*)::int as n from importing.imports where institution_id = $1 and state = 'checked'`,
      [institutionId],
    )
  ).n;

type Corrections = ImportView['corrections'];

/** Imports that were corrected, by their numbers. */
export const listCorrected = (
  tx: Tx,
  after: number,
  limit: number,
): Promise<{ id: number; corrections: Corrections }[]> =>
  tx.rows(`select id, corrections from importing.imports where id > $1 and corrections <> '[]' order by id limit $2`, [
    after,
    limit,
  ]);

/** Writes over the corrections that were read, and over no later ones. */
export const replaceCorrections = (tx: Tx, id: number, before: Corrections, now: Corrections): Promise<number> =>
  tx.run('update importing.imports set corrections = $3 where id = $1 and corrections = $2::jsonb', [
    id,
    JSON.stringify(before),
    JSON.stringify(now),
  ]);
