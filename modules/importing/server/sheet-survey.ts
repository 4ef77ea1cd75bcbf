import { type PackedPart, unpackPart } from './workbook-archive.ts';
import { relationIdOf } from './workbook-parts.ts';
import { XmlReader } from './xml-stream.ts';

/** What a quick look over a worksheet part tells before its rows are read; it also proves the part whole. */
export type SheetSurvey = {
  /** Row elements, empty ones included: the most rows there can be. */
  readonly rows: number;
  /** Merged ranges as written, `A1:B2`. */
  readonly merged: readonly string[];
  /** Relation of the drawing that holds the notes' boxes, or null. */
  readonly drawing: string | null;
};

const mostMerged = 500_000;

/** Reads the whole part once, counts its rows and finds the merged ranges, which stand behind the rows. */
export const surveySheet = async (part: PackedPart): Promise<SheetSurvey> => {
  let rows = 0;
  let inRows = false;
  const merged: string[] = [];
  let drawing: string | null = null;
  const reader = new XmlReader({
    open: (name, attributes, closed) => {
      if (name === 'row') rows += inRows ? 1 : 0;
      else if (name === 'sheetData') inRows = !closed;
      else if (name === 'mergeCell' && attributes.ref && merged.length < mostMerged) {
        merged.push(attributes.ref.replaceAll('$', ''));
      } else if (name === 'legacyDrawing') drawing ??= relationIdOf(attributes);
    },
    close: (name) => {
      if (name === 'sheetData') inRows = false;
    },
  });
  for await (const chunk of unpackPart(part)) reader.write(chunk);
  reader.end();
  return { rows, merged, drawing };
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
