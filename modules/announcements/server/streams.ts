import { Refused } from '@xueqian/kernel/decision.ts';
import { spreadsheetText } from '@xueqian/kernel/spreadsheet-text.ts';
import type { StreamHandler } from '@xueqian/platform/handler.ts';
import { makeMessages } from '@xueqian/platform/messages.ts';
import { keepUpload, savedAs, sendKept, takeUpload, type UploadLimits } from '@xueqian/platform/uploads.ts';
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

const limits: UploadLimits = {
  largest: largestAttachment,
  types: attachmentTypes,
  unnamed: text('attachment'),
  codes: {
    broken: 'announcements.attachment-broken',
    tooLarge: 'announcements.attachment-too-large',
    type: 'announcements.attachment-type',
  },
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
    const upload = await takeUpload(request, limits);
    return keepUpload(call.services.files, upload, async (file) => {
      const attachmentId = await call.inTransaction(async (tx) => {
        guard(decideChange(await getMine({ tx, actor: call.actor }, announcementId)));
        if ((await listAttachments(tx, announcementId)).length >= mostAttachments)
          throw new Refused('announcements.too-many-attachments', { most: mostAttachments });
        return insertAttachment(tx, call.actor, announcementId, file, call.now);
      });
      call.note(`announcement ${announcementId}`, { fileName: file.fileName, bytes: file.bytes });
      return { attachmentId };
    });
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
    return sendKept(reply, call.services.files, file);
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
      .header('content-disposition', savedAs('receipts.xlsx', `${text('sheet')}-${id}.xlsx`))
      .send(Buffer.from(workbook));
  },
};

export const announcementStreams: StreamHandler[] = [attach, download, receiptsWorkbook];
