import { Refused } from '@xueqian/kernel/decision.ts';
import { type Call, type Handler, handler } from '@xueqian/platform/handler.ts';
import {
  cancelImport,
  commitImport,
  correctImport,
  type ImportView,
  listImports,
  listProblemGroups,
  listProblemRows,
  readImport,
} from '../contract.ts';
import { checkJob, commitJob, type ImportJob } from './jobs.ts';
import { openCorrections, openValue, sealCorrections } from './prepare-rows.ts';
import { groupProblems } from './problem-groups.ts';
import {
  findImport,
  type ImportRow,
  listImportRows,
  listResults,
  listResultsWith,
  moveImport,
  saveCorrections,
} from './store.ts';

export { type BuiltSheet, buildWorkbook, rowXml, textCell } from './build-workbook.ts';
export { sealEarlierCorrections } from './earlier-corrections.ts';
export { checkJob, commitJob, type ImportJob } from './jobs.ts';
export { importKinds } from './kinds.ts';
export { type SheetProblem, writeMarkedWorkbook } from './marked-workbook.ts';
export { type PreparedBatch, prepareRows, type RawRow, type RowPlace } from './prepare-rows.ts';
export { openSheet } from './read-sheet.ts';
export { checkImport, commitImportNow, giveUpImport, type ImportMeans } from './run-import.ts';
export { columnLetter, type SheetCell, shownText } from './sheet-cell.ts';
export { escapeText } from './sheet-notes.ts';
export { importStreams } from './streams.ts';
export { importTasks } from './tasks.ts';
export { templateFormat, templateStyles } from './template-styles.ts';

const viewOf = (row: ImportRow): ImportView => ({
  id: row.id,
  fileName: row.fileName,
  state: row.state,
  uploadedBy: row.uploadedBy,
  uploadedAt: row.uploadedAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
  progress: { done: row.done, total: row.total },
  counts: row.counts,
  failure: row.failure,
  headings: row.headings,
  corrections: row.corrections,
});

const getImport = async (call: Call, id: number): Promise<ImportRow> => {
  const row = await findImport(call.tx, id);
  if (!row) throw new Refused('importing.not-found');
  return { ...row, corrections: openCorrections(row.corrections, call.services.sealer) };
};

const resultsPage = 100;

export const importHandlers: Handler[] = [
  handler(listImports, async (call, input) =>
    (await listImportRows(call.tx, input.institutionId)).map((row) =>
      viewOf({ ...row, corrections: openCorrections(row.corrections, call.services.sealer) }),
    ),
  ),
  handler(readImport, async (call, input) => viewOf(await getImport(call, input.importId))),
  handler(listProblemGroups, async (call, input) => {
    await getImport(call, input.importId);
    return groupProblems(await listResults(call.tx, input.importId, 0, 100_000), call.services.sealer);
  }),
  handler(listProblemRows, async (call, input) => {
    const entry = await getImport(call, input.importId);
    const letters = new Map(entry.headings?.recognised.map((each) => [each.column, each.letter]));
    const rows =
      input.column && input.code
        ? await listResultsWith(call.tx, input.importId, input.column, input.code, input.afterRow, resultsPage)
        : await listResults(call.tx, input.importId, input.afterRow, resultsPage);
    return rows.map((row) => ({
      ...row,
      problems: row.problems.map((problem) => ({
        ...problem,
        facts: { ...problem.facts },
        value: openValue(problem.value, call.services.sealer),
        letter: letters.get(problem.column) ?? null,
      })),
    }));
  }),
  handler(correctImport, async (call, input) => {
    const entry = await getImport(call, input.importId);
    const merged = new Map(
      [...entry.corrections, ...input.corrections].map((each) => [`${each.column}\u0000${each.from}`, each]),
    );
    // A colleague takes up what its asker left: it is looked through again, in his name.
    const isLeft = entry.state === 'failed' && entry.failure?.code === 'accounts.asker-gone';
    if (!(await moveImport(call.tx, entry.id, isLeft ? ['failed'] : ['checked'], 'waiting')))
      throw new Refused('importing.not-checked', { state: entry.state });
    await saveCorrections(call.tx, entry.id, sealCorrections([...merged.values()], call.services.sealer));
    await call.services.jobs.plan(call.tx, checkJob, {
      importId: entry.id,
      accountId: call.actor.accountId,
    } satisfies ImportJob);
    call.note(`import ${entry.id}`, { corrections: input.corrections.length });
    return {};
  }),
  handler(commitImport, async (call, input) => {
    const entry = await getImport(call, input.importId);
    if (entry.counts && entry.counts.rejected !== input.expectRejected)
      throw new Refused('importing.changed-meanwhile');
    if (!(await moveImport(call.tx, entry.id, ['checked'], 'committing')))
      throw new Refused('importing.not-checked', { state: entry.state });
    await call.services.jobs.plan(call.tx, commitJob, {
      importId: entry.id,
      accountId: call.actor.accountId,
    } satisfies ImportJob);
    call.note(`import ${entry.id}`, { rejected: input.expectRejected });
    return {};
  }),
  handler(cancelImport, async (call, input) => {
    const entry = await getImport(call, input.importId);
    if (
      !(await moveImport(call.tx, entry.id, ['waiting', 'checked', 'failed'], 'cancelled', { finishedAt: call.now }))
    ) {
      throw new Refused('importing.not-cancellable', { state: entry.state });
    }
    call.note(`import ${entry.id}`);
    return {};
  }),
];
