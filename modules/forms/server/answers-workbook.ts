import { Refused } from '@xueqian/kernel/decision.ts';
import { spreadsheetText } from '@xueqian/kernel/spreadsheet-text.ts';
import type { StreamHandler } from '@xueqian/platform/handler.ts';
import { makeMessages } from '@xueqian/platform/messages.ts';
import { writeXlsx } from 'hucre';
import { type AnswerValues, type Field, fieldsOf } from '../design.ts';
import en from '../messages/en.json' with { type: 'json' };
import zh from '../messages/zh-CN.json' with { type: 'json' };
import { listVersions } from './form-store.ts';
import { getForm } from './guards.ts';
import { findRound, listWritten, type WrittenLine } from './round-store.ts';

const messages = makeMessages({ 'zh-CN': { forms: zh }, en: { forms: en } });
const text = (key: string, facts?: Record<string, string | number>) => messages('zh-CN', `forms:${key}`, facts);

const columns = ['county', 'code', 'name', 'state', 'version', 'late', 'submitted'] as const;
/** A sheet of a spreadsheet program holds a million lines. */
const mostLines = 100_000;

const cellOf = ({ kind, key }: Field, values: AnswerValues): string | number => {
  const value = values[key];
  if (value === undefined) return '';
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return text(value ? 'yesNo.yes' : 'yesNo.no');
  if (kind === 'attachment') return text('workbook.papers', { count: Array.isArray(value) ? value.length : 0 });
  return spreadsheetText(Array.isArray(value) ? value.join(text('workbook.separator')) : value);
};

const lineOf = (line: WrittenLine, fields: readonly Field[]): (string | number)[] => [
  ...[spreadsheetText(line.countyName), line.institutionCode, spreadsheetText(line.institutionName)],
  ...[text(`states.${line.state}`), line.version, line.isLate ? text('workbook.late') : ''],
  line.submittedAt === null ? '' : line.submittedAt.toISOString().slice(0, 10),
  ...fields.map((field) => cellOf(field, line.values)),
];

/** Answers of a period, one line an institution; a column for every field of any version, the newest first. */
export const answersWorkbook: StreamHandler = {
  id: 'forms.answers-workbook',
  method: 'GET',
  path: '/api/forms/:formId/answers.xlsx',
  permission: 'forms.follow',
  audit: 'forms.answers-exported',
  rate: 'export',
  handle: async (call, request, reply) => {
    const formId = Number((request.params as { formId: string }).formId);
    const roundId = Number((request.query as { roundId?: string }).roundId);
    if (!Number.isSafeInteger(formId) || !Number.isSafeInteger(roundId)) throw new Refused('forms.not-found');
    const { title, fields, lines } = await call.inTransaction(async (tx) => {
      const form = await getForm(tx, formId);
      const round = await findRound(tx, formId, roundId);
      if (!round) throw new Refused('forms.not-found');
      const byKey = new Map<string, Field>();
      for (const { design } of await listVersions(tx, formId))
        for (const field of fieldsOf(design)) if (!byKey.has(field.key)) byKey.set(field.key, field);
      return { title: form.title, fields: [...byKey.values()], lines: await listWritten(tx, round, mostLines) };
    });
    call.note(`form ${formId}`, { answers: lines.length });
    const workbook = await writeXlsx({
      sheets: [
        {
          name: text('workbook.sheet'),
          rows: [
            [
              ...columns.map((column) => text(`workbook.columns.${column}`)),
              ...fields.map(({ label, unit }) => spreadsheetText(unit ? `${label} (${unit})` : label)),
            ],
            ...lines.map((line) => lineOf(line, fields)),
          ],
          columns: [14, 14, 30, 12, 8, 8, 12, ...fields.map(() => 20)].map((width) => ({ width })),
        },
      ],
    });
    const name = encodeURIComponent(`${title}.xlsx`);
    return reply
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('content-disposition', `attachment; filename="answers.xlsx"; filename*=UTF-8''${name}`)
      .send(Buffer.from(workbook));
  },
};
