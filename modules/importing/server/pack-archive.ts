import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib';
import type { PackedPart } from './workbook-archive.ts';

/** 1980-01-01: the same content gives the same file. */
const dosDate = 0x21;
const utf8Names = 0x800;

export const packPart = (name: string, content: Buffer | string): PackedPart => {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return { name, method: 8, crc: crc32(bytes), size: bytes.length, packed: deflateRawSync(bytes) };
};

/** Packs a part whose content comes piece by piece; only its packed bytes are kept. */
export const packPieces = async (name: string, pieces: AsyncIterable<string>): Promise<PackedPart> => {
  let crc = 0;
  let size = 0;
  const counted = async function* (): AsyncGenerator<Buffer, void, undefined> {
    for await (const piece of pieces) {
      const bytes = Buffer.from(piece);
      crc = crc32(bytes, crc);
      size += bytes.length;
      yield bytes;
    }
  };
  const deflate = createDeflateRaw({ level: 5, chunkSize: 64 * 1024 });
  const packed: Buffer[] = [];
  await pipeline(Readable.from(counted(), { highWaterMark: 4 }), deflate, async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) packed.push(chunk);
  });
  return { name, method: 8, crc, size, packed: Buffer.concat(packed) };
};

const header = (part: PackedPart, name: Buffer): Buffer => {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(utf8Names, 2);
  fields.writeUInt16LE(part.method, 4);
  fields.writeUInt16LE(dosDate, 8);
  fields.writeUInt32LE(part.crc, 10);
  fields.writeUInt32LE(part.packed.length, 14);
  fields.writeUInt32LE(part.size, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
};

/** Writes parts, already packed, as one zip archive. */
export const packArchive = (parts: readonly PackedPart[]): Buffer => {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const fields = header(part, name);
    pieces.push(Buffer.from('PK\x03\x04', 'latin1'), fields, name, part.packed);
    const entry = Buffer.alloc(46);
    entry.write('PK\x01\x02', 0, 'latin1');
    entry.writeUInt16LE(20, 4);
    fields.copy(entry, 6);
    entry.writeUInt32LE(offset, 42);
    directory.push(entry, name);
    offset += 30 + name.length + part.packed.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...pieces, entries, end]);
};
