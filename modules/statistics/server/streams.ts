import { spreadsheetText } from '@xueqian/kernel/spreadsheet-text.ts';
import type { StreamHandler } from '@xueqian/platform/handler.ts';
import { makeMessages } from '@xueqian/platform/messages.ts';
import { writeXlsx } from 'hucre';
import en from '../messages/en.json' with { type: 'json' };
import zh from '../messages/zh-CN.json' with { type: 'json' };
import { readTable } from './annex2.ts';
import { figuresOf } from './figures-of.ts';

const messages = makeMessages({ 'zh-CN': { statistics: zh }, en: { statistics: en } });
const text = (key: string, facts?: Record<string, string | number>) =>
  messages('zh-CN', `statistics:workbook.${key}`, facts);

const columns = [
  'seq',
  'name',
  'institutions',
  'reported',
  'reportedPercent',
  'reviewed',
  'reviewedPercent',
  'statistical',
  'numbered',
  'numberedPercent',
] as const;

type Table = Awaited<ReturnType<typeof readTable>>;

const cellsOf = (row: Table['total'], seq: number | string) => [seq, spreadsheetText(row.name), ...figuresOf(row)];

/** The table as a workbook: title, instant, headings, rows, total, notes; laid out as the printed annex. */
const workbookOf = (table: Table): Promise<Uint8Array> => {
  const at = new Intl.DateTimeFormat('zh-CN', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'long',
    timeStyle: 'short',
  }).format(new Date(table.at));
  const rows = [
    [spreadsheetText(text('title', { division: table.division.name }))],
    [text('at', { at })],
    columns.map((column) => text(`columns.${column}`, { unit: text(`units.${table.step}`) })),
    ...table.rows.map((row, index) => cellsOf(row, index + 1)),
    cellsOf({ ...table.total, name: text('total') }, ''),
    [text('note', { year: table.baselineYear ?? '' })],
  ];
  return writeXlsx({
    sheets: [
      {
        name: text('sheet'),
        rows,
        columns: [6, 34, 12, 14, 10, 14, 10, 16, 18, 10].map((width) => ({ width })),
        merges: [
          { startRow: 0, startCol: 0, endRow: 0, endCol: 9 },
          { startRow: 1, startCol: 0, endRow: 1, endCol: 9 },
        ],
      },
    ],
  });
};

const annex2Workbook: StreamHandler = {
  id: 'statistics.annex2-workbook',
  method: 'GET',
  path: '/api/statistics/annex2.xlsx',
  permission: 'statistics.read',
  audit: 'statistics.annex2-exported',
  rate: 'export',
  handle: async (call, request, reply) => {
    const { division } = request.query as { division?: string };
    const table = await call.inTransaction((tx) => readTable(tx, call.actor, division, call.now));
    call.note(`division ${table.division.code}`);
    const name = `${text('title', { division: table.division.name })}.xlsx`;
    return reply
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('content-disposition', `attachment; filename="annex2.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`)
      .send(Buffer.from(await workbookOf(table)));
  },
};

export const statisticsStreams: StreamHandler[] = [annex2Workbook];
