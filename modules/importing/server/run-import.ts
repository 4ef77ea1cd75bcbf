import type { Actor } from '@xueqian/kernel/actor.ts';
import { Refused } from '@xueqian/kernel/decision.ts';
import { type Database, RolledBack, type Tx } from '@xueqian/platform/database.ts';
import type { FileStore } from '@xueqian/platform/files.ts';
import type { Keys } from '@xueqian/platform/keys.ts';
import { makeSealer } from '@xueqian/platform/sealing.ts';
import type { FieldProblem } from '../../children/child.ts';
import { commitStaged, prepareCommit, readClassIndexes } from '../../children/server/index.ts';
import { listChangedDivisions, localDate } from '../../jurisdictions/server/index.ts';
import type { ImportView } from '../contract.ts';
import { parseFile } from './parse-file.ts';
import { openCorrections, type SpokenRow } from './prepare-rows.ts';
import { findImport, type ImportRow, moveImport, type ResultRow, saveProgress, saveResults } from './store.ts';

export type ImportMeans = {
  readonly database: Database;
  readonly files: FileStore;
  readonly keys: Keys;
  readonly clock: () => Date;
  /** Called between batches; a test ends the process there. */
  readonly onBatch?: (rowsDone: number) => void;
};

type Told = {
  counts: NonNullable<ImportView['counts']>;
  headings: NonNullable<ImportView['headings']>;
  results: ResultRow[];
};

/** How often the page learns of progress, in milliseconds. */
const progressEvery = 700;

const spokenToResults = (
  spoken: readonly SpokenRow[],
  outcomes: ReadonlyMap<number, { outcome: ResultRow['outcome']; problem: FieldProblem | null }>,
): ResultRow[] =>
  spoken.map((row) => {
    const told = outcomes.get(row.row);
    return {
      row: row.row,
      outcome: row.rejected ? 'rejected' : (told?.outcome ?? 'created'),
      name: row.name,
      problems: told?.problem ? [...row.problems, told.problem] : row.problems,
    };
  });

const problemOf = (code: string, severity: FieldProblem['severity']): FieldProblem => ({
  column: 'name',
  code,
  severity,
  value: '',
  facts: {},
});

/** The file in one piece of memory of its own, which is handed to the worker and not copied again. */
const readAll = async (files: FileStore, key: string, size: number): Promise<ArrayBuffer> => {
  const whole = new Uint8Array(size);
  let at = 0;
  for await (const chunk of await files.get(key)) {
    whole.set(chunk as Buffer, at);
    at += (chunk as Buffer).length;
  }
  return whole.buffer;
};

