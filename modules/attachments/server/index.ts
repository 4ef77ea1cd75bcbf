import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { Refused } from '@xueqian/kernel/decision.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { StreamHandler } from '@xueqian/platform/handler.ts';
import { makeMessages } from '@xueqian/platform/messages.ts';
import { fileTypeFromBuffer } from 'file-type';
import en from '../messages/en.json' with { type: 'json' };
import zh from '../messages/zh-CN.json' with { type: 'json' };
import {
  isPaperType,
  isPlainPdf,
  largestPaper,
  mostPapers,
  type PaperType,
  paperName,
  type RecordKind,
  recordKinds,
} from '../paper.ts';
import { findPaper, insertPaper, listPapers } from './store.ts';

export { listPapers, listPapersOf, type PaperRow } from './store.ts';

const messages = makeMessages({ 'zh-CN': { attachments: zh }, en: { attachments: en } });

export type PaperRecord = { readonly institutionId: number; readonly isOpen: boolean };

/** A record that is there for the asker, and whether papers may still be added; null when it is not. Each kind's own module says it. */
export type FindRecord = (tx: Tx, kind: RecordKind, recordId: number) => Promise<PaperRecord | null>;

/** An upload that breaks off is the sender's matter; what the disk says, or a reply with a status, is not. */
const cutOff = (error: Error & { statusCode?: number; syscall?: string }): never => {
  if (error instanceof Refused || error.statusCode !== undefined || error.syscall !== undefined) throw error;
  throw new Refused('attachments.broken-off');
};

const collect = async (stream: Readable): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > largestPaper) {
      stream.resume();
      throw new Refused('attachments.too-large', { megabytes: largestPaper / 1024 / 1024 });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const typeOf = async (content: Buffer): Promise<PaperType> => {
  const found = (await fileTypeFromBuffer(content).catch(() => undefined))?.mime ?? '';
  if (!isPaperType(found)) throw new Refused('attachments.not-a-photo-or-scan');
  if (found === 'application/pdf' && !isPlainPdf(content.toString('latin1')))
    throw new Refused('attachments.active-pdf');
  return found;
};

const add = (findRecord: FindRecord): StreamHandler => ({
  id: 'attachments.add-paper',
  method: 'POST',
  path: '/api/papers/:kind/:recordId',
  permission: 'attachments.add',
  audit: 'attachments.paper-added',
  rate: 'bulk',
  handle: async (call, request) => {
    const params = request.params as { kind: string; recordId: string };
    const kind = recordKinds.find((each) => each === params.kind);
    const recordId = Number(params.recordId);
    if (!kind || !Number.isSafeInteger(recordId)) throw new Refused('attachments.not-found');
    const recordOf = async (tx: Tx) => {
      const record = await findRecord(tx, kind, recordId);
      if (!record) throw new Refused('attachments.not-found');
      if (!record.isOpen) throw new Refused('attachments.record-closed');
      return record;
    };
    // Whoever does not see the record sends nothing to the disk.
    await call.inTransaction(recordOf);
    const part = await request.file().catch(cutOff);
    if (!part) throw new Refused('attachments.broken-off');
    const content = await collect(part.file).catch(cutOff);
    if (content.length === 0) throw new Refused('attachments.broken-off');
    const mediaType = await typeOf(content);
    const fileName = paperName(part.filename, mediaType, messages('zh-CN', 'attachments:unnamed'));
    const { key } = await call.services.files.put(Readable.from([content]));
    try {
      const id = randomUUID();
      await call.inTransaction(async (tx) => {
        const { institutionId } = await recordOf(tx);
        if ((await listPapers(tx, kind, recordId)).length >= mostPapers)
          throw new Refused('attachments.too-many', { most: mostPapers });
        const paper = { id, kind, recordId, institutionId, fileName, fileKey: key, mediaType, bytes: content.length };
        await insertPaper(tx, paper, call.actor, call.now);
      });
      call.note(`${kind} ${recordId}`, { fileName, bytes: content.length });
      return { id };
    } catch (error) {
      await call.services.files.remove(key);
      throw error;
    }
  },
});

const download: StreamHandler = {
  id: 'attachments.download-paper',
  method: 'GET',
  path: '/api/papers/:id',
  permission: 'attachments.read',
  audit: 'attachments.paper-downloaded',
  rate: 'export',
  handle: async (call, request, reply) => {
    const { id } = request.params as { id: string };
    const paper = /^[0-9a-f-]{36}$/.test(id) ? await call.inTransaction((tx) => findPaper(tx, id)) : null;
    if (!paper) throw new Refused('attachments.not-found');
    call.note(`${paper.kind} ${paper.recordId}`, { fileName: paper.fileName });
    return reply
      .type(paper.mediaType)
      .header(
        'content-disposition',
        `attachment; filename="paper"; filename*=UTF-8''${encodeURIComponent(paper.fileName)}`,
      )
      .header('x-content-type-options', 'nosniff')
      .header('content-security-policy', 'sandbox')
      .send(await call.services.files.get(paper.fileKey));
  },
};

export const attachmentStreams = (findRecord: FindRecord): StreamHandler[] => [add(findRecord), download];
