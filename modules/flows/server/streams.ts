import { route } from '@xueqian/kernel/route.ts';
import { spreadsheetText } from '@xueqian/kernel/spreadsheet-text.ts';
import type { StreamHandler } from '@xueqian/platform/handler.ts';
import { makeMessages } from '@xueqian/platform/messages.ts';
import { inputOf } from '@xueqian/platform/request-input.ts';
import { savedAs } from '@xueqian/platform/uploads.ts';
import { writeXlsx } from 'hucre';
import { z } from 'zod';
import { localDate } from '../../jurisdictions/server/index.ts';
import { period, tables } from '../contract.ts';
import { cameKinds, goneKinds, presentKinds } from '../kinds.ts';
import { matrixOf } from '../matrix.ts';
import en from '../messages/en.json' with { type: 'json' };
import zh from '../messages/zh-CN.json' with { type: 'json' };
import { periodAround } from '../period.ts';
import { readMovedTable, readPresentTable } from './figures.ts';

const messages = makeMessages({ 'zh-CN': { flows: zh }, en: { flows: en } });
const text = (key: string, facts?: Record<string, string | number>) => messages('zh-CN', `flows:${key}`, facts);

type Cell = string | number;
type Sheet = {
  readonly name: string;
  readonly title: string;
  readonly note: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
};
type Present = Awaited<ReturnType<typeof readPresentTable>>;
type Moved = Awaited<ReturnType<typeof readMovedTable>>;

const placeName = (place: { readonly name: string }): string => place.name || text('nation');
const instant = (at: string): string =>
  new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'long', timeStyle: 'short' }).format(
    new Date(at),
  );

const presentSheet = (table: Present): Sheet => {
  const cells = (row: Present['total'], name: string): Cell[] => [
    ...[spreadsheetText(name), row.children, ...presentKinds.map((kind) => row.figures[kind]), row.waiting],
  ];
  return {
    name: text('tabs.present'),
    title: text('workbook.present', { place: placeName(table.division) }),
    note: text('asOf', { at: instant(table.at) }),
    head: [
      text(`steps.${table.step}`),
      text('children'),
      ...presentKinds.map((kind) => text(`present.${kind}`)),
      text('waiting'),
    ],
    rows: [...table.rows.map((row) => cells(row, row.name)), cells(table.total, text('total'))],
  };
};

const days = (table: Moved): string =>
  text('workbook.days', { from: table.period.from, until: table.period.until, at: instant(table.at) });

const movedSheet = (table: Moved, side: 'gone' | 'came'): Sheet => {
  const kinds = side === 'gone' ? goneKinds : cameKinds;
  const cells = (row: Moved['total'], name: string): Cell[] => [
    spreadsheetText(name),
    ...kinds.map((kind) => (row[side] as Record<string, number>)[kind] ?? 0),
  ];
  return {
    name: text(`tabs.${side}`),
    title: text(`workbook.${side}`, { place: placeName(table.division) }),
    note: days(table),
    head: [text(`steps.${table.step}`), ...kinds.map((kind) => text(`moved.${kind}`))],
    rows: [...table.rows.map((row) => cells(row, row.name)), cells(table.total, text('total'))],
  };
};

/** Every unit with a move has its line: a sheet is as wide as it must be. */
const matrixSheets = (table: Moved): Sheet[] => {
  const names = new Map(table.streams.flatMap((s) => [[s.from, s.fromName] as const, [s.to, s.toName] as const]));
  const nameOf = (code: string): string => (code === 'outside' ? text('outside') : (names.get(code) ?? code));
  const { lines } = matrixOf(table.streams, Number.POSITIVE_INFINITY);
  const title = text('workbook.matrix', { place: placeName(table.division) });
  const head = [text('fromTo'), ...lines.map(({ code }) => spreadsheetText(nameOf(code))), text('gone')];
  const rows: Cell[][] = lines.map((line) => [spreadsheetText(nameOf(line.code)), ...line.cells, line.gone]);
  rows.push([text('came'), ...lines.map(({ came }) => came), lines.reduce((all, { gone }) => all + gone, 0)]);
  rows.push([text('net'), ...lines.map(({ net }) => net), '']);
  return [
    { name: text('tabs.matrix'), title, note: days(table), head, rows },
    {
      name: text('streams'),
      title,
      note: days(table),
      head: [text('from'), text('to'), text('count')],
      rows: table.streams.map((s) => [spreadsheetText(s.fromName), spreadsheetText(s.toName), s.children]),
    },
  ];
};

const workbookOf = (sheets: readonly Sheet[]): Promise<Uint8Array> =>
  writeXlsx({
    sheets: sheets.map(({ name, title, note, head, rows }) => ({
      name,
      rows: [[spreadsheetText(title)], [note], [...head], ...rows.map((row) => [...row])],
      columns: head.map((_, at) => ({ width: at === 0 ? 34 : 13 })),
    })),
  });

/** Without a period: the school year in which it is asked. */
const input = z.object({
  table: z.enum(tables).default('present'),
  division: z.string().max(12).optional(),
  period: period.optional(),
});
const asked = route({
  id: 'flows.workbook',
  method: 'GET',
  path: '/api/flows/workbook.xlsx',
  permission: 'flows.read',
  audit: 'flows.table-exported',
  rate: 'export',
  input,
  output: z.unknown(),
});

const workbook: StreamHandler = {
  ...asked,
  handle: async (call, request, reply) => {
    const { table, division, ...said } = inputOf(asked, request) as z.output<typeof input>;
    const key = said.period ?? periodAround('year', localDate(call.now));
    const sheets = await call.inTransaction(async (tx) => {
      if (table === 'present') return [presentSheet(await readPresentTable(tx, call.actor, division, call.now))];
      const moved = await readMovedTable(tx, call.actor, { division, period: key }, call.now);
      return table === 'matrix' ? matrixSheets(moved) : [movedSheet(moved, table)];
    });
    call.note(`division ${division ?? call.actor.divisionCode}`, { table, period: table === 'present' ? null : key });
    return reply
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('content-disposition', savedAs('flows.xlsx', `${sheets[0]?.title ?? ''}.xlsx`))
      .send(Buffer.from(await workbookOf(sheets)));
  },
};

export const flowStreams: StreamHandler[] = [workbook];
