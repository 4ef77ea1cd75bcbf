import { posix } from 'node:path';
import type { Language } from '@xueqian/platform/messages.ts';
import {
  buildWorkbook,
  declaration,
  officeSpace,
  packageSpace,
  rowXml,
  textCell,
  typeSpace,
} from './build-workbook.ts';
import { openCsv } from './csv-rows.ts';
import { kindOfFile } from './file-kind.ts';
import { mergeNotes } from './mark-notes.ts';
import { markSheet, type RowMarks } from './mark-sheet.ts';
import { readMarkStyles, type Severity } from './mark-styles.ts';
import { packArchive, packPart, packPieces } from './pack-archive.ts';
import { type ChosenSheet, chooseSheet, type FindHeadings } from './read-sheet.ts';
import { columnLetter, shownText } from './sheet-cell.ts';
import type { SheetNote } from './sheet-notes.ts';
import { surveySheet } from './sheet-survey.ts';
import { importingTexts } from './texts.ts';
import { type Archive, type PackedPart, readPart } from './workbook-archive.ts';
import { folderOf, relationsOf, relationsPath } from './workbook-parts.ts';
import type { Attributes } from './xml-stream.ts';
import { cutXml, tagText } from './xml-tokens.ts';

/** `row` is 1-based, `column` 0-based; null means the row as a whole. */
export type SheetProblem = {
  readonly row: number;
  readonly column: number | null;
  readonly severity: Severity;
  readonly text: string;
};

export type MarkOptions = {
  readonly bytes: Buffer;
  readonly fileName: string;
  readonly problems: Iterable<SheetProblem> | AsyncIterable<SheetProblem>;
  readonly language?: Language;
  /** As for reading. */
  readonly find?: FindHeadings;
};

/** Programs that show workbooks grow slow with more notes; colours and the last column tell the rest. */
const mostNotes = 20_000;
const mostToldOfRow = 40;
const longestNote = 1000;
const longestRemark = 30_000;
const largestNotes = 96 * 1024 ** 2;

const textFormat =
  '<fonts count="1"><font><sz val="11"/><name val="SimSun"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>';

/** A text file as a workbook whose cells are all text, rows at their numbers. */
const workbookOfText = (bytes: Buffer): Promise<Buffer> => {
  const table = openCsv(bytes);
  const rows = async function* (): AsyncGenerator<string, void, undefined> {
    for await (const batch of table.rows()) {
      yield batch
        .map(({ row, cells }) =>
          rowXml(
            row,
            cells.flatMap((cell, at) => (cell === null ? [] : [textCell(row, at, shownText(cell), 1)])),
          ),
        )
        .join('');
    }
  };
  const columns = Array.from({ length: 30 }, () => ({ width: 14, format: 1 }));
  return buildWorkbook([{ name: 'Sheet1', columns, rows: rows(), frozenRows: 1 }], textFormat);
};

type Told = { readonly rows: Map<number, RowMarks>; readonly notes: SheetNote[] };

