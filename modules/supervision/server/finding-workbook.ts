import { spreadsheetText } from '@xueqian/kernel/spreadsheet-text.ts';
import type { StreamHandler } from '@xueqian/platform/handler.ts';
import { makeMessages } from '@xueqian/platform/messages.ts';
import { writeXlsx } from 'hucre';
import { profileRules } from '../../institutions/profile-rules.ts';
import en from '../messages/en.json' with { type: 'json' };
import zh from '../messages/zh-CN.json' with { type: 'json' };
import { placeOf } from './finding-handlers.ts';
import { type FindingRow, listByRule } from './finding-store.ts';

const messages = makeMessages({ 'zh-CN': { supervision: zh }, en: { supervision: en } });
const text = (key: string, facts?: Record<string, string | number>) => messages('zh-CN', `supervision:${key}`, facts);

const articleOf = new Map(profileRules.map(({ code, article }) => [code, article]));
const columns = ['county', 'code', 'name', 'rule', 'row', 'text', 'since', 'article'] as const;
/** A sheet of a spreadsheet program holds a million lines; an office that has more asks rule by rule. */
const mostLines = 200_000;

const linesOf = ({ countyName, code, name, rule, sinceOn, found }: FindingRow): string[][] =>
  found.map(({ row, facts }) => [
    spreadsheetText(countyName),
    code,
    spreadsheetText(name),
    `${rule} ${text(`rules.${rule}.name`)}`,
    spreadsheetText(row ?? ''),
    text(`rules.${rule}.text`, facts),
    sinceOn,
    articleOf.get(rule) ?? '',
  ]);

/** What is found in a division, one line a finding: the supervision list to take along. */
export const findingsWorkbook: StreamHandler = {
  id: 'supervision.findings-workbook',
  method: 'GET',
  path: '/api/supervision/findings.xlsx',
  permission: 'supervision.read',
  audit: 'supervision.findings-exported',
  rate: 'export',
  handle: async (call, request, reply) => {
    const asked = request.query as { division?: string; rule?: string };
    const rule = /^[1-4]\d\d$/.test(asked.rule ?? '') ? (asked.rule as string) : null;
    const { unit, rows } = await call.inTransaction(async (tx) => {
      const place = await placeOf(tx, call.actor, asked.division);
      return { unit: place.unit, rows: await listByRule(tx, place.step, place.unit.code, rule, 0, mostLines) };
    });
    call.note(`division ${unit.code}`, { rule, institutions: rows.length });
    const workbook = await writeXlsx({
      sheets: [
        {
          name: text('workbook.sheet'),
          rows: [columns.map((column) => text(`workbook.columns.${column}`)), ...rows.flatMap(linesOf)],
          columns: [14, 14, 34, 26, 18, 44, 12, 44].map((width) => ({ width })),
        },
      ],
    });
    const name = encodeURIComponent(`${text('workbook.title', { division: unit.name })}.xlsx`);
    return reply
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('content-disposition', `attachment; filename="findings.xlsx"; filename*=UTF-8''${name}`)
      .send(Buffer.from(workbook));
  },
};
