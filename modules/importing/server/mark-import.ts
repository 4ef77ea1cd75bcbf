import type { StreamHandler } from '@xueqian/platform/handler.ts';
import { writeMarkedWorkbook } from './marked-workbook.ts';
import { openValue } from './prepare-rows.ts';
import { problemText } from './problem-text.ts';
import { type ImportRow, listResults } from './store.ts';

type StreamCall = Parameters<StreamHandler['handle']>[0];

const mostRows = 100_000;

/** Column index of a letter heading (A, B … AA). */
const indexOf = (letter: string): number =>
  [...letter].reduce((sum, sign) => sum * 26 + sign.charCodeAt(0) - 64, 0) - 1;

/** The user's own workbook with what is wrong marked in it. */
export const markWorkbook = async (call: StreamCall, entry: ImportRow) => {
  const chunks: Buffer[] = [];
  for await (const chunk of await call.services.files.get(entry.fileKey)) chunks.push(chunk as Buffer);
  const results = await call.inTransaction((tx) => listResults(tx, entry.id, 0, mostRows));
  const columns = new Map(entry.headings?.recognised.map((each) => [each.column, indexOf(each.letter)]));
  const problems = results.flatMap((result) =>
    result.problems.map((problem) => ({
      row: result.row,
      column: columns.get(problem.column) ?? null,
      severity: problem.severity,
      text: problemText({ ...problem, value: openValue(problem.value, call.services.sealer) }),
    })),
  );
  return writeMarkedWorkbook({ bytes: Buffer.concat(chunks), fileName: entry.fileName, problems });
};
