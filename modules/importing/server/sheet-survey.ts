import { type PackedPart, unpackPart } from './workbook-archive.ts';

/** What a quick look over a worksheet part tells before its rows are read; it also proves the part whole. */
export type SheetSurvey = {
  /** Row elements, empty ones included: the most rows there can be. */
  readonly rows: number;
  /** Merged ranges as written, `A1:B2`. */
  readonly merged: readonly string[];
  /** Relation of the drawing that holds the notes' boxes, or null. */
  readonly drawing: string | null;
};

const mostTail = 16 * 1024 ** 2;
const longestStart = 64;

const countOf = (text: string, needle: RegExp): number => text.match(needle)?.length ?? 0;

/** Unpacks the whole part once, counts its rows and finds the merged ranges, which stand behind the rows. */
export const surveySheet = async (part: PackedPart): Promise<SheetSurvey> => {
  const row = /<(?:[A-Za-z0-9]+:)?row[\s>/]/g;
  const dataEnd = /<\/(?:[A-Za-z0-9]+:)?sheetData\s*>/;
  let rows = 0;
  let rest = '';
  let tail: string[] | null = null;
  let tailLength = 0;
  for await (const chunk of unpackPart(part)) {
    const text = rest + chunk.toString('latin1');
    if (tail) {
      tailLength += chunk.length;
      if (tailLength <= mostTail) tail.push(chunk.toString('latin1'));
      continue;
    }
    const end = text.includes('sheetData') ? dataEnd.exec(text) : null;
    if (end) tail = [text.slice(end.index)];
    if (end) rows += countOf(text.slice(0, end.index), row);
    else {
      // A row's tag may be cut by the end of the chunk: what comes after the last `<` waits for the next one.
      const cut = text.lastIndexOf('<');
      const whole = cut < 0 || text.length - cut > longestStart ? text : text.slice(0, cut);
      rows += countOf(whole, row);
      rest = text.slice(whole.length);
    }
  }
  if (!tail) rows += countOf(rest, row);
  const merged: string[] = [];
  const behind = (tail ?? []).join('');
  for (const match of behind.matchAll(/<(?:[A-Za-z0-9]+:)?mergeCell\s[^>]*?ref=["']([A-Z0-9:$]+)["']/g)) {
    merged.push(match[1]!.replaceAll('$', ''));
  }
  const drawing = /<(?:[A-Za-z0-9]+:)?legacyDrawing\s[^>]*?:id\s*=\s*["']([^"']+)["']/.exec(behind);
  return { rows, merged, drawing: drawing?.[1] ?? null };
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
