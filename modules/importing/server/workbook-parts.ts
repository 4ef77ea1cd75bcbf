import { Refused } from '@xueqian/kernel/decision.ts';
import { type Archive, type PackedPart, readPart } from './workbook-archive.ts';
import { type Attributes, localName, readXml } from './xml-stream.ts';

export type WorkbookSheet = { readonly name: string; readonly visible: boolean; readonly part: PackedPart };

export type Workbook = {
  /** Name of the workbook's part, and the folder that its relations start from. */
  readonly path: string;
  /** Worksheets in the order of their tabs. */
  readonly sheets: readonly WorkbookSheet[];
  readonly sharedStrings: PackedPart | null;
  readonly styles: PackedPart | null;
  /** Days are counted from 1904. */
  readonly from1904: boolean;
};

export type Relation = { readonly id: string; readonly type: string; readonly target: string };

/** The path that a relation's target means, seen from the folder of the part that has it. */
export const targetPath = (folder: string, target: string): string => {
  if (target.startsWith('/')) return target.slice(1);
  const path = folder.split('/').filter(Boolean);
  for (const step of target.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '.' && step !== '') path.push(step);
  }
  return path.join('/');
};

export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/** Name of the part with the relations of a part. */
export const relationsPath = (path: string): string => {
  const folder = folderOf(path);
  return `${folder}_rels/${path.slice(folder.length)}.rels`;
};

/** The relations of a part; external ones are left out, nothing is ever fetched. */
export const relationsOf = (archive: Archive, path: string): Relation[] => {
  const part = archive.find(relationsPath(path));
  const relations: Relation[] = [];
  if (!part) return relations;
  readXml(readPart(part), {
    open: (name, { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode }) => {
      if (name !== 'Relationship' || mode === 'External') return;
      relations.push({ id, type: type.slice(type.lastIndexOf('/') + 1), target: targetPath(folderOf(path), target) });
    },
  });
  return relations;
};

/** The relation that an element names, whatever the prefix; null without one. */
export const relationIdOf = (attributes: Attributes): string | null => {
  const found = Object.entries(attributes).find(([name]) => name.includes(':') && localName(name) === 'id');
  return found?.[1] ?? null;
};

/** The workbook's list of sheets and the parts they share. */
export const readWorkbook = (archive: Archive): Workbook => {
  const root = relationsOf(archive, '').find((relation) => relation.type === 'officeDocument');
  const part = root ? archive.find(root.target) : archive.find('xl/workbook.xml');
  if (!part) throw new Refused('importing.file-broken');
  const path = root?.target ?? 'xl/workbook.xml';
  const relations = relationsOf(archive, path);
  const partOf = (type: string): PackedPart | null => {
    const relation = relations.find((known) => known.type === type);
    return relation ? archive.find(relation.target) : null;
  };
  const sheets: WorkbookSheet[] = [];
  let from1904 = false;
  readXml(readPart(part), {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const relation = relations.find((known) => known.id === relationIdOf(attributes));
      if (relation?.type !== 'worksheet') return;
      const sheet = archive.find(relation.target);
      if (!sheet) throw new Refused('importing.file-broken');
      sheets.push({
        name: attributes.name ?? '',
        visible: (attributes.state ?? 'visible') === 'visible',
        part: sheet,
      });
    },
  });
  if (sheets.length === 0) throw new Refused('importing.file-broken');
  return { path, sheets, sharedStrings: partOf('sharedStrings'), styles: partOf('styles'), from1904 };
};

/** Built-in number formats that show a date, those of the Chinese edition included; pure times are none. */
const isBuiltInDate = (format: number): boolean =>
  (format >= 14 && format <= 17) ||
  format === 22 ||
  (format >= 27 && format <= 31) ||
  format === 36 ||
  (format >= 50 && format <= 54) ||
  format === 57 ||
  format === 58;

/** Whether a format text shows a day, a month or a year; `m` alone beside hours means minutes. */
const isDateFormat = (code: string): boolean => {
  const plain = code
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[[^\]]*\]/g, '')
    .toLowerCase();
  if (plain.includes('general')) return false;
  return /[yd]/.test(plain) || (plain.includes('m') && !/[hs]/.test(plain));
};

/** For each cell format of the workbook: does it show dates? */
export const readDateFormats = (styles: PackedPart | null): readonly boolean[] => {
  const dates: boolean[] = [];
  if (!styles) return dates;
  const custom = new Map<number, boolean>();
  let inCellFormats = false;
  readXml(readPart(styles), {
    open: (name, { numFmtId, formatCode }, closed) => {
      if (name === 'numFmt') custom.set(Number(numFmtId), isDateFormat(formatCode ?? ''));
      else if (name === 'cellXfs') inCellFormats = !closed;
      else if (name === 'xf' && inCellFormats) {
        const format = Number(numFmtId ?? '0');
        dates.push(custom.get(format) ?? isBuiltInDate(format));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return dates;
};
