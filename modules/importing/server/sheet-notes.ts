import { columnLetter } from './sheet-cell.ts';
import { escapeXml } from './xml-tokens.ts';

/** A note on a cell; `row` is 1-based. */
export type SheetNote = { readonly row: number; readonly column: number; readonly text: string };

/** Notes of this author are ours and may be taken away again. */
export const noteAuthor = 'xueqian';

export const noteXml = (note: SheetNote, author: number): string =>
  `<comment ref="${columnLetter(note.column)}${note.row}" authorId="${author}"><text><r><t xml:space="preserve">${escapeText(note.text)}</t></r></text></comment>`;

const uncarried = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Text as it may stand in XML: signs that XML cannot carry become a question mark. */
export const escapeText = (text: string): string => escapeXml(text.replace(uncarried, '?'));

/** The drawn box of a note. Its size grows with the text so that it can be read. */
export const noteShape = (note: SheetNote, id: number): string => {
  const lines = Math.min(12, 1 + Math.ceil(note.text.length / 16));
  const row = note.row - 1;
  return (
    `<v:shape id="_x0000_s${id}" type="#_x0000_t202" style="position:absolute;width:180pt;height:${lines * 15}pt;visibility:hidden" ` +
    'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>' +
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox>' +
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>' +
    `<x:Anchor>${note.column + 1},15,${row},2,${note.column + 4},15,${row + lines},4</x:Anchor>` +
    `<x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${note.column}</x:Column></x:ClientData></v:shape>`
  );
};

export const notesPart = (comments: readonly string[], authors: readonly string[]): string =>
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
  '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
  `<authors>${authors.map((author) => `<author>${author}</author>`).join('')}</authors>` +
  `<commentList>${comments.join('')}</commentList></comments>`;

export const shapesPart = (shapes: readonly string[], idBlock: number): string =>
  '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">' +
  `<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${idBlock}"/></o:shapelayout>` +
  '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">' +
  `<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>${shapes.join('')}</xml>`;
