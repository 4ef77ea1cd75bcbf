import type PDFDocument from 'pdfkit';
import {
  type Block,
  type Cell,
  type FieldGroup,
  type Imprint,
  type ListColumn,
  linesOf,
  type Opinion,
} from '../paper-form.ts';
import type { Pen, TextLook } from './pdf-pen.ts';

/** Where on the paper the drawing is: the frame of a page in points, and how far down we are. */
export type Place = {
  readonly document: InstanceType<typeof PDFDocument>;
  readonly pen: Pen;
  readonly left: number;
  readonly width: number;
  readonly bottom: number;
  y: number;
  /** Begins a new page and stands at its top. */
  readonly turn: () => void;
};

const ink = '#000000';
const rule = '#444444';
const shade = '#f1f1f1';
const pad = 4;
const normal: TextLook = { size: 9.5 };

const box = ({ document }: Place, x: number, y: number, width: number, height: number, filled = false): void => {
  document.lineWidth(0.6).rect(x, y, width, height);
  if (filled) document.fillAndStroke(shade, rule);
  else document.stroke(rule);
  document.fillColor(ink);
};

/** Text in the middle of the height of a box. */
const fill = (place: Place, text: string, x: number, y: number, width: number, height: number, look = normal): void => {
  const tall = place.pen.heightOf(text, width - 2 * pad, look);
  place.pen.write(text, x + pad, y + Math.max(pad / 2, (height - tall) / 2), width - 2 * pad, look);
};

const groupWidth = 30;
const labelWidth = 86;

const drawGroup = (place: Place, group: FieldGroup): void => {
  const { pen, left, width } = place;
  const inner = width - groupWidth;
  const valueWidth = (inner - 2 * labelWidth) / 2;
  const widthOfValue = (line: readonly Cell[]): number => (line.length === 1 ? inner - labelWidth : valueWidth);
  const lines = linesOf(group.cells).map((line) => ({
    line,
    height: Math.max(
      22,
      ...line.flatMap(({ label, value }) => [
        pen.heightOf(label, labelWidth - 2 * pad, normal) + pad,
        pen.heightOf(value, widthOfValue(line) - 2 * pad, normal) + pad,
      ]),
    ),
  }));
  const whole = lines.reduce((sum, { height }) => sum + height, 0);
  if (place.y + whole > place.bottom) place.turn();
  box(place, left, place.y, groupWidth, whole, true);
  const title =
    group.title.length > 2 && /\p{Script=Han}/u.test(group.title) ? [...group.title].join('\n') : group.title;
  const look: TextLook = { size: 9.5, align: 'center' };
  fill(place, pen.heightOf(title, groupWidth, look) > whole ? group.title : title, left, place.y, groupWidth, whole, {
    ...look,
    size: 9,
  });
  for (const { line, height } of lines) {
    let x = left + groupWidth;
    for (const { label, value } of line) {
      box(place, x, place.y, labelWidth, height, true);
      fill(place, label, x, place.y, labelWidth, height);
      x += labelWidth;
      box(place, x, place.y, widthOfValue(line), height);
      fill(place, value, x, place.y, widthOfValue(line), height);
      x += widthOfValue(line);
    }
    place.y += height;
  }
};

const drawList = (
  place: Place,
  columns: readonly ListColumn[],
  rows: readonly (readonly string[])[],
  least: number,
) => {
  const { pen, left, width } = place;
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => (width * share) / shares);
  const lookOf = (at: number, isHead: boolean): TextLook => ({
    ...normal,
    ...(isHead ? { weight: 'bold' as const, align: 'center' as const } : { align: columns[at]?.align ?? 'left' }),
  });
  const drawRow = (cells: readonly string[], isHead: boolean): void => {
    const heights = cells.map((cell, at) => pen.heightOf(cell, (widths[at] ?? 0) - 2 * pad, lookOf(at, isHead)) + pad);
    const height = Math.max(isHead ? 22 : least, ...heights);
    if (!isHead && place.y + height > place.bottom) {
      place.turn();
      drawHead();
    }
    let x = left;
    cells.forEach((cell, at) => {
      box(place, x, place.y, widths[at] ?? 0, height, isHead);
      fill(place, cell, x, place.y, widths[at] ?? 0, height, lookOf(at, isHead));
      x += widths[at] ?? 0;
    });
    place.y += height;
  };
  const drawHead = (): void =>
    drawRow(
      columns.map(({ title }) => title),
      true,
    );
  drawHead();
  for (const row of rows) drawRow(row, false);
};

/** Height of what a hand writes and a stamp covers. */
const handHeight = 62;

/** One party a box: what the system holds of its word, and below it room for the hand, the stamp and the day. */
const drawOpinions = (place: Place, opinions: readonly Opinion[], { dateLine }: Imprint): void => {
  const { pen, left, width } = place;
  const titleWidth = labelWidth;
  const inner = width - titleWidth;
  for (const { title, said, signature } of opinions) {
    const told = said === '' ? 0 : pen.heightOf(said, inner - 2 * pad, normal);
    const height = told + handHeight + 2 * pad;
    if (place.y + height > place.bottom) place.turn();
    box(place, left, place.y, titleWidth, height, true);
    fill(place, title, left, place.y, titleWidth, height, { ...normal, align: 'center' });
    box(place, left + titleWidth, place.y, inner, height);
    const x = left + titleWidth + pad;
    if (said !== '') pen.write(said, x, place.y + pad, inner - 2 * pad, normal);
    const y = place.y + height - 18;
    pen.write(signature, x, y, inner * 0.6, normal);
    pen.write(dateLine, x + inner * 0.6, y, inner * 0.4 - 2 * pad, { ...normal, align: 'right' });
    place.y += height;
  }
};

export const drawBlock = (place: Place, block: Block, imprint: Imprint): void => {
  if (block.kind === 'fields') for (const group of block.groups) drawGroup(place, group);
  else if (block.kind === 'opinions') drawOpinions(place, block.opinions, imprint);
  else drawList(place, block.columns, block.rows, block.least);
  place.y += 8;
};
