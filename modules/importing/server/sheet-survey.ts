import { type PackedPart, unpackPart } from './workbook-archive.ts';
import { relationIdOf } from './workbook-parts.ts';
import { type Attributes, XmlReader, type XmlSink } from './xml-stream.ts';

/** What a quick look over a worksheet part tells before its rows are read; it also proves its bytes whole. */
export type SheetSurvey = {
  /** Row elements, empty ones included: the most rows there can be. */
  readonly rows: number;
  /** Merged ranges as written, `A1:B2`. */
  readonly merged: readonly string[];
  /** Relation of the drawing that holds the notes' boxes, or null. */
  readonly drawing: string | null;
};

const mostMerged = 500_000;

/** Takes a worksheet part's elements and tells what they say of it. */
class Survey implements XmlSink {
  rows = 0;
  inRows = false;
  readonly merged: string[] = [];
  drawing: string | null = null;

  open(name: string, attributes: Attributes, closed: boolean): void {
    if (name === 'row') this.rows += this.inRows ? 1 : 0;
    else if (name === 'sheetData') this.inRows = !closed;
    else if (name === 'mergeCell' && attributes.ref && this.merged.length < mostMerged) {
      this.merged.push(attributes.ref.replaceAll('$', ''));
    } else if (name === 'legacyDrawing') this.drawing ??= relationIdOf(attributes);
  }

  close(name: string): void {
    if (name === 'sheetData') this.inRows = false;
  }
}

const countOf = (bytes: Buffer, word: string, end: number): number => {
  let count = 0;
  for (let at = bytes.indexOf(word); at >= 0 && at < end; at = bytes.indexOf(word, at + 1)) count++;
  return count;
};

const rowsBegin = '<sheetData>';
const rowsEnd = '</sheetData>';

/**
 * Parses what stands before and behind the rows and passes over the rows themselves, which are parsed when they are read.
 * Null when the rows do not end where it seems: a comment or a marked section could hold anything.
 */
const surveyAround = async (part: PackedPart): Promise<Survey | null> => {
  const survey = new Survey();
  const reader = new XmlReader(survey);
  let at: 'head' | 'rows' | 'tail' = 'head';
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of unpackPart(part)) {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    if (at === 'head') {
      const begin = rest.indexOf(rowsBegin);
      const end = begin < 0 ? Math.max(0, rest.length - rowsBegin.length) : begin + rowsBegin.length;
      reader.write(rest.subarray(0, end));
      rest = rest.subarray(end);
      if (begin < 0) continue;
      if (!survey.inRows) return null;
      at = 'rows';
    }
    if (at === 'rows') {
      const found = rest.indexOf(rowsEnd);
      const end = found < 0 ? Math.max(0, rest.length - rowsEnd.length) : found;
      for (const sign of ['<!', '<?']) {
        const hidden = rest.indexOf(sign);
        if (hidden >= 0 && hidden < end) return null;
      }
      survey.rows += countOf(rest, '<row', end);
      rest = rest.subarray(end);
      if (found >= 0) at = 'tail';
    }
    if (at === 'tail') {
      reader.write(rest);
      rest = Buffer.alloc(0);
    }
  }
  reader.write(rest);
  reader.end();
  return survey;
};

/** Looks over the whole part once: counts its rows and finds the merged ranges, which stand behind the rows. */
export const surveySheet = async (part: PackedPart): Promise<SheetSurvey> => {
  const around = await surveyAround(part);
  if (around) return around;
  const survey = new Survey();
  const reader = new XmlReader(survey);
  for await (const chunk of unpackPart(part)) reader.write(chunk);
  reader.end();
  return survey;
};

type Span = { readonly from: number; readonly to: number; readonly range: string };

/** Tells for a row below `headingRow` in which merged range it lies, or null. */
export const mergedAreas = (merged: readonly string[], headingRow: number): ((row: number) => string | null) => {
  const spans: Span[] = merged
    .map((range) => {
      const rows = [...range.matchAll(/\d+/g)].map((match) => Number(match[0]));
      return { from: rows[0] ?? 0, to: rows.at(-1) ?? 0, range };
    })
    .filter((span) => span.to > headingRow)
    .sort((one, other) => one.from - other.from);
  const apart: Span[] = [];
  for (const span of spans) {
    const last = apart.at(-1);
    if (!last || span.from > last.to) apart.push(span);
    else if (span.to > last.to) apart[apart.length - 1] = { ...last, to: span.to };
  }
  return (row) => {
    if (row <= headingRow) return null;
    let low = 0;
    let high = apart.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const span = apart[middle]!;
      if (row < span.from) high = middle - 1;
      else if (row > span.to) low = middle + 1;
      else return span.range;
    }
    return null;
  };
};