const tell = async (options: MarkOptions, headings: readonly string[], language: Language): Promise<Told> => {
  const t = (key: string, facts: Record<string, string | number>): string =>
    importingTexts(language, `importing:marked.${key}`, facts);
  const byRow = new Map<number, SheetProblem[]>();
  for await (const problem of options.problems) {
    const there = byRow.get(problem.row);
    if (there) there.push(problem);
    else byRow.set(problem.row, [problem]);
  }
  const worst = (problems: readonly SheetProblem[]): Severity =>
    problems.some((problem) => problem.severity === 'error') ? 'error' : 'warning';
  const rows = new Map<number, RowMarks>();
  const notes: SheetNote[] = [];
  for (const [row, problems] of [...byRow].sort((one, other) => one[0] - other[0])) {
    problems.sort((one, other) => (one.column ?? -1) - (other.column ?? -1));
    const cells = new Map<number, SheetProblem[]>();
    for (const problem of problems) {
      if (problem.column !== null) cells.set(problem.column, [...(cells.get(problem.column) ?? []), problem]);
    }
    const lines = problems.slice(0, mostToldOfRow).map(({ column, severity, text }) => {
      const where = {
        text,
        letter: column === null ? '' : columnLetter(column),
        heading: headings[column ?? -1] ?? '',
      };
      return t(severity, { text: column === null ? t('row', where) : t('cell', where) });
    });
    if (problems.length > lines.length) lines.push(t('more', { count: problems.length - lines.length }));
    rows.set(row, {
      cells: new Map([...cells].map(([column, own]) => [column, worst(own)])),
      remark: { text: lines.join(' ').slice(0, longestRemark), severity: worst(problems) },
    });
    for (const [column, own] of cells) {
      const text = own.map((problem) => t(problem.severity, { text: problem.text })).join('\n');
      if (notes.length < mostNotes) notes.push({ row, column, text: text.slice(0, longestNote) });
    }
  }
  return { rows, notes };
};

/** The headings and how wide the sheet is; an earlier remark column is found again. */
const measure = async ({ source, headingRow }: ChosenSheet): Promise<{ headings: string[]; remarkColumn: number }> => {
  let headings: string[] = [];
  let width = 0;
  for await (const batch of source()) {
    for (const row of batch) {
      width = Math.max(width, row.cells.length);
      if (row.row === headingRow) headings = row.cells.map(shownText);
    }
  }
  const remarks = (['zh-CN', 'en'] as const).map((language) => importingTexts(language, 'importing:marked.column'));
  const former = headings.findIndex((heading, at) => at === width - 1 && remarks.includes(heading.trim()));
  return { headings, remarkColumn: former >= 0 ? former : width };
};

const unusedName = (archive: Archive, folder: string, name: string, ending: string): string => {
  for (let at = 1; ; at++) {
    const path = `${folder}${name}${at}.${ending}`;
    if (!archive.find(path)) return path;
  }
};

/** A document with an element more at the end of its root. */
const appended = (text: string, name: string, attributes: Attributes): string => {
  let out = '';
  let depth = 0;
  let prefix = '';
  const added = (): string => tagText({ name, prefix, attributes, closed: true });
  cutXml(Buffer.from(text), {
    open: (tag, raw) => {
      if (depth === 0) prefix = tag.prefix;
      if (depth === 0 && tag.closed) out += `${tagText({ ...tag, closed: false })}${added()}</${prefix}${tag.name}>`;
      else out += raw;
      if (!tag.closed) depth++;
    },
    close: (_name, raw) => {
      depth--;
      out += depth === 0 ? added() + raw : raw;
    },
    other: (raw) => {
      out += raw;
    },
  });
  return out;
};

/** The parts of a workbook with some written anew. */
class PartEditor {
  readonly #archive: Archive;
  readonly #changed = new Map<string, PackedPart>();

  constructor(archive: Archive) {
    this.#archive = archive;
  }

  put(part: PackedPart): void {
    this.#changed.set(part.name.toLowerCase(), part);
  }

  text(name: string): string | null {
    const part = this.#changed.get(name.toLowerCase()) ?? this.#archive.find(name);
    return part ? readPart(part).toString('utf8') : null;
  }

  /** Adds a relation to a part and gives its id. */
  relate(path: string, type: string, target: string): string {
    const name = relationsPath(path);
    const text = this.text(name) ?? `${declaration}<Relationships xmlns="${packageSpace}"/>`;
    let at = 1;
    while (text.includes(`"rIdMark${at}"`)) at++;
    const Target = posix.relative(folderOf(path), target);
    const relation = { Id: `rIdMark${at}`, Type: `${officeSpace}/${type}`, Target };
    this.put(packPart(name, appended(text, 'Relationship', relation)));
    return `rIdMark${at}`;
  }

