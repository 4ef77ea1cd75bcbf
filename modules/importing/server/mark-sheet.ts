import { textCell } from './build-workbook.ts';
import type { MarkStyles, Severity } from './mark-styles.ts';
import { columnLetter, columnOf } from './sheet-cell.ts';
import { type PackedPart, unpackPart } from './workbook-archive.ts';
import { type TokenSink, tagText, type XmlTag, XmlTokens } from './xml-tokens.ts';

/** What is written into one row. */
export type RowMarks = {
  readonly cells: ReadonlyMap<number, Severity>;
  readonly remark: { readonly text: string; readonly severity: Severity };
};

export type SheetMarks = {
  readonly rows: ReadonlyMap<number, RowMarks>;
  readonly headingRow: number | null;
  readonly heading: string;
  readonly remarkColumn: number;
  /** Relation of the drawing that holds the notes, when the sheet has none yet. */
  readonly newDrawing: string | null;
};

const remarkWidth = 60;

/** Elements that stand behind the place of the drawing. */
const behindDrawing = new Set([
  'legacyDrawingHF',
  'drawingHF',
  'picture',
  'oleObjects',
  'controls',
  'webPublishItems',
  'tableParts',
  'extLst',
  'AlternateContent',
]);

/** Writes a worksheet part again, token by token, with the marks put in; what is not touched stays byte for byte. */
class SheetMarker implements TokenSink {
  out = '';
  readonly #marks: SheetMarks;
  readonly #styles: MarkStyles;
  #prefix = '';
  #depth = 0;
  #seenRows = false;
  #inRows = false;
  #drawn = false;
  #columnFormats: { readonly from: number; readonly to: number; readonly format: number }[] = [];
  #row = 0;
  #rowFormat: number | null = null;
  #column = -1;
  #lastFormat = 0;
  /** Cells of this row that still have to be written, by column. */
  #due: [number, string | null, Severity | null][] = [];
  /** Depth of the cell that is left out, or 0. */
  #dropping = 0;

  constructor(marks: SheetMarks, styles: MarkStyles) {
    this.#marks = marks;
    this.#styles = styles;
  }

