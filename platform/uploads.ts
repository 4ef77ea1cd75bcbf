import { Readable } from 'node:stream';
import { Refused } from '@xueqian/kernel/decision.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { fileTypeFromBuffer } from 'file-type';
import type { FileStore } from './files.ts';

/** What a module says of the files that it takes. */
export type UploadLimits = {
  /** Most bytes of a file. */
  readonly largest: number;
  /** Endings by media type; the type is found by the content, never by the name. */
  readonly types: Readonly<Record<string, string>>;
  /** The name of a file that has none. */
  readonly unnamed: string;
  /** Refusals in the module's own words: cut off or empty, over the size (fact `megabytes`), of another type. */
  readonly codes: { readonly broken: string; readonly tooLarge: string; readonly type: string };
};

/** A file as it came: its bytes, its type, and a name that ends as the type does and leads nowhere. */
export type Upload = { readonly content: Buffer; readonly mediaType: string; readonly fileName: string };

/** A file as it is kept. */
export type KeptFile = {
  readonly fileName: string;
  readonly fileKey: string;
  readonly bytes: number;
  readonly mediaType: string;
};

/** An upload that breaks off is the sender's matter; what the disk says, or a reply with a status, is not. */
const cutOff =
  (limits: UploadLimits) =>
  (error: Error & { statusCode?: number; syscall?: string }): never => {
    if (error instanceof Refused || error.statusCode !== undefined || error.syscall !== undefined) throw error;
    throw new Refused(limits.codes.broken);
  };

const collect = async (stream: Readable, limits: UploadLimits): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limits.largest) {
      stream.resume();
      throw new Refused(limits.codes.tooLarge, { megabytes: limits.largest / 1024 / 1024 });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const typeOf = async (content: Buffer, name: string, limits: UploadLimits) => {
  const mediaType = (await fileTypeFromBuffer(content).catch(() => undefined))?.mime ?? '';
  const ending = limits.types[mediaType];
  if (ending === undefined) throw new Refused(limits.codes.type);
  const clean = name.replaceAll(/[\p{Cc}\p{Cf}/\\]/gu, '').slice(0, 120) || limits.unnamed;
  const fits = new RegExp(`\\.(${ending}${ending === 'jpg' ? '|jpeg' : ''})$`, 'i').test(clean);
  return { mediaType, fileName: fits ? clean : `${clean}.${ending}` };
};

/** The one file of a request, read whole and looked at; refused in the words of `limits`. */
export const takeUpload = async (request: FastifyRequest, limits: UploadLimits): Promise<Upload> => {
  const part = await request.file().catch(cutOff(limits));
  if (!part) throw new Refused(limits.codes.broken);
  const content = await collect(part.file, limits).catch(cutOff(limits));
  if (content.length === 0) throw new Refused(limits.codes.broken);
  return { content, ...(await typeOf(content, part.filename, limits)) };
};

/** Keeps a file while its row is written: when that fails, nothing is left behind. */
export const keepUpload = async <T>(
  files: FileStore,
  upload: Upload,
  write: (file: KeptFile) => Promise<T>,
): Promise<T> => {
  const { content, mediaType, fileName } = upload;
  const { key } = await files.put(Readable.from([content]));
  try {
    return await write({ fileName, fileKey: key, bytes: content.length, mediaType });
  } catch (error) {
    await files.remove(key);
    throw error;
  }
};

/** A header that saves under a name of any characters; `plain` is for browsers of long ago. */
export const savedAs = (plain: string, name: string): string =>
  `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`;

/** Sends a kept file to be saved, never to be shown as a page of ours. */
export const sendKept = async (reply: FastifyReply, files: FileStore, file: KeptFile): Promise<FastifyReply> =>
  reply
    .type(file.mediaType)
    .header('content-disposition', savedAs('attachment', file.fileName))
    .header('x-content-type-options', 'nosniff')
    .send(await files.get(file.fileKey));