  declare(path: string, contentType: string): void {
    const name = '[Content_Types].xml';
    const override = { PartName: `/${path}`, ContentType: contentType };
    this.put(packPart(name, appended(this.text(name) ?? '', 'Override', override)));
  }

  pack(): Buffer {
    const parts = this.#archive.parts.map((part) => {
      const changed = this.#changed.get(part.name.toLowerCase());
      this.#changed.delete(part.name.toLowerCase());
      return changed ? { ...changed, name: part.name } : part;
    });
    return packArchive([...parts, ...this.#changed.values()]);
  }
}

const vmlType = 'application/vnd.openxmlformats-officedocument.vmlDrawing';

/** Writes the notes; gives the relation of the drawing when the sheet has to name it. */
const putNotes = (
  editor: PartEditor,
  chosen: ChosenSheet,
  drawingId: string | null,
  notes: readonly SheetNote[],
): string | null => {
  const { archive, sheet, headingRow } = chosen;
  const relations = relationsOf(archive, sheet.part.name);
  const comments = relations.find((relation) => relation.type === 'comments');
  const drawing = relations.find((relation) => relation.id === drawingId);
  if (notes.length === 0 && !comments) return null;
  const old = comments ? archive.find(comments.target) : null;
  const shapes = drawing ? archive.find(drawing.target) : null;
  const merged = mergeNotes(
    {
      comments: old ? readPart(old, largestNotes) : null,
      shapes: shapes ? readPart(shapes, largestNotes).toString('utf8') : null,
    },
    notes,
    headingRow ?? 0,
  );
  const folder = folderOf(folderOf(sheet.part.name).slice(0, -1));
  const commentsPath = old?.name ?? unusedName(archive, folder, 'comments', 'xml');
  editor.put(packPart(commentsPath, merged.comments));
  if (!old) {
    editor.relate(sheet.part.name, 'comments', commentsPath);
    editor.declare(commentsPath, `${typeSpace}.comments+xml`);
  }
  const drawingPath = shapes?.name ?? unusedName(archive, `${folder}drawings/`, 'vmlDrawing', 'vml');
  editor.put(packPart(drawingPath, merged.shapes));
  if (shapes) return null;
  editor.declare(drawingPath, vmlType);
  return editor.relate(sheet.part.name, 'vmlDrawing', drawingPath);
};

/**
 * The user's own workbook with the bad cells coloured, a note on each, and a last column that sums up each row. All
 * else stays as it was; marks of an earlier time are taken away. A text file comes back as a workbook of texts.
 */
export const writeMarkedWorkbook = async (options: MarkOptions): Promise<Buffer> => {
  const language = options.language ?? 'zh-CN';
  const bytes = kindOfFile(options.bytes) === 'archive' ? options.bytes : await workbookOfText(options.bytes);
  const chosen = await chooseSheet(bytes, options.find);
  const { headings, remarkColumn } = await measure(chosen);
  const { rows, notes } = await tell(options, headings, language);
  const editor = new PartEditor(chosen.archive);
  const newDrawing = putNotes(editor, chosen, (await surveySheet(chosen.sheet.part)).drawing, notes);
  const styles = readMarkStyles(chosen.workbook.styles);
  const heading = importingTexts(language, 'importing:marked.column');
  const marks = { rows, headingRow: chosen.headingRow, heading, remarkColumn, newDrawing };
  editor.put(await packPieces(chosen.sheet.part.name, markSheet(chosen.sheet.part, marks, styles)));
  const stylesPath = chosen.workbook.styles?.name ?? `${folderOf(chosen.workbook.path)}styles.xml`;
  editor.put(packPart(stylesPath, styles.text()));
  if (!chosen.workbook.styles) {
    editor.relate(chosen.workbook.path, 'styles', stylesPath);
    editor.declare(stylesPath, `${typeSpace}.styles+xml`);
  }
  return editor.pack();
};
