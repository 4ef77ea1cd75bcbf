import type { Actor } from '@xueqian/kernel/actor.ts';
import { spreadsheetText } from '@xueqian/kernel/spreadsheet-text.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { StreamHandler } from '@xueqian/platform/handler.ts';
import { makeMessages } from '@xueqian/platform/messages.ts';
import { ProblemReply } from '@xueqian/platform/problems.ts';
import { stringify } from 'csv-stringify/sync';
import { writeXlsx } from 'hucre';
import { z } from 'zod';
import { type EntryFilter, entryFilter } from '../contract.ts';
import en from '../messages/en.json' with { type: 'json' };
import zh from '../messages/zh-CN.json' with { type: 'json' };
import { blockCells, lineCells } from '../trail-line.ts';
import {
  digestOfWords,
  headerCells,
  leafOf,
  leavesOf,
  pathsOf,
  publicText,
  signDigest,
  type TrailKey,
} from './chain.ts';
import { conditionsOf } from './entries.ts';
import { cellsSql, type EntryCells, listBlocksOf } from './store.ts';

const messages = makeMessages({ 'zh-CN': { audit: zh }, en: { audit: en } });
const text = (key: string) => messages('zh-CN', `audit:workbook.${key}`);

/** Lines of one file at the most; more is exported month by month. */
export const mostLines = 20_000;

const filterShape = z.object(entryFilter);

/** The file as rows of cells, before neutralising: docs/audit-export.md describes it. */
export const exportRows = async (
  tx: Tx,
  key: TrailKey,
  actor: Actor,
  filter: EntryFilter,
  now: Date,
): Promise<{ rows: string[][]; lines: number }> => {
  const { sql, values } = conditionsOf(actor, filter, null);
  const entries = await tx.rows<EntryCells>(
    `select e.id, e.at, ${cellsSql('e')} as cells from audit.entries e where ${sql} order by e.at, e.id limit ${mostLines + 1}`,
    values,
  );
  if (entries.length > mostLines) throw new ProblemReply(409, 'audit.too-many-to-export', { most: mostLines });
  const [first, last] = [entries[0], entries.at(-1)];
  const blocks =
    first && last
      ? await listBlocksOf(
          tx,
          entries.map((entry) => entry.id),
          first.cells[1] ?? '',
          last.cells[1] ?? '',
        )
      : [];
  const places = new Map<number, { block: number; path: string }>();
  const wanted = new Set(entries.map((entry) => entry.id));
  for (const block of blocks) {
    const pathOf = pathsOf(leavesOf(block.leaves));
    block.entryIds.forEach((id, position) => {
      if (wanted.has(id)) places.set(id, { block: block.number, path: pathOf(position) });
    });
  }
  const lines = entries.map((entry) => {
    const place = places.get(entry.id);
    return ['line', ...entry.cells, leafOf(entry.cells).toString('hex'), String(place?.block ?? ''), place?.path ?? ''];
  });
  const blockRows = blocks.map((block) => [
    'block',
    ...headerCells(block),
    block.digest.toString('hex'),
    block.signature.toString('hex'),
  ]);
  const words = [
    'export',
    actor.personName,
    actor.login,
    actor.officeName,
    now.toISOString(),
    JSON.stringify(filter),
    String(lines.length),
    publicText(key.public),
  ];
  const whole = digestOfWords([...words, ...lines.map((line) => line[lineCells.length + 1] ?? '')]);
  return {
    rows: [
      ['watermark', text('watermark'), actor.personName, actor.login, actor.officeName, now.toISOString()],
      [
        'heading',
        ...lineCells.map((name) => text(`columns.${name}`)),
        text('columns.digest'),
        text('columns.block'),
        text('columns.path'),
      ],
      ...lines,
      [
        'block-heading',
        ...blockCells.map((name) => text(`blocks.${name}`)),
        text('blocks.digest'),
        text('blocks.signature'),
      ],
      ...blockRows,
      [...words, whole.toString('hex'), signDigest(key, whole).toString('hex')],
    ],
    lines: lines.length,
  };
};

const exportAs = (kind: 'csv' | 'xlsx', write: (rows: string[][]) => Promise<Buffer>, type: string): StreamHandler => ({
  id: `audit.export-${kind}`,
  method: 'GET',
  path: `/api/audit/export.${kind}`,
  permission: 'audit.export',
  audit: 'audit.exported',
  rate: 'export',
  handle: async (call, request, reply) => {
    const parsed = filterShape.safeParse(request.query);
    if (!parsed.success) throw new ProblemReply(400, 'input.bad');
    const { rows, lines } = await call.inTransaction((tx) =>
      exportRows(tx, call.services.trailKey, call.actor, parsed.data, call.now),
    );
    call.note(null, { filter: parsed.data, lines, kind });
    const name = `${text('file')}-${call.now.toISOString().slice(0, 10)}.${kind}`;
    return reply
      .type(type)
      .header(
        'content-disposition',
        `attachment; filename="audit.${kind}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      )
      .send(await write(rows.map((row) => row.map(spreadsheetText))));
  },
});

/** A mark at the beginning tells spreadsheet programs that the text is UTF-8. */
const asCsv = async (rows: string[][]): Promise<Buffer> => Buffer.from(`\uFEFF${stringify(rows)}`);

const asXlsx = async (rows: string[][]): Promise<Buffer> =>
  Buffer.from(await writeXlsx({ sheets: [{ name: text('sheet'), rows }] }));

export const auditStreams: readonly StreamHandler[] = [
  exportAs('csv', asCsv, 'text/csv; charset=utf-8'),
  exportAs('xlsx', asXlsx, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
];
