import { Refused } from '@xueqian/kernel/decision.ts';
import { escapedText, longestCell } from './sheet-cell.ts';
import { archiveLimits, type PackedPart, tooLarge, unpackPart } from './workbook-archive.ts';
import { XmlReader } from './xml-stream.ts';

/** The texts that a workbook's cells point at. Kept packed as bytes: hundreds of thousands of them cost little. */
export type SharedStrings = { readonly count: number; get(index: number): string | null };

const mostBytes = 128 * 1024 ** 2;
const mostStrings = 8_000_000;
const remembered = 4096;

/** Texts one after the other in blocks of bytes, with their ends. */
class PackedTexts {
  #bytes = Buffer.allocUnsafe(1024 * 1024);
  #ends = new Uint32Array(64 * 1024);
  #used = 0;
  count = 0;

  add(text: string): void {
    const needed = this.#used + text.length * 3;
    if (needed > mostBytes || this.count >= mostStrings) throw tooLarge(archiveLimits.unpacked + 1, archiveLimits);
    if (needed > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, needed));
      this.#bytes.copy(larger, 0, 0, this.#used);
      this.#bytes = larger;
    }
    if (this.count === this.#ends.length) {
      const longer = new Uint32Array(this.#ends.length * 2);
      longer.set(this.#ends);
      this.#ends = longer;
    }
    this.#used += this.#bytes.write(text, this.#used);
    this.#ends[this.count++] = this.#used;
  }

  at(index: number): string {
    return this.#bytes.toString('utf8', index === 0 ? 0 : this.#ends[index - 1], this.#ends[index]);
  }
}

export const noSharedStrings: SharedStrings = { count: 0, get: () => null };

/** Reads the part; phonetic guides are left out, the runs of rich text are joined. */
export const readSharedStrings = async (part: PackedPart | null): Promise<SharedStrings> => {
  if (!part) return noSharedStrings;
  const texts = new PackedTexts();
  let text = '';
  let taking = false;
  let phonetic = false;
  const reader = new XmlReader({
    open: (name, _attributes, closed) => {
      if (name === 'si') {
        text = '';
        if (closed) texts.add('');
      } else if (name === 't') taking = !closed && !phonetic;
      else if (name === 'rPh') phonetic = !closed;
    },
    close: (name) => {
      if (name === 't') taking = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'si') texts.add(text);
    },
    text: (more) => {
      if (!taking) return;
      text += more;
      if (text.length > longestCell * 10)
        throw new Refused('importing.cell-too-long', { cell: '', limit: longestCell });
    },
  });
  for await (const chunk of unpackPart(part)) reader.write(chunk);
  reader.end();
  const cache = new Array<string | undefined>(Math.min(texts.count, remembered));
  return {
    count: texts.count,
    get: (index) => {
      if (!(index >= 0 && index < texts.count)) return null;
      if (index >= remembered) return escapedText(texts.at(index));
      const known = cache[index];
      if (known !== undefined) return known;
      const found = escapedText(texts.at(index));
      cache[index] = found;
      return found;
    },
  };
};
