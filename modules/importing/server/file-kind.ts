import { isUtf8 } from 'node:buffer';
import { Refused } from '@xueqian/kernel/decision.ts';
import type { Archive } from './workbook-archive.ts';

/** What a file is by its first bytes; its name is not asked. */
export type FileKind = 'archive' | 'text';

const starts = (bytes: Buffer, sign: string): boolean => bytes.subarray(0, sign.length).toString('latin1') === sign;

const notATable = (found: string): Refused => new Refused('importing.file-not-a-table', { found });

const signs: readonly (readonly [string, string])[] = [
  ['%PDF', 'PDF'],
  ['\x89PNG', 'PNG'],
  ['\xff\xd8\xff', 'JPEG'],
  ['GIF8', 'GIF'],
  ['Rar!', 'RAR'],
  ["7z\xbc\xaf'\x1c", '7z'],
  ['\x1f\x8b', 'gzip'],
  ['{\\rtf', 'RTF'],
  ['MZ', 'EXE'],
];

const names = (bytes: Buffer, name: string): boolean => bytes.includes(Buffer.from(name, 'utf16le'));

/** The old container format: encrypted workbooks, old workbooks and old documents share it. */
const refuseContainer = (bytes: Buffer): Refused => {
  if (names(bytes, 'EncryptedPackage')) return new Refused('importing.file-encrypted');
  if (names(bytes, 'Workbook') || names(bytes, 'Book')) return new Refused('importing.file-old-xls');
  return names(bytes, 'WordDocument') ? notATable('Word') : new Refused('importing.file-broken');
};

/** Tells archive from text; everything else is refused by what it is. */
export const kindOfFile = (bytes: Buffer): FileKind => {
  if (bytes.length === 0) throw new Refused('importing.file-empty');
  if (starts(bytes, 'PK\x03\x04')) return 'archive';
  if (starts(bytes, 'PK')) throw new Refused('importing.file-broken');
  if (starts(bytes, '\xd0\xcf\x11\xe0')) throw refuseContainer(bytes);
  const sign = signs.find(([known]) => starts(bytes, known));
  if (sign) throw notATable(sign[1]);
  if (starts(bytes, '\x09\x08') || starts(bytes, '\x09\x04')) throw new Refused('importing.file-old-xls');
  return 'text';
};

/** Refuses archives that are no workbook we read: documents, open documents, binary workbooks, those with macros. */
export const guardWorkbook = (archive: Archive): void => {
  for (const part of archive.parts) {
    const name = part.name.toLowerCase();
    if (name.endsWith('vbaproject.bin') || name.includes('xl/macrosheets/')) {
      throw new Refused('importing.file-has-macros');
    }
  }
  if (archive.find('xl/workbook.bin')) throw notATable('XLSB');
  if (archive.find('word/document.xml')) throw notATable('Word');
  if (archive.find('ppt/presentation.xml')) throw notATable('PowerPoint');
  if (archive.find('content.xml') && archive.find('mimetype')) throw notATable('ODF');
  if (!archive.find('[Content_Types].xml')) throw notATable('ZIP');
};

export type TextEncoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'GB18030';

/** A character cut off by the end of the file does not make it another encoding. */
const withoutCutCharacter = (bytes: Buffer): Buffer => {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    if (bytes[bytes.length - back]! >= 0xc0) return bytes.subarray(0, bytes.length - back);
  }
  return bytes;
};

export const encodingOf = (bytes: Buffer): TextEncoding => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'UTF-16LE';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'UTF-16BE';
  return isUtf8(bytes) || isUtf8(withoutCutCharacter(bytes)) ? 'UTF-8' : 'GB18030';
};

/** Refuses text that is plainly no table: pages, other markup, and bytes that are no text. */
export const guardText = (start: string): void => {
  const text = start.replace(/^\ufeff/, '').trimStart();
  if (text === '') throw new Refused('importing.file-empty');
  if (/^<(!doctype|html|table|head|meta|body|\?xml|style|script)/i.test(text)) throw notATable('HTML/XML');
  if (/^[[{]\s*["[{]/.test(text)) throw notATable('JSON');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\x00-\x08\x0e-\x19\x1b-\x1f]/.test(text)) throw notATable('?');
};
