import type PDFDocument from 'pdfkit';
import { printable, runsOf, wrapText } from '../wrap-text.ts';
import { type FontName, fontBytes, fontOf } from './fonts.ts';

type Document = InstanceType<typeof PDFDocument>;

export type TextLook = {
  readonly size: number;
  readonly weight?: 'regular' | 'bold';
  readonly align?: 'left' | 'center' | 'right';
};

/** Distance of two lines, in sizes of the letter. */
const leading = 1.45;

/** Writes texts of any characters into a PDF: measures, breaks and places them, each run in a font that has it. */
export const makePen = (document: Document) => {
  const registered = new Set<FontName>();
  const take = (font: FontName, size: number): void => {
    if (!registered.has(font)) {
      document.registerFont(font, fontBytes(font));
      registered.add(font);
    }
    document.font(font).fontSize(size);
  };
  const fontFor = (look: TextLook) => (point: number) => fontOf(look.weight ?? 'regular', point);
  const widthIn =
    (look: TextLook) =>
    (part: string): number => {
      let width = 0;
      for (const run of runsOf(part, fontFor(look))) {
        if (run.font === null) continue;
        take(run.font, look.size);
        width += document.widthOfString(run.text);
      }
      return width;
    };
  const linesIn = (text: string, width: number, look: TextLook): string[] =>
    wrapText(
      printable(text, (point) => fontFor(look)(point) !== null),
      width,
      widthIn(look),
    );
  /** Width in points of a text that is not broken. */
  const widthOf = (text: string, look: TextLook): number =>
    widthIn(look)(printable(text, (point) => fontFor(look)(point) !== null));
  /** Height in points that a text takes in a width. */
  const heightOf = (text: string, width: number, look: TextLook): number =>
    linesIn(text, width, look).length * look.size * leading;
  /** Writes a text from a top left corner; gives the height that it took. */
  const write = (text: string, x: number, y: number, width: number, look: TextLook): number => {
    const lines = linesIn(text, width, look);
    const step = look.size * leading;
    lines.forEach((line, at) => {
      const spare = width - widthIn(look)(line);
      let left = x + (look.align === 'center' ? spare / 2 : look.align === 'right' ? spare : 0);
      for (const { font, text: part } of runsOf(line, fontFor(look))) {
        if (font === null) continue;
        take(font, look.size);
        document.text(part, left, y + at * step, { lineBreak: false });
        left += document.widthOfString(part);
      }
    });
    return lines.length * step;
  };
  return { heightOf, widthOf, write };
};

export type Pen = ReturnType<typeof makePen>;
