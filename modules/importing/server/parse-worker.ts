import { parentPort, workerData } from 'node:worker_threads';
import { Refused } from '@xueqian/kernel/decision.ts';
import { makeSealer } from '@xueqian/platform/sealing.ts';
import type { ChildColumn, FieldProblem } from '../../children/child.ts';
import type { ChildCells } from '../../children/row.ts';
import { makeCheckContext } from '../../children/server/index.ts';
import { readPlaces, registerWith } from '../../jurisdictions/server/index.ts';
import { columnLetter, findHeadings } from '../headings.ts';
import layout from '../reference/national-layout.json' with { type: 'json' };
import type { ParseOrder, ParseReport } from './parse-file.ts';
import { type PreparedBatch, prepareRows, type RawRow } from './prepare-rows.ts';
import { openSheet, type SheetCell } from './read-sheet.ts';

/** Rows that go to the database together: few exchanges, little memory, and the two halves soon work side by side. */
const largestBatch = 2_500;

/** Reads, checks and seals one file, away from the server's own thread, batch by batch as the server takes them. */
const port = parentPort;
if (!port) throw new Error('runs as a worker only');
const order = workerData as ParseOrder;

let credits = 2;
let wake: (() => void) | null = null;
port.on('message', () => {
  credits += 1;
  wake?.();
});

const say = async (report: ParseReport, transfer: ArrayBuffer[] = []): Promise<void> => {
  while (credits <= 0) await new Promise<void>((resolve) => (wake = resolve));
  credits -= 1;
  port.postMessage(report, transfer);
};

const cellOf = (cell: SheetCell | undefined): string | number | boolean | null => {
  if (cell === undefined || cell === null) return null;
  if (typeof cell !== 'object') return cell;
  return 'date' in cell ? cell.date : `=${cell.formula}`;
};

/** Columns by their official headings, as the user knows them. */
const wordsOf = (columns: readonly ChildColumn[]): string =>
  columns.map((column) => layout.find((each) => each.column === column)?.heading ?? column).join('\u3001');

const textOf = (cell: SheetCell | undefined): string => {
  const value = cellOf(cell);
  return value === null ? '' : String(value);
};

const run = async (): Promise<void> => {
  const revive = (key: ParseOrder['keys'][number]) => ({
    id: key.id,
    algorithm: key.algorithm ?? 'sm4',
    cipher: Buffer.from(key.cipher),
    mac: Buffer.from(key.mac),
  });
  const [current, ...older] = order.keys.map(revive);
  if (!current) throw new Error('no sealing key');
  const sealer = makeSealer(current, older);
  const classes = new Map(order.classes);
  const context = makeCheckContext(order.today, classes, await readPlaces(await registerWith(order.changedDivisions)));
  const sheet = await openSheet(Buffer.from(order.bytes), order.fileName);
  if (sheet.headingRow === null) throw new Refused('importing.headings-not-found');

  const fixes = new Map(order.corrections.map((each) => [`${each.column}\u0000${each.from}`, each.to]));
  const seen = new Map<string, number>();
  let columns: ReadonlyMap<number, ChildColumn> | null = null;
  let ready: PreparedBatch[] = [];
  const flush = async (atLeast: number): Promise<void> => {
    const staged = ready.reduce((sum, each) => sum + each.staged, 0);
    const read = ready.reduce((sum, each) => sum + each.read, 0);
    if (read < atLeast) return;
    const copy = new Uint8Array(ready.reduce((sum, each) => sum + each.copy.length, 0));
    let at = 0;
    for (const each of ready) {
      copy.set(each.copy, at);
      at += each.copy.length;
    }
    const spoken = ready.flatMap((each) => each.spoken);
    ready = [];
    await say({ kind: 'batch', copy, staged, read, spoken }, [copy.buffer]);
  };
  for await (const batch of sheet.rows()) {
    const rows: RawRow[] = [];
    for (const row of batch) {
      if (row.row < sheet.headingRow) continue;
      if (row.row === sheet.headingRow) {
        const headings = findHeadings([row.cells.map(textOf)]);
        if (!headings) throw new Refused('importing.headings-not-found');
        if (headings.missing.length > 0)
          throw new Refused('importing.headings-missing', { columns: wordsOf(headings.missing) });
        if (headings.duplicates.length > 0) {
          throw new Refused('importing.headings-twice', {
            columns: wordsOf(headings.duplicates.map((each) => each.column)),
          });
        }
        columns = headings.columns;
        await say({
          kind: 'headings',
          rowsHint: Math.max(0, sheet.rowsHint - row.row),
          recognised: headings.recognised.map((each) => ({
            letter: columnLetter(each.index),
            heading: each.heading,
            column: each.column,
          })),
          unknown: headings.unknown.map((each) => ({ letter: columnLetter(each.index), heading: each.heading })),
        });
        continue;
      }
      if (!columns) continue;
      const cells: Record<string, string | number | boolean | null> = {};
      columns.forEach((column, index) => {
        const value = cellOf(row.cells[index]);
        cells[column] =
          fixes.size === 0
            ? value
            : (fixes.get(`${column}\u0000${value === null ? '' : String(value).trim()}`) ?? value);
      });
      const merged = sheet.mergedAt(row.row);
      const early: FieldProblem[] = merged
        ? [{ column: 'name', code: 'merged-cells', severity: 'error', value: merged, facts: { range: merged } }]
        : [];
      rows.push({ row: row.row, institutionId: order.institutionId, cells: cells as ChildCells, early });
    }
    if (rows.length === 0) continue;
    ready.push(prepareRows(rows, () => ({ context, classes }), sealer, seen));
    await flush(largestBatch);
  }
  await flush(1);
  await say({ kind: 'end' });
};

run().catch((error: unknown) => {
  port.postMessage(
    error instanceof Refused
      ? ({ kind: 'refused', refusal: error.refusal } satisfies ParseReport)
      : ({
          kind: 'fault',
          message: error instanceof Error ? (error.stack ?? error.message) : String(error),
        } satisfies ParseReport),
  );
});
