import { Readable } from 'node:stream';
import { Refused } from '@xueqian/kernel/decision.ts';
import { spreadsheetText } from '@xueqian/kernel/spreadsheet-text.ts';
import type { StreamHandler } from '@xueqian/platform/handler.ts';
import { makeMessages } from '@xueqian/platform/messages.ts';
import { fileTypeFromBuffer } from 'file-type';
import { writeXlsx } from 'hucre';
import { localDate } from '../../jurisdictions/server/index.ts';
import { attachmentTypes, largestAttachment, mostAttachments } from '../announcement.ts';
import en from '../messages/en.json' with { type: 'json' };
import zh from '../messages/zh-CN.json' with { type: 'json' };
import { decideChange } from '../rules.ts';
import { listReceiptRows, type ReceiptRow } from './follow-store.ts';
import { getFollowed } from './read-handlers.ts';
import { type Attachment, findAttachment, insertAttachment, listAttachments } from './store.ts';
import { getMine, guard } from './write-handlers.ts';

const messages = makeMessages({ 'zh-CN': { announcements: zh }, en: { announcements: en } });
const text = (key: string, facts?: Record<string, string | number>) =>
  messages('zh-CN', `announcements:workbook.${key}`, facts);

const idOf = (params: unknown, key: string): number => {
  const id = Number((params as Record<string, string>)[key]);
  if (!Number.isSafeInteger(id) || id < 1) throw new Refused('announcements.not-found');
  return id;
};

const named = (kind: string, name: string): string =>
  `attachment; filename="${kind}"; filename*=UTF-8''${encodeURIComponent(name)}`;

/** An upload that breaks off is the sender's matter; what the disk says, or a reply with a status, is not. */
const cutOff = (error: Error & { statusCode?: number; syscall?: string }): never => {
  if (error instanceof Refused || error.statusCode !== undefined || error.syscall !== undefined) throw error;
  throw new Refused('announcements.attachment-broken');
};

const collect = async (stream: Readable): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > largestAttachment) {
      stream.resume();
      throw new Refused('announcements.attachment-too-large', { megabytes: largestAttachment / 1024 / 1024 });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

type MediaType = keyof typeof attachmentTypes;

/** The type by its content, and a name that ends as the type does. */
const typeOf = async (content: Buffer, name: string): Promise<{ mediaType: MediaType; fileName: string }> => {
  const found = (await fileTypeFromBuffer(content).catch(() => undefined))?.mime ?? '';
  if (!(found in attachmentTypes)) throw new Refused('announcements.attachment-type');
  const mediaType = found as MediaType;
  const ending = attachmentTypes[mediaType];
  const clean = name.replaceAll(/[\p{Cc}\p{Cf}/\\]/gu, '').slice(0, 120) || text('attachment');
  const fits = new RegExp(`\\.(${ending}${ending === 'jpg' ? '|jpeg' : ''})$`, 'i').test(clean);
  return { mediaType, fileName: fits ? clean : `${clean}.${ending}` };
};

const attach: StreamHandler = {
  id: 'announcements.attach',
  method: 'POST',
  path: '/api/announcements/:announcementId/attachments',
  permission: 'announcements.write',
  audit: 'announcements.attached',
  rate: 'bulk',
  handle: async (call, request) => {
    const announcementId = idOf(request.params, 'announcementId');
    const part = await request.file().catch(cutOff);
    if (!part) throw new Refused('announcements.attachment-broken');
    const content = await collect(part.file).catch(cutOff);
    if (content.length === 0) throw new Refused('announcements.attachment-broken');
    const type = await typeOf(content, part.filename);
    const { key } = await call.services.files.put(Readable.from([content]));
    try {
      const id = await call.inTransaction(async (tx) => {
        guard(decideChange(await getMine({ tx, actor: call.actor }, announcementId)));
        if ((await listAttachments(tx, announcementId)).length >= mostAttachments)
          throw new Refused('announcements.too-many-attachments', { most: mostAttachments });
        const file = { ...type, fileKey: key, bytes: content.length };
        return insertAttachment(tx, call.actor, announcementId, file, call.now);
      });
      call.note(`announcement ${announcementId}`, { fileName: type.fileName, bytes: content.length });
      return { attachmentId: id };
    } catch (error) {
      await call.services.files.remove(key);
      throw error;
    }
  },
};

const download: StreamHandler = {
  id: 'announcements.download-attachment',
  method: 'GET',
  path: '/api/announcement-attachments/:attachmentId',
  permission: 'signed-in',
  audit: 'announcements.attachment-downloaded',
  rate: 'export',
  handle: async (call, request, reply) => {
    const id = idOf(request.params, 'attachmentId');
    const file: Attachment | null = await call.inTransaction((tx) =>
      findAttachment(tx, call.actor, id, localDate(call.now)),
    );
    if (!file) throw new Refused('announcements.attachment-not-found');
    call.note(`attachment ${id}`);
    return reply
      .type(file.mediaType)
      .header('content-disposition', named('attachment', file.fileName))
      .header('x-content-type-options', 'nosniff')
      .send(await call.services.files.get(file.fileKey));
  },
};

const instant = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

const cellsOf = ({ officeName, level, people }: ReceiptRow): string[][] => {
  const office = [spreadsheetText(officeName), text(`levels.${level}`)];
  if (people.length === 0) return [[...office, '', text('unread'), '']];
  return people.map((person) => [
    ...office,
    spreadsheetText(person.personName),
    instant.format(new Date(person.readAt)),
    person.confirmedAt ? instant.format(new Date(person.confirmedAt)) : '',
  ]);
};

const columns = ['office', 'level', 'person', 'read', 'confirmed'] as const;

/** All offices addressed, read or not: one sheet. */
const receiptsWorkbook: StreamHandler = {
  id: 'announcements.receipts-workbook',
  method: 'GET',
  path: '/api/announcements/:announcementId/receipts.xlsx',
  permission: 'announcements.follow',
  audit: 'announcements.receipts-exported',
  rate: 'export',
  handle: async (call, request, reply) => {
    const id = idOf(request.params, 'announcementId');
    const { found, rows } = await call.inTransaction(async (tx) => {
      const followed = await getFollowed(tx, call.actor, id, call.now);
      return { found: followed, rows: await listReceiptRows(tx, id, followed, 'all', 0, 100_000) };
    });
    call.note(`announcement ${id}`, { offices: rows.length });
    const title = found.title ?? text('system');
    const workbook = await writeXlsx({
      sheets: [
        {
          name: text('sheet'),
          rows: [
            [spreadsheetText(title)],
            columns.map((column) => text(`columns.${column}`)),
            ...rows.flatMap(cellsOf),
          ],
          columns: [40, 12, 16, 20, 20].map((width) => ({ width })),
        },
      ],
    });
    return reply
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('content-disposition', named('receipts.xlsx', `${text('sheet')}-${id}.xlsx`))
      .send(Buffer.from(workbook));
  },
};

export const announcementStreams: StreamHandler[] = [attach, download, receiptsWorkbook];
