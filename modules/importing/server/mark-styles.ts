import { declaration, mainSpace } from './build-workbook.ts';
import { type PackedPart, readPart } from './workbook-archive.ts';
import { attribute, prefixOf, readXml, withAttribute } from './xml-tokens.ts';

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

type Section = { start: string; items: string[]; end: string };

/** A styles part cut into text and its two lists that grow. */
type CutStyles = { pieces: (string | Section)[]; fills: Section; formats: Section };

const cutStyles = (bytes: Buffer): CutStyles | null => {
  const pieces: (string | Section)[] = [];
  const found: Record<string, Section> = {};
  let section: Section | null = null;
  let depth = 0;
  const put = (raw: string): void => {
    if (section && depth > 0) section.items[section.items.length - 1] += raw;
    else if (!section) pieces.push(raw);
  };
  readXml(bytes, {
    open: (name, raw, closed) => {
      if (section) {
        if (depth === 0) section.items.push('');
        section.items[section.items.length - 1] += raw;
        if (!closed) depth++;
      } else if ((name === 'fills' || name === 'cellXfs') && !closed) {
        section = { start: raw, items: [], end: '' };
        found[name] = section;
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
    text: put,
    other: put,
  });
  const { fills, cellXfs } = found;
  return fills && cellXfs && cellXfs.items.length > 0 ? { pieces, fills, formats: cellXfs } : null;
};

/** The opening tag of an item with one attribute changed. */
const changed = (item: string, name: string, value: string | number): string => {
  const end = item.indexOf('>') + 1;
  return withAttribute(item.slice(0, end), name, value) + item.slice(end);
};

export const readMarkStyles = (part: PackedPart | null): MarkStyles => {
  const cut = (part ? cutStyles(readPart(part)) : null) ?? cutStyles(Buffer.from(bareStyles))!;
  const { fills, formats } = cut;
  const ownFormats = formats.items.length;
  const prefix = prefixOf(fills.start);
  const known = new Map<string, number>();

  const fillOf = (severity: Severity): number => {
    const colour = markColours[severity];
    const there = fills.items.findIndex((item) => item.includes(`fgColor rgb="${colour}"`));
    if (there >= 0) return there;
    const tag = (name: string, rest = ''): string => `<${prefix}${name}${rest}`;
    return (
      fills.items.push(
        `${tag('fill')}>${tag('patternFill', ' patternType="solid"')}>${tag('fgColor', ` rgb="${colour}"`)}/>${tag('bgColor', ' indexed="64"')}/></${prefix}patternFill></${prefix}fill>`,
      ) - 1
    );
  };
  const marks = new Set([fillOf('error'), fillOf('warning')]);
  const withFill = (format: number, fill: number): number => {
    const base = format >= 0 && format < ownFormats ? format : 0;
    const key = `${base} ${fill}`;
    let index = known.get(key);
    if (index === undefined) {
      index = formats.items.push(changed(changed(formats.items[base]!, 'fillId', fill), 'applyFill', 1)) - 1;
      known.set(key, index);
    }
    return index;
  };
  const formerly = formats.items.map((item) =>
    marks.has(Number(attribute(item.slice(0, item.indexOf('>') + 1), 'fillId'))),
  );

  return {
    marked: (format, severity) => withFill(format, fillOf(severity)),
    unmarked: (format) => (formerly[format] === true ? withFill(format, 0) : format),
    text: () =>
      cut.pieces
        .map((piece) =>
          typeof piece === 'string'
            ? piece
            : withAttribute(piece.start, 'count', piece.items.length) + piece.items.join('') + piece.end,
        )
        .join(''),
  };
};
