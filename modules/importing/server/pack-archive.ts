import { crc32, deflateRawSync } from 'node:zlib';
import type { PackedPart } from './workbook-archive.ts';

/** 1980-01-01: the same content gives the same file. */
const dosDate = 0x21;
const utf8Names = 0x800;

export const packPart = (name: string, content: Buffer | string): PackedPart => {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return { name, method: 8, crc: crc32(bytes), size: bytes.length, packed: deflateRawSync(bytes) };
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
