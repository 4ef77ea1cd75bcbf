import { spreadsheetText } from '@xueqian/kernel/spreadsheet-text.ts';
import type { StreamHandler } from '@xueqian/platform/handler.ts';
import { makeMessages } from '@xueqian/platform/messages.ts';
import { savedAs } from '@xueqian/platform/uploads.ts';
import { writeXlsx } from 'hucre';
import { localDate } from '../../jurisdictions/server/index.ts';
import { keptFigures, noticePeriods, rateOf } from '../keeping-up.ts';
import en from '../messages/en.json' with { type: 'json' };
import zh from '../messages/zh-CN.json' with { type: 'json' };
import { keptOf } from './keeping-up.ts';

const messages = makeMessages({ 'zh-CN': { deadlines: zh }, en: { deadlines: en } });
const text = (key: string, facts?: Record<string, string | number>) => messages('zh-CN', `deadlines:${key}`, facts);

/** How offices kept up, one line a part and kind: the table of a notice to take along. */
export const keepingUpWorkbook: StreamHandler = {
  id: 'deadlines.keeping-up-workbook',
  method: 'GET',
  path: '/api/deadlines/keeping-up.xlsx',
  permission: 'deadlines.count',
  audit: 'deadlines.keeping-up-exported',
  rate: 'export',
  handle: async (call, request, reply) => {
    const asked = request.query as { division?: string; holder?: string; period?: string };
    const { place, fromOn, untilOn, rows } = await call.inTransaction((tx) =>
      keptOf(tx, call.actor, localDate(call.now), {
        division: asked.division === '' ? undefined : asked.division,
        holder: asked.holder === 'institution' ? 'institution' : 'county',
        period: noticePeriods.find((each) => each === asked.period) ?? 'half-year',
      }),
    );
    call.note(`division ${place.code}`, { fromOn, untilOn });
    const workbook = await writeXlsx({
      sheets: [
        {
          name: text('keeping.title'),
          rows: [
            [
              text('parts.name'),
              text('columns.kind'),
              ...keptFigures.map((each) => text(`keeping.${each}`)),
              text('keeping.rate'),
            ],
            ...rows.map((row) => [
              spreadsheetText(row.name),
              text(`kinds.${row.kind}`),
              ...keptFigures.map((figure) => row[figure]),
              rateOf(row) ?? '',
            ]),
          ],
          columns: [30, 18, 12, 12, 12, 12, 12, 14].map((width) => ({ width })),
        },
      ],
    });
    const name = text('keeping.workbook', { division: place.name || text('nation'), from: fromOn, until: untilOn });
    return reply
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('content-disposition', savedAs('keeping-up.xlsx', `${name}.xlsx`))
      .send(Buffer.from(workbook));
  },
};
