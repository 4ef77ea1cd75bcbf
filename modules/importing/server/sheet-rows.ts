import { Refused } from '@xueqian/kernel/decision.ts';
import { isIsoDate } from '@xueqian/kernel/iso-date.ts';
import type { PlainRowSink } from './plain-rows.ts';
import type { SharedStrings } from './shared-strings.ts';
import type { SheetCell, SheetRow } from './sheet-cell.ts';
import { columnLetter, columnOf, dateOfSerial, escapedText, isBlank, longestCell, mostColumns } from './sheet-cell.ts';
import { SheetReader } from './sheet-reader.ts';
import { type PackedPart, unpackPart } from './workbook-archive.ts';
import type { Attributes, XmlSink } from './xml-stream.ts';

export type SheetContext = {
  readonly strings: SharedStrings;
  readonly dateFormats: readonly boolean[];
  readonly from1904: boolean;
};

const lastRow = 1_048_576;

/** Builds rows from the elements of a worksheet part; finished rows lie in `ready` until they are taken. */
export class RowBuilder implements XmlSink, PlainRowSink {
  ready: SheetRow[] = [];
  readonly #context: SheetContext;
  #row = 0;
  #cells: SheetCell[] = [];
  #blank = true;
  #inSheet = false;
  #column = -1;
  #type = '';
  #format = -1;
  #value = '';
  #formula: string | null = null;
  #taking: 'value' | 'formula' | null = null;
  #phonetic = false;

  constructor(context: SheetContext) {
    this.#context = context;
  }

  open(name: string, attributes: Attributes, closed: boolean): void {
    if (name === 'c') this.#openCell(attributes, closed);
    else if (name === 'row') this.#openRow(attributes, closed);
    else if (name === 'v' || name === 't') this.#taking = closed || this.#phonetic ? null : 'value';
    else if (name === 'f') {
      this.#formula = '';
      this.#taking = closed ? null : 'formula';
    } else if (name === 'rPh') this.#phonetic = !closed;
    else if (name === 'sheetData') this.#inSheet = !closed;
  }

  close(name: string): void {
    if (name === 'c') this.#closeCell();
    else if (name === 'v' || name === 't' || name === 'f') this.#taking = null;
    else if (name === 'row') this.#closeRow();
    else if (name === 'rPh') this.#phonetic = false;
    else if (name === 'sheetData') this.#inSheet = false;
  }

  text(text: string): void {
    if (this.#taking === 'value') this.#value += text;
    else if (this.#taking === 'formula') this.#formula += text;
    else return;
    if (this.#value.length > longestCell * 10 || (this.#formula?.length ?? 0) > longestCell * 10) throw this.#tooLong();
  }

  #tooLong(): Refused {
    return new Refused('importing.cell-too-long', {
      cell: `${columnLetter(this.#column)}${this.#row}`,
      limit: longestCell,
    });
  }

  #openRow({ r: given }: Attributes, closed: boolean): void {
    if (!this.#inSheet) return;
    this.#row = given === undefined ? this.#row + 1 : Number(given);
    if (!(this.#row >= 1 && this.#row <= lastRow)) throw new Refused('importing.file-broken');
    this.#column = -1;
    if (!closed) this.#clear();
  }

  #clear(): void {
    this.#cells = [];
    this.#blank = true;
  }

  #closeRow(): void {
    if (this.#inSheet && !this.#blank) this.ready.push({ row: this.#row, cells: this.#cells });
    this.#clear();
  }

  /** A cell of a row that has not been parsed; the row may turn out not to be plain, then it comes again. */
  plainCell(row: number, column: number, type: string, format: number, raw: string): void {
    if (column >= mostColumns) return;
    this.#row = row;
    this.#column = column;
    this.#type = type;
    this.#format = format;
    this.#value = raw;
    this.#put(this.#cellValue());
  }

  /** The row whose cells have been told is whole. */
  plainRow(row: number): void {
    this.#row = row;
    this.#closeRow();
  }

  #openCell({ r: reference, t: type, s: format }: Attributes, closed: boolean): void {
    this.#column = reference === undefined ? this.#column + 1 : columnOf(reference);
    if (closed) return;
    this.#type = type ?? 'n';
    this.#format = Number(format ?? '-1');
    this.#value = '';
    this.#formula = null;
  }

  #closeCell(): void {
    if (!this.#inSheet || this.#column < 0 || this.#column >= mostColumns) return;
    const value = this.#cellValue();
    const formula = this.#formula;
    const cached = typeof value === 'object' && value !== null && 'date' in value ? value.date : value;
    this.#put(formula === null ? value : { formula, cached: cached as string | number | boolean | null });
  }

  #put(cell: SheetCell): void {
    if (cell === null) return;
    while (this.#cells.length < this.#column) this.#cells.push(null);
    this.#cells[this.#column] = cell;
    this.#blank = this.#blank && isBlank(cell);
  }

  #cellValue(): string | number | boolean | null | { readonly date: string } {
    const raw = this.#value;
    switch (this.#type) {
      case 's':
        return this.#checked(raw === '' ? null : this.#context.strings.get(Number(raw)));
      case 'inlineStr':
      case 'str':
        return this.#checked(escapedText(raw));
      case 'b':
        return raw === '' ? null : raw === '1' || raw === 'true';
      case 'd':
        return raw === '' ? null : isIsoDate(raw.slice(0, 10)) ? { date: raw.slice(0, 10) } : raw;
      case 'e':
        return raw === '' ? null : raw;
      default:
        return this.#number(raw);
    }
  }

  #checked(text: string | null): string | null {
    if (text !== null && text.length > longestCell) throw this.#tooLong();
    return text === '' ? null : text;
  }

  #number(raw: string): string | number | null | { readonly date: string } {
    if (raw.trim() === '') return null;
    const number = Number(raw);
    if (Number.isNaN(number)) return this.#checked(escapedText(raw));
    if (this.#format < 0 || this.#context.dateFormats[this.#format] !== true) return number;
    const date = dateOfSerial(number, this.#context.from1904);
    return date === null ? number : { date };
  }
}

const batchSize = 1000;

/** The rows of a worksheet part in batches; the next bytes are unpacked only when the batch has been taken. */
export const sheetRows = async function* (
  part: PackedPart,
  context: SheetContext,
): AsyncGenerator<readonly SheetRow[], void, undefined> {
  const rows = new RowBuilder(context);
  const reader = new SheetReader(rows);
  for await (const chunk of unpackPart(part)) {
    reader.write(chunk);
    while (rows.ready.length >= batchSize) yield rows.ready.splice(0, batchSize);
  }
  reader.end();
  while (rows.ready.length > 0) yield rows.ready.splice(0, batchSize);
};
