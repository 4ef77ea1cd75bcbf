import { Refused } from '@xueqian/kernel/decision.ts';
import { isIsoDate } from '@xueqian/kernel/iso-date.ts';
import type { SharedStrings } from './shared-strings.ts';
import type { SheetCell, SheetRow } from './sheet-cell.ts';
import { columnLetter, columnOf, dateOfSerial, escapedText, isBlank, longestCell, mostColumns } from './sheet-cell.ts';
import { type PackedPart, unpackPart } from './workbook-archive.ts';
import { attribute, type TokenSink, unescapeXml, XmlTokens } from './xml-tokens.ts';

export type SheetContext = {
  readonly strings: SharedStrings;
  readonly dateFormats: readonly boolean[];
  readonly from1904: boolean;
};

const lastRow = 1_048_576;

/** Builds rows from the tokens of a worksheet part; finished rows lie in `ready` until they are taken. */
class RowBuilder implements TokenSink {
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

  open(name: string, raw: string, closed: boolean): void {
    if (name === 'c') this.#openCell(raw, closed);
    else if (name === 'row') this.#openRow(raw, closed);
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

  text(raw: string): void {
    if (this.#taking === 'value') this.#value += raw;
    else if (this.#taking === 'formula') this.#formula += raw;
    else return;
    if (this.#value.length > longestCell * 10 || (this.#formula?.length ?? 0) > longestCell * 10) throw this.#tooLong();
  }

  #tooLong(): Refused {
    return new Refused('importing.cell-too-long', {
      cell: `${columnLetter(this.#column)}${this.#row}`,
      limit: longestCell,
    });
  }

  #openRow(raw: string, closed: boolean): void {
    if (!this.#inSheet) return;
    const given = attribute(raw, 'r');
    this.#row = given === null ? this.#row + 1 : Number(given);
    if (!(this.#row >= 1 && this.#row <= lastRow)) throw new Refused('importing.file-broken');
    this.#column = -1;
    if (!closed) {
      this.#cells = [];
      this.#blank = true;
    }
  }

  #closeRow(): void {
    if (this.#inSheet && !this.#blank) this.ready.push({ row: this.#row, cells: this.#cells });
    this.#cells = [];
    this.#blank = true;
  }

  #openCell(raw: string, closed: boolean): void {
    const reference = attribute(raw, 'r');
    this.#column = reference === null ? this.#column + 1 : columnOf(reference);
    if (closed) return;
    this.#type = attribute(raw, 't') ?? 'n';
    this.#format = Number(attribute(raw, 's') ?? '-1');
    this.#value = '';
    this.#formula = null;
  }

  #closeCell(): void {
    if (!this.#inSheet || this.#column < 0 || this.#column >= mostColumns) return;
    const value = this.#cellValue();
    const formula = this.#formula;
    const cached = typeof value === 'object' && value !== null && 'date' in value ? value.date : value;
    const cell: SheetCell =
      formula === null ? value : { formula: unescapeXml(formula), cached: cached as string | number | boolean | null };
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
        return raw === '' ? null : unescapeXml(raw);
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
  const tokens = new XmlTokens(rows);
  for await (const chunk of unpackPart(part)) {
    tokens.write(chunk);
    while (rows.ready.length >= batchSize) yield rows.ready.splice(0, batchSize);
  }
  tokens.end();
  while (rows.ready.length > 0) yield rows.ready.splice(0, batchSize);
};
