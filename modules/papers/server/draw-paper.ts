import PDFDocument from 'pdfkit';
import type { CodedSheet, Imprint, PaperSheet } from '../paper-form.ts';
import { drawBlock, type Place } from './pdf-blocks.ts';
import { makePen, type TextLook } from './pdf-pen.ts';

const margin = 40;
const foot = 34;
const small: TextLook = { size: 8 };

/** The line under the title: as many entries side by side as fit. */
const drawHead = (place: Place, sheet: PaperSheet): void => {
  const { pen, left, width } = place;
  const share = width / Math.min(3, Math.max(1, sheet.head.length));
  let tallest = 0;
  sheet.head.forEach(({ label, value }, at) => {
    if (at > 0 && at % 3 === 0) {
      place.y += tallest;
      tallest = 0;
    }
    const height = pen.write(`${label}\u2002${value}`, left + (at % 3) * share, place.y, share - 8, { size: 9.5 });
    tallest = Math.max(tallest, height);
  });
  place.y += tallest + 4;
};

/** Lines for hands: a name, and the day. They stay together on one page with what they sign. */
const drawSignatures = (place: Place, sheet: PaperSheet, imprint: Imprint): void => {
  const { document, pen, left, width } = place;
  const told = sheet.declarations.reduce((sum, text) => sum + pen.heightOf(text, width, { size: 9.5 }), 0);
  if (place.y + told + (sheet.signatures.length > 0 ? 74 : 0) > place.bottom) place.turn();
  for (const text of sheet.declarations) place.y += pen.write(text, left, place.y, width, { size: 9.5 });
  if (sheet.signatures.length === 0) return;
  const share = width / sheet.signatures.length;
  place.y += 6;
  sheet.signatures.forEach((word, at) => {
    const x = left + at * share;
    pen.write(word, x, place.y, share - 20, { size: 9.5 });
    document
      .lineWidth(0.6)
      .moveTo(x, place.y + 46)
      .lineTo(x + share - 20, place.y + 46)
      .stroke('#444444');
    pen.write(imprint.dateLine, x, place.y + 50, share - 20, { size: 9, align: 'right' });
  });
  place.y += 70;
};

/** The pages of one sheet, the first of them and how many. */
type Pages = { readonly code: string; readonly first: number; count: number };

/** The faint mark across a page, and its foot; on every page, once it is known how many its sheet has. */
const markPages = ({ document, pen, left, width }: Place, imprint: Imprint, height: number, sheets: Pages[]): void => {
  const mark = { size: 13 } as const;
  // Never broken: half a point more than it needs, and then a gap.
  const across = pen.widthOf(imprint.watermark, mark) + 0.5;
  for (const { code, first, count } of sheets)
    for (let page = first; page < first + count; page += 1) {
      document.switchToPage(page);
      document.save().fillColor('#000000').fillOpacity(0.07);
      document.rotate(-28, { origin: [left + width / 2, height / 2] });
      for (let row = -1; row < 6; row += 1)
        for (let column = 0; column < 3; column += 1)
          pen.write(imprint.watermark, left - 120 + column * (across + 24), row * 170 + 60, across, mark);
      document.restore();
      document.fillColor('#333333');
      pen.write(imprint.checkLine(code), left, height - foot, width - 90, small);
      pen.write(imprint.pageLine(page - first + 1, count), left + width - 90, height - foot, 90, {
        ...small,
        align: 'right',
      });
    }
};

/**
 * Sheets as one PDF of A4, its fonts in it (only the characters that are used): title, head, tables, declarations, lines
 * for signatures; on every page the mark of who printed it, and the check code and the number of the page in its sheet.
 */
export const drawPaper = async (sheets: readonly CodedSheet[], imprint: Imprint, printedAt: Date): Promise<Buffer> => {
  const first = sheets[0]?.sheet;
  if (!first) throw new Error('a paper has at least one sheet');
  const layout = first.landscape ? ('landscape' as const) : ('portrait' as const);
  const document = new PDFDocument({
    size: 'A4',
    layout,
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    info: { Title: first.title, CreationDate: printedAt, ModDate: printedAt },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
  const pen = makePen(document);
  const [short, long] = [595.28, 841.89];
  const [pageWidth, pageHeight] = first.landscape ? [long, short] : [short, long];
  const place: Place = {
    document,
    pen,
    left: margin,
    width: pageWidth - 2 * margin,
    bottom: pageHeight - foot - 10,
    y: margin,
    turn: () => {
      document.addPage();
      place.y = margin;
    },
  };
  const drawn: Pages[] = [];
  for (const { sheet, code } of sheets) {
    const before = document.bufferedPageRange().count;
    place.turn();
    place.y += pen.write(sheet.title, margin, place.y, place.width, { size: 17, weight: 'bold', align: 'center' }) + 6;
    drawHead(place, sheet);
    for (const block of sheet.blocks) drawBlock(place, block, imprint);
    drawSignatures(place, sheet, imprint);
    drawn.push({ code, first: before, count: document.bufferedPageRange().count - before });
  }
  markPages(place, imprint, pageHeight, drawn);
  document.end();
  return done;
};
