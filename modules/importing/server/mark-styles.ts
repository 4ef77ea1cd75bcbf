import { declaration, mainSpace } from './build-workbook.ts';
import { type PackedPart, readPart } from './workbook-archive.ts';
import { cutXml, tagText, type XmlTag } from './xml-tokens.ts';

export type Severity = 'error' | 'warning';

/** Fills that mean a mark of ours: found again in a workbook that comes back, they are taken away. */
const markColours: Readonly<Record<Severity, string>> = { error: 'FFFF9B9B', warning: 'FFFFE27A' };

/** Cell formats of a workbook, with those that marks need added to them. */
export type MarkStyles = {
  /** The format of a marked cell whose own format is `format`. */
  marked(format: number, severity: Severity): number;
  /** The format without a mark of ours; the same one when it has none. */
  unmarked(format: number): number;
  /** The whole styles part, with what has been asked for. */
  text(): string;
};

const bareStyles =
  `${declaration}<styleSheet xmlns="${mainSpace}"><fonts count="1"><font><sz val="11"/><name val="SimSun"/></font></fonts>` +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>';

/** An element of a list: its tag, and what stands behind it. */
type Item = { readonly tag: XmlTag; rest: string };
type Section = { readonly tag: XmlTag; readonly items: Item[]; end: string };

/** A styles part cut into text and its two lists that grow. */
type CutStyles = { pieces: (string | Section)[]; fills: Section; formats: Section };

const cutStyles = (bytes: Buffer): CutStyles | null => {
  const pieces: (string | Section)[] = [];
  const found: Record<string, Section> = {};
  let section: Section | null = null;
  let depth = 0;
  const put = (raw: string): void => {
    if (section && depth > 0) section.items.at(-1)!.rest += raw;
    else if (!section) pieces.push(raw);
  };
  cutXml(bytes, {
    open: (tag, raw) => {
      if (section) {
        if (depth === 0) section.items.push({ tag, rest: '' });
        else put(raw);
        if (!tag.closed) depth++;
      } else if ((tag.name === 'fills' || tag.name === 'cellXfs') && !tag.closed) {
        section = { tag, items: [], end: '' };
        found[tag.name] = section;
        pieces.push(section);
      } else pieces.push(raw);
    },
    close: (_name, raw) => {
      if (section && depth === 0) {
        section.end = raw;
        section = null;
      } else {
        put(raw);
        if (section) depth--;
      }
    },
    other: put,
  });
  const { fills, cellXfs } = found;
  return fills && cellXfs && cellXfs.items.length > 0 ? { pieces, fills, formats: cellXfs } : null;
};

export const readMarkStyles = (part: PackedPart | null): MarkStyles => {
  const cut = (part ? cutStyles(readPart(part)) : null) ?? cutStyles(Buffer.from(bareStyles))!;
  const { fills, formats } = cut;
  const ownFormats = formats.items.length;
  const { prefix } = fills.tag;
  const known = new Map<string, number>();

  const fillOf = (severity: Severity): number => {
    const colour = markColours[severity];
    const there = fills.items.findIndex((item) => item.rest.includes(`fgColor rgb="${colour}"`));
    if (there >= 0) return there;
    const tag = (name: string, attributes: Record<string, string>, closed = false): XmlTag => ({
      name,
      prefix,
      attributes,
      closed,
    });
    const rest = [
      tagText(tag('patternFill', { patternType: 'solid' })),
      tagText(tag('fgColor', { rgb: colour }, true)),
      tagText(tag('bgColor', { indexed: '64' }, true)),
      `</${prefix}patternFill></${prefix}fill>`,
    ].join('');
    return fills.items.push({ tag: tag('fill', {}), rest }) - 1;
  };
  const marks = new Set([fillOf('error'), fillOf('warning')]);
  const withFill = (format: number, fill: number): number => {
    const base = format >= 0 && format < ownFormats ? format : 0;
    const key = `${base} ${fill}`;
    let index = known.get(key);
    if (index === undefined) {
      const { tag, rest } = formats.items[base]!;
      const attributes = { ...tag.attributes, fillId: String(fill), applyFill: '1' };
      index = formats.items.push({ tag: { ...tag, attributes }, rest }) - 1;
      known.set(key, index);
    }
    return index;
  };
  const formerly = formats.items.map(({ tag }) => marks.has(Number(tag.attributes.fillId ?? '0')));

  return {
    marked: (format, severity) => withFill(format, fillOf(severity)),
    unmarked: (format) => (formerly[format] === true ? withFill(format, 0) : format),
    text: () =>
      cut.pieces
        .map((piece) =>
          typeof piece === 'string'
            ? piece
            : tagText(piece.tag, { count: piece.items.length }) +
              piece.items.map(({ tag, rest }) => tagText(tag) + rest).join('') +
              piece.end,
        )
        .join(''),
  };
};