  open(tag: XmlTag, raw: string): void {
    const { name, closed } = tag;
    const depth = this.#depth;
    if (!closed) this.#depth++;
    if (this.#dropping > 0) return;
    if (this.#inRows) {
      if (name === 'row') this.#openRow(tag, raw);
      else if (name === 'c') this.#openCell(tag, raw);
      else this.out += raw;
      return;
    }
    if (depth === 0) this.#prefix = tag.prefix;
    if (name === 'sheetData') this.#openRows(raw, closed);
    else if (name === 'dimension' && depth === 1) this.#dropping = closed ? 0 : this.#depth;
    else if (name === 'col' && depth === 2) this.#writeColumn(tag, raw);
    else {
      if (depth === 1 && this.#seenRows && behindDrawing.has(name)) this.#writeDrawing();
      this.out += raw;
    }
  }

  close(name: string, raw: string): void {
    this.#depth--;
    if (this.#dropping > 0) {
      if (this.#depth < this.#dropping) this.#dropping = 0;
      return;
    }
    if (this.#inRows && name === 'row') this.#writeDue(Number.POSITIVE_INFINITY);
    else if (name === 'sheetData') this.#inRows = false;
    else if (name === 'cols') this.#writeRemarkColumn();
    else if (this.#depth === 0) this.#writeDrawing();
    this.out += raw;
  }

  other(raw: string): void {
    if (this.#dropping === 0) this.out += raw;
  }

  #openRows(raw: string, closed: boolean): void {
    if (this.#columnFormats.length === 0) {
      this.out += `<${this.#prefix}cols>`;
      this.#writeRemarkColumn();
      this.out += `</${this.#prefix}cols>`;
    }
    this.#seenRows = true;
    this.#inRows = !closed;
    this.out += raw;
  }

  /** Columns keep their width; a range over the remark column ends before it and goes on behind it. */
  #writeColumn(tag: XmlTag, raw: string): void {
    const { min, max, style = '0' } = tag.attributes;
    const [from, to] = [Number(min) - 1, Number(max) - 1];
    this.#columnFormats.push({ from, to, format: Number(style) });
    const { remarkColumn } = this.#marks;
    if (from > remarkColumn) this.#writeRemarkColumn();
    if (!tag.closed || remarkColumn < from || remarkColumn > to) {
      this.out += raw;
      return;
    }
    if (from < remarkColumn) this.out += tagText(tag, { max: remarkColumn });
    this.#writeRemarkColumn();
    if (to > remarkColumn) this.out += tagText(tag, { min: remarkColumn + 2 });
  }

  #remarkColumnWritten = false;

  #writeRemarkColumn(): void {
    if (this.#remarkColumnWritten) return;
    this.#remarkColumnWritten = true;
    const at = this.#marks.remarkColumn + 1;
    this.out += `<${this.#prefix}col min="${at}" max="${at}" width="${remarkWidth}" customWidth="1"/>`;
  }

  #writeDrawing(): void {
    if (this.#drawn || this.#marks.newDrawing === null) return;
    this.#drawn = true;
    const space = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    this.out += `<${this.#prefix}legacyDrawing xmlns:r="${space}" r:id="${this.#marks.newDrawing}"/>`;
  }

  #openRow(tag: XmlTag, raw: string): void {
    const { r: given, s: format = '0', customFormat } = tag.attributes;
    this.#row = given === undefined ? this.#row + 1 : Number(given);
    this.#column = -1;
    this.#rowFormat = customFormat === '1' ? Number(format) : null;
    const { rows, headingRow, heading, remarkColumn } = this.#marks;
    const marks = rows.get(this.#row);
    this.#due = [];
    for (const [column, severity] of marks?.cells ?? []) {
      if (column < remarkColumn) this.#due.push([column, null, severity]);
    }
    if (marks) this.#due.push([remarkColumn, marks.remark.text, marks.remark.severity]);
    else if (this.#row === headingRow) this.#due.push([remarkColumn, heading, null]);
    this.#due.sort((one, other) => one[0] - other[0]);
    if (this.#due.length === 0) {
      this.out += raw;
      return;
    }
    this.out += tagText({ ...tag, closed: false }, { spans: null });
    if (!tag.closed) return;
    this.#writeDue(Number.POSITIVE_INFINITY);
    this.out += `</${tag.prefix}row>`;
  }

  #openCell(tag: XmlTag, raw: string): void {
    const { r: reference, s = '0' } = tag.attributes;
    this.#column = reference === undefined ? this.#column + 1 : columnOf(reference);
    this.#writeDue(this.#column);
    if (this.#column === this.#marks.remarkColumn) {
      if (this.#due[0]?.[0] === this.#column) this.#writeDue(this.#column + 1);
      if (!tag.closed) this.#dropping = this.#depth;
      return;
    }
    const format = Number(s);
    this.#lastFormat = format;
    const [column, , severity] = this.#due[0] ?? [];
    if (column === this.#column && severity) {
      this.#due.shift();
      this.out += tagText(tag, { s: this.#styles.marked(format, severity) });
      return;
    }
    const unmarked = this.#styles.unmarked(format);
    this.out += unmarked === format ? raw : tagText(tag, { s: unmarked });
  }

  /** Writes the cells that stand before a column and are not in the file. */
  #writeDue(before: number): void {
    while (this.#due.length > 0 && this.#due[0]![0] < before) {
      const [column, text, severity] = this.#due.shift()!;
      const own = this.#formatAt(column);
      if (text === null) {
        const format = this.#styles.marked(own, severity ?? 'error');
        this.out += `<${this.#prefix}c r="${columnLetter(column)}${this.#row}" s="${format}"/>`;
      } else {
        const cell = textCell(this.#row, column, text, severity ? this.#styles.marked(0, severity) : this.#lastFormat);
        this.out += this.#prefix === '' ? cell : cell.replace(/<(\/?)(?=[a-z])/g, `<$1${this.#prefix}`);
      }
    }
  }

  #formatAt(column: number): number {
    if (this.#rowFormat !== null) return this.#rowFormat;
    return this.#columnFormats.find(({ from, to }) => column >= from && column <= to)?.format ?? 0;
  }
}

/** The worksheet part with its marks, in pieces. */
export const markSheet = async function* (
  part: PackedPart,
  marks: SheetMarks,
  styles: MarkStyles,
): AsyncGenerator<string, void, undefined> {
  const marker = new SheetMarker(marks, styles);
  const tokens = new XmlTokens(marker);
  for await (const chunk of unpackPart(part)) {
    tokens.write(chunk);
    if (marker.out !== '') yield marker.out;
    marker.out = '';
  }
  tokens.end();
  if (marker.out !== '') yield marker.out;
};
