import { spreadsheetText } from '@xueqian/kernel/spreadsheet-text.ts';
import type { StreamHandler } from '@xueqian/platform/handler.ts';
import { makeMessages } from '@xueqian/platform/messages.ts';
import { savedAs } from '@xueqian/platform/uploads.ts';
import { writeXlsx } from 'hucre';
import { localDate } from '../../jurisdictions/server/index.ts';
import en from '../messages/en.json' with { type: 'json' };
import zh from '../messages/zh-CN.json' with { type: 'json' };
import { listOfYear } from './annual-store.ts';

const messages = makeMessages({ 'zh-CN': { supervision: zh }, en: { supervision: en } });
const text = (key: string, facts?: Record<string, string | number>) =>
  messages('zh-CN', `supervision:annual.${key}`, facts);
const columns = ['county', 'code', 'name', 'result', 'explanation', 'open', 'recorded'] as const;
const mostLines = 200_000;

/** Results of a year, one line an institution of the jurisdiction. */
export const annualWorkbook: StreamHandler = {
  id: 'supervision.annual-workbook',
  method: 'GET',
  path: '/api/supervision/annual-reviews.xlsx',
  permission: 'supervision.read-annual-reviews',
  audit: 'supervision.annual-reviews-exported',
  rate: 'export',
  handle: async (call, request, reply) => {
    const asked = String((request.query as { year?: string }).year ?? '');
    const year = /^20\d\d$/.test(asked) ? Number(asked) : Number(localDate(call.now).slice(0, 4));
    const rows = await call.inTransaction((tx) => listOfYear(tx, year, 'all', 0, mostLines));
    call.note(`year ${year}`, { institutions: rows.length });
    const workbook = await writeXlsx({
      sheets: [
        {
          name: text('title'),
          rows: [
            columns.map((column) => text(`columns.${column}`)),
            ...rows.map((row) => [
              spreadsheetText(row.countyName),
              row.code,
              spreadsheetText(row.name),
              text(row.result === null ? 'only.none' : `results.${row.result}`),
              spreadsheetText(row.explanation ?? ''),
              row.openRectifications,
              row.recordedAt === null ? '' : localDate(row.recordedAt),
            ]),
          ],
          columns: [14, 14, 34, 14, 40, 14, 14].map((width) => ({ width })),
        },
      ],
    });
    return reply
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('content-disposition', savedAs('annual-reviews.xlsx', `${text('workbook', { year })}.xlsx`))
      .send(Buffer.from(workbook));
  },
};