/** Everything an import does to the data, in the caller's transaction: the check and the commit are both this. */
const apply = async (tx: Tx, means: ImportMeans, actor: Actor, entry: ImportRow): Promise<Told> => {
  const now = means.clock();
  const classes =
    (await readClassIndexes(tx, [entry.institutionId])).get(entry.institutionId) ?? new Map<string, number>();
  await prepareCommit(tx);
  const counts = { read: 0, created: 0, updated: 0, unchanged: 0, rejected: 0, withCase: 0, warned: 0 };
  let headings: Told['headings'] = { recognised: [], unknown: [] };
  const results: ResultRow[] = [];
  let total = 0;
  let toldAt = 0;
  const parsed = parseFile(
    {
      bytes: await readAll(means.files, entry.fileKey, entry.fileBytes),
      fileName: entry.fileName,
      today: localDate(now),
      institutionId: entry.institutionId,
      classes: [...classes],
      corrections: openCorrections(entry.corrections, makeSealer(means.keys.current, means.keys.older)),
      changedDivisions: await listChangedDivisions(tx),
    },
    means.keys,
  );
  for await (const report of parsed) {
    if (report.kind === 'headings') {
      headings = { recognised: report.recognised, unknown: report.unknown };
      total = report.rowsHint;
      continue;
    }
    const outcome = await commitStaged(
      tx,
      actor,
      now,
      Buffer.from(report.copy.buffer, report.copy.byteOffset, report.copy.byteLength),
      report.staged,
    );
    const outcomes = new Map<number, { outcome: ResultRow['outcome']; problem: FieldProblem | null }>();
    for (const row of outcome.updated) outcomes.set(row, { outcome: 'updated', problem: null });
    for (const row of outcome.unchanged) outcomes.set(row, { outcome: 'unchanged', problem: null });
    for (const row of outcome.withCase)
      outcomes.set(row, { outcome: 'created', problem: problemOf('claimed-elsewhere', 'warning') });
    for (const row of outcome.refused)
      outcomes.set(row.row, { outcome: 'rejected', problem: problemOf(row.code, 'error') });
    const told = spokenToResults(report.spoken, outcomes);
    const spokenRows = new Set(told.map((row) => row.row));
    for (const [row, { outcome: kind, problem }] of outcomes) {
      if (problem && !spokenRows.has(row)) told.push({ row, outcome: kind, name: '', problems: [problem] });
    }
    results.push(...told);
    counts.read += report.read;
    counts.created += outcome.created;
    counts.updated += outcome.updated.length;
    counts.unchanged += outcome.unchanged.length;
    counts.withCase += outcome.withCase.length;
    counts.rejected += report.read - report.staged + outcome.refused.length;
    counts.warned += told.filter((row) => row.outcome !== 'rejected').length;
    means.onBatch?.(counts.read);
    if (Date.now() - toldAt > progressEvery) {
      toldAt = Date.now();
      await means.database.asActor(actor, (progress) =>
        saveProgress(progress, entry.id, counts.read, Math.max(total, counts.read)),
      );
    }
  }
  results.sort((one, other) => one.row - other.row);
  return { counts, headings, results };
};

const fail = async (means: ImportMeans, actor: Actor, entry: ImportRow, refusal: Refused): Promise<void> => {
  await means.database.asActor(actor, (tx) =>
    moveImport(tx, entry.id, ['waiting', 'checking', 'committing'], 'failed', {
      failure: refusal.refusal,
      finishedAt: means.clock(),
    }),
  );
};

/** Says that an import could not be done, after the last attempt: its uploader is not left waiting. */
export const giveUpImport = async (means: ImportMeans, actor: Actor, id: number): Promise<void> => {
  const entry = await load(means, actor, id);
  if (entry) await fail(means, actor, entry, new Refused('importing.broke-down'));
};

const load = async (means: ImportMeans, actor: Actor, id: number): Promise<ImportRow | null> =>
  means.database.asActor(actor, (tx) => findImport(tx, id));

/** Checks an import: its commit, rolled back. What it found is kept afterwards in a transaction of its own. */
export const checkImport = async (means: ImportMeans, actor: Actor, id: number): Promise<void> => {
  const { database, clock } = means;
  const started = await database.asActor(actor, (tx) => moveImport(tx, id, ['waiting', 'checking'], 'checking'));
  const entry = started ? await load(means, actor, id) : null;
  if (!entry) return;
  try {
    const told = await database.asActor<Told>(actor, async (tx) => {
      throw new RolledBack(await apply(tx, means, actor, entry));
    });
    await database.asActor(actor, async (tx) => {
      const { counts, headings, results } = told;
      if (!(await moveImport(tx, id, ['checking'], 'checked', { counts, headings, finishedAt: clock() }))) return;
      await saveProgress(tx, id, counts.read, counts.read);
      await saveResults(tx, id, entry.institutionId, results);
    });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await fail(means, actor, entry, error);
  }
};

/** Commits an import in one transaction: the children and the word that it is committed, or neither. */
export const commitImportNow = async (means: ImportMeans, actor: Actor, id: number): Promise<void> => {
  const { database, clock } = means;
  const entry = await load(means, actor, id);
  if (entry?.state !== 'committing') return;
  try {
    await database.asActor(actor, async (tx) => {
      const { counts, headings, results } = await apply(tx, means, actor, entry);
      if (!(await moveImport(tx, id, ['committing'], 'committed', { counts, headings, finishedAt: clock() }))) {
        throw new RolledBack(undefined);
      }
      await saveProgress(tx, id, counts.read, counts.read);
      await saveResults(tx, id, entry.institutionId, results);
    });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await fail(means, actor, entry, error);
  }
};
