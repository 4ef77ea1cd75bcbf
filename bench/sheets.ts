import { checkIdentity } from '@xueqian/kernel/identity-number.ts';
import { checkChild } from '@xueqian/modules/children/checks.ts';
import { context, row } from '@xueqian/modules/children/testing/rows.ts';
import { type SheetProblem, writeMarkedWorkbook } from '@xueqian/modules/importing/server/marked-workbook.ts';
import { packArchive, packPieces } from '@xueqian/modules/importing/server/pack-archive.ts';
import { openSheet } from '@xueqian/modules/importing/server/read-sheet.ts';
import {
  handMadeParts,
  headings,
  headingXml,
  inlineText,
  sheetXml,
} from '@xueqian/modules/importing/server/testing/workbooks.ts';
import { note, timed } from './measure.ts';

const megabyte = 1024 ** 2;

const workbookOf = async (rows: number): Promise<Buffer> => {
  const [before, after] = sheetXml(`${headingXml()}|`).split('|') as [string, string];
  const pieces = async function* (): AsyncGenerator<string> {
    yield before;
    for (let at = 2; at < rows + 2; at++)
      yield `<row r="${at}">${headings.map((_, column) => inlineText(at, column, `v${at * column}`)).join('')}</row>`;
    yield after;
  };
  const sheet = await packPieces('xl/worksheets/sheet1.xml', pieces());
  const parts = handMadeParts({ sheets: [{ xml: '' }] });
  return packArchive(parts.map((part) => (part.name === sheet.name ? sheet : part)));
};

/** Work with the processor time it takes and the most memory it has above what was there before. */
const measured = async (work: () => Promise<unknown>): Promise<string> => {
  const base = process.memoryUsage().rss;
  let most = 0;
  const look = (): void => {
    most = Math.max(most, process.memoryUsage().rss - base);
  };
  const timer = setInterval(look, 20);
  const began = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(began);
  clearInterval(timer);
  look();
  return `${((user + system) / 1e6).toFixed(1)} s of processor, ${Math.round(most / megabyte)} MB above`;
};

/** Reads, marks and checks without a database: what a large file costs by itself. */
export const benchSheets = async (): Promise<void> => {
  const large = await workbookOf(100_000);
  const read = async (slow: boolean): Promise<void> => {
    for await (const _batch of (await openSheet(large, 'a.xlsx')).rows())
      await new Promise((resolve) => (slow ? setTimeout(resolve, 50) : setImmediate(resolve)));
  };
  note(`read 100,000 rows × ${headings.length} columns`, await measured(() => read(false)), '', '', '< 150 MB');
  note('the same with a slow consumer', await measured(() => read(true)), '', '', '< 150 MB');

  const half = await workbookOf(50_000);
  const problems = function* (): Generator<SheetProblem> {
    for (let at = 2; at <= 50_001; at += 10)
      for (const column of [2, 5]) yield { row: at, column, severity: 'error', text: `bad ${at}` };
  };
  const mark = () => writeMarkedWorkbook({ bytes: half, fileName: 'a.xlsx', problems: problems() });
  note('mark 5,000 bad ones of 50,000 rows', await measured(mark), '', '', '< 200 MB');

  const rounds = 100_000;
  for (const [work, each] of [
    ['check a row of a child', () => checkChild(row, context)],
    ['check an identity number', () => checkIdentity('1', '410101202109010039')],
  ] as const) {
    for (let count = 0; count < rounds / 10; count++) each();
    const { ms } = await timed(async () => {
      for (let count = 0; count < rounds; count++) each();
    });
    note(work, `${((ms * 1000) / rounds).toFixed(2)} µs`, '', '', work.includes('row') ? '< 15 µs' : '< 1 µs');
  }
};
