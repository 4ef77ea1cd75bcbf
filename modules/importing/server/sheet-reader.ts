import { StringDecoder } from 'node:string_decoder';
import { type PlainRowSink, readPlainRow } from './plain-rows.ts';
import { type Attributes, XmlReader, type XmlSink } from './xml-stream.ts';

const opening = '<sheetData>';
const rowEnd = '</row>';
/** A row longer than this is left to the parser, which knows its limits. */
const longestRow = 512 * 1024;

const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9;

/** Keeps count of how deep the parser stands. */
class Depth implements XmlSink {
  now = 0;
  /** Depth inside the element that holds the rows; -1 before it. */
  rows = -1;
  readonly #sink: XmlSink;

  constructor(sink: XmlSink) {
    this.#sink = sink;
  }

  open(name: string, attributes: Attributes, closed: boolean): void {
    if (!closed) this.now++;
    if (name === 'sheetData' && !closed && this.rows < 0) this.rows = this.now;
    this.#sink.open(name, attributes, closed);
  }

  close(name: string): void {
    this.now--;
    this.#sink.close?.(name);
  }

  text(text: string): void {
    this.#sink.text?.(text);
  }
}

/**
 * A worksheet part as it arrives. Rows in the usual plain form are cut out and read as they are (plain-rows.ts), which is
 * many times faster; all else goes through the parser, in order, so that it judges the document as if those rows were not
 * there. Whatever could leave open where a row ends (a comment, a marked section) gives the whole rest to the parser.
 */
export class SheetReader {
  readonly #rows: XmlSink & PlainRowSink;
  readonly #depth: Depth;
  readonly #parser: XmlReader;
  readonly #decoder = new StringDecoder('utf8');
  /** What has come and is not read yet. */
  #rest = '';
  #at: 'head' | 'rows' | 'parser' = 'head';

  constructor(rows: XmlSink & PlainRowSink) {
    this.#rows = rows;
    this.#depth = new Depth(rows);
    this.#parser = new XmlReader(this.#depth);
  }

  write(chunk: Buffer): void {
    this.#rest += this.#decoder.write(chunk);
    if (this.#at === 'head') this.#readHead();
    if (this.#at === 'rows') this.#readRows();
    if (this.#at === 'parser') this.#parse(this.#rest.length);
  }

  end(): void {
    this.#parse(this.#rest.length);
    this.#parser.end();
  }

  #parse(end: number): void {
    const text = this.#rest.slice(0, end);
    this.#rest = this.#rest.slice(end);
    if (text !== '') this.#parser.writeText(text);
  }

  #readHead(): void {
    const at = this.#rest.indexOf(opening);
    if (at < 0) {
      // The tag may lie across two pieces.
      this.#parse(Math.max(0, this.#rest.length - opening.length));
      return;
    }
    this.#parse(at + opening.length);
    const inRows = this.#depth.rows > 0 && this.#depth.now === this.#depth.rows;
    this.#at = inRows ? 'rows' : 'parser';
  }

  #readRows(): void {
    const text = this.#rest;
    let at = 0;
    for (;;) {
      while (isSpace(text.charCodeAt(at))) at++;
      const end = text.indexOf(rowEnd, at);
      if (end < 0) break;
      if (!readPlainRow(text, at, end, this.#rows) && !this.#parseRow(text.slice(at, end + rowEnd.length))) {
        at = end + rowEnd.length;
        this.#at = 'parser';
        break;
      }
      at = end + rowEnd.length;
    }
    this.#rest = text.slice(at);
    if (this.#rest.length > longestRow || this.#rest.includes('</sheetData')) this.#at = 'parser';
  }

  /** A row for the parser; false when it may not stand between two rows behind it. */
  #parseRow(row: string): boolean {
    this.#parser.writeText(row);
    return this.#depth.now === this.#depth.rows && !row.includes('<!') && !row.includes('<?');
  }
}
