import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { Refused } from '@xueqian/kernel/decision.ts';
import yauzl from 'yauzl';

/** What a workbook may weigh unpacked. A file over it is refused before anything is unpacked. */
export type ArchiveLimits = {
  /** Bytes of all parts together. */
  readonly unpacked: number;
  /** Unpacked bytes for one packed byte; asked only of archives over `ratioFrom` bytes. */
  readonly ratio: number;
  readonly ratioFrom: number;
  readonly parts: number;
};

export const archiveLimits: ArchiveLimits = {
  unpacked: 600 * 1024 ** 2,
  ratio: 200,
  ratioFrom: 16 * 1024 ** 2,
  parts: 5000,
};

/** One part of the archive as it lies packed in the file. */
export type PackedPart = {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly size: number;
  readonly packed: Buffer;
};

export type Archive = {
  readonly parts: readonly PackedPart[];
  /** By name, without regard to case or a leading slash. */
  find(name: string): PackedPart | null;
};

const nameKey = (name: string): string => name.replace(/^\/+/, '').toLowerCase();

const megabytes = (bytes: number): number => Math.ceil(bytes / 1024 ** 2);

export const tooLarge = (bytes: number, limits: ArchiveLimits): Refused =>
  new Refused('importing.file-too-large', { megabytes: megabytes(bytes), limit: megabytes(limits.unpacked) });

const broken = (): Refused => new Refused('importing.file-broken');

/** The central directory, read whole: its declared sizes are judged before any part is touched. */
const readDirectory = (bytes: Buffer, limits: ArchiveLimits): Promise<yauzl.Entry[]> =>
  new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, archive) => {
      if (error || !archive) {
        reject(broken());
        return;
      }
      const entries: yauzl.Entry[] = [];
      let unpacked = 0;
      archive.on('error', () => reject(broken()));
      archive.on('end', () => resolve(entries));
      archive.on('entry', (entry: yauzl.Entry) => {
        unpacked += entry.uncompressedSize;
        const bomb = unpacked > limits.ratioFrom && unpacked > bytes.length * limits.ratio;
        if (unpacked > limits.unpacked || bomb || entries.length >= limits.parts) {
          reject(tooLarge(unpacked, limits));
          return;
        }
        entries.push(entry);
        archive.readEntry();
      });
      archive.readEntry();
    });
  });

const packedPart = (bytes: Buffer, entry: yauzl.Entry): PackedPart => {
  if ((entry.generalPurposeBitFlag & 1) === 1) throw new Refused('importing.file-encrypted');
  const header = entry.relativeOffsetOfLocalHeader;
  if (header + 30 > bytes.length || bytes.readUInt32LE(header) !== 0x04034b50) throw broken();
  const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
  if (start + entry.compressedSize > bytes.length) throw broken();
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) throw broken();
  return {
    name: entry.fileName,
    method: entry.compressionMethod,
    crc: entry.crc32,
    size: entry.uncompressedSize,
    packed: bytes.subarray(start, start + entry.compressedSize),
  };
};

/** Opens a zip archive held in memory; refuses broken, encrypted and far too large ones. */
export const openArchive = async (bytes: Buffer, limits: ArchiveLimits = archiveLimits): Promise<Archive> => {
  const entries = await readDirectory(bytes, limits);
  const parts = entries.filter((entry) => !entry.fileName.endsWith('/')).map((entry) => packedPart(bytes, entry));
  const byName = new Map(parts.map((part) => [nameKey(part.name), part]));
  return { parts, find: (name) => byName.get(nameKey(name)) ?? null };
};

/**
 * The unpacked bytes of a part, in chunks, as fast as they are taken. Real bytes are counted: a part that unpacks to
 * more than its header says is refused at the first byte too many.
 */
export const unpackPart = async function* (part: PackedPart): AsyncGenerator<Buffer, void, undefined> {
  let size = 0;
  let crc = 0;
  const inflate = part.method === 8 ? createInflateRaw({ chunkSize: 64 * 1024 }) : null;
  inflate?.end(part.packed);
  try {
    for await (const chunk of (inflate ?? [part.packed]) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > part.size) throw tooLarge(size, archiveLimits);
      crc = crc32(chunk, crc);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof Refused ? error : broken();
  } finally {
    inflate?.destroy();
  }
  if (size !== part.size || crc !== part.crc) throw broken();
};

/** A small part as a whole. */
export const readPart = (part: PackedPart, limit = 32 * 1024 ** 2): Buffer => {
  if (part.size > limit) throw tooLarge(part.size, { ...archiveLimits, unpacked: limit });
  try {
    const whole = part.method === 8 ? inflateRawSync(part.packed, { maxOutputLength: part.size + 1 }) : part.packed;
    if (whole.length === part.size && crc32(whole) === part.crc) return whole;
  } catch {
    // Told below: damaged, or more bytes than declared.
  }
  throw broken();
};
