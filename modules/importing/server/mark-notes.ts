import { columnLetter, columnOf } from './sheet-cell.ts';
import { escapeText, noteAuthor, noteShape, notesPart, noteXml, type SheetNote, shapesPart } from './sheet-notes.ts';
import { cutXml, tagText, type XmlTag } from './xml-tokens.ts';

type Comment = {
  readonly row: number;
  readonly column: number;
  readonly author: number;
  readonly raw: string;
  /** Where its text ends in `raw`. */
  readonly textEnd: number;
};

/** A comments part cut open: the text around its authors and comments is kept as it is. */
type CutComments = {
  head: string;
  readonly authors: string[];
  middle: string;
  readonly comments: Comment[];
  tail: string;
  prefix: string;
};

const cutComments = (bytes: Buffer): CutComments => {
  const cut: CutComments = { head: '', authors: [], middle: '', comments: [], tail: '', prefix: '' };
  let place: 'head' | 'middle' | 'tail' = 'head';
  let comment: { readonly tag: XmlTag; raw: string; textEnd: number } | null = null;
  let author = '';
  let inAuthor = false;
  const put = (raw: string): void => {
    if (comment) comment.raw += raw;
    else cut[place] += raw;
  };
  cutXml(bytes, {
    open: (tag, raw) => {
      const { name, closed } = tag;
      if (name === 'comments') cut.prefix = tag.prefix;
      if (name === 'comment' && !comment && !closed) comment = { tag, raw, textEnd: 0 };
      else if (name === 'authors' && closed) {
        cut.head += tagText({ ...tag, closed: false });
        cut.middle += `</${cut.prefix}authors>`;
        place = 'middle';
      } else {
        put(raw);
        if (name === 'author' && closed) cut.authors.push('');
        inAuthor = name === 'author' && !closed;
        author = '';
      }
    },
    close: (name, raw) => {
      if (name === 'authors') place = 'middle';
      else if (name === 'commentList') place = 'tail';
      if (comment && name === 'text') comment.textEnd = comment.raw.length;
      put(raw);
      if (inAuthor) cut.authors.push(author);
      inAuthor = false;
      if (name !== 'comment' || !comment) return;
      const { ref = '', authorId = '0' } = comment.tag.attributes;
      const { raw: whole, textEnd } = comment;
      const row = Number(ref.replace(/\D/g, ''));
      cut.comments.push({ row, column: columnOf(ref), author: Number(authorId), raw: whole, textEnd });
      comment = null;
    },
    text: (text) => {
      if (inAuthor) author += text;
    },
    other: put,
  });
  return cut;
};

const keyOf = (row: number, column: number): string => `${columnLetter(column)}${row}`;

/** A comment of the user's with our text behind it. */
const joined = ({ raw, textEnd }: Comment, text: string, prefix: string): string => {
  if (textEnd === 0) return raw;
  const run = `<${prefix}r><${prefix}t xml:space="preserve">&#10;${escapeText(text)}</${prefix}t></${prefix}r>`;
  return raw.slice(0, textEnd) + run + raw.slice(textEnd);
};

const shapePattern = /<v:shape\s[\s\S]*?<\/v:shape>/g;

const placeOfShape = (shape: string): string | null => {
  const row = /<x:Row>\s*(\d+)\s*<\/x:Row>/.exec(shape);
  const column = /<x:Column>\s*(\d+)\s*<\/x:Column>/.exec(shape);
  return row && column ? keyOf(Number(row[1]) + 1, Number(column[1])) : null;
};

/** The drawn boxes: those of removed comments go, new ones come. */
const mergeShapes = (before: string | null, removed: ReadonlySet<string>, added: readonly SheetNote[]): string => {
  const block = 61;
  if (before === null || !before.includes('</xml>')) {
    return shapesPart(
      added.map((note, at) => noteShape(note, block * 1024 + 1 + at)),
      block,
    );
  }
  const kept = before.replace(shapePattern, (shape) => {
    const place = placeOfShape(shape);
    return place !== null && removed.has(place) && shape.includes('ObjectType="Note"') ? '' : shape;
  });
  const ids = [...kept.matchAll(/_x0000_s(\d+)/g)].map((match) => Number(match[1]));
  const first = Math.max(block * 1024, ...ids.slice(0, 50_000)) + 1;
  const shapes = added.map((note, at) => noteShape(note, first + at)).join('');
  const type = kept.includes('id="_x0000_t202"')
    ? ''
    : '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/>';
  const end = kept.lastIndexOf('</xml>');
  return kept.slice(0, end) + type + shapes + kept.slice(end);
};

/**
 * The comments and drawn boxes of a sheet with our notes among them. Notes of an earlier marking (below the headings)
 * are taken away; a comment of the user's on a marked cell stays, our text follows it.
 */
export const mergeNotes = (
  before: { readonly comments: Buffer | null; readonly shapes: string | null },
  notes: readonly SheetNote[],
  headingRow: number,
): { comments: string; shapes: string } => {
  const cut = cutComments(before.comments ?? Buffer.from(notesPart([], [])));
  const removed = new Set<string>();
  const kept = cut.comments.filter((comment) => {
    const ours = cut.authors[comment.author] === noteAuthor && comment.row > headingRow;
    if (ours) removed.add(keyOf(comment.row, comment.column));
    return !ours;
  });
  const known = cut.authors.indexOf(noteAuthor);
  const author = known >= 0 ? known : cut.authors.length;
  const byPlace = new Map(notes.map((note) => [keyOf(note.row, note.column), note]));
  const written: { readonly row: number; readonly column: number; readonly raw: string }[] = kept.map((comment) => {
    const key = keyOf(comment.row, comment.column);
    const note = byPlace.get(key);
    byPlace.delete(key);
    return note ? { ...comment, raw: joined(comment, note.text, cut.prefix) } : comment;
  });
  const added = [...byPlace.values()];
  for (const note of added) {
    const raw = noteXml(note, author).replace(/<(\/?)(?=[a-z])/g, `<$1${cut.prefix}`);
    written.push({ row: note.row, column: note.column, raw });
  }
  written.sort((one, other) => one.row - other.row || one.column - other.column);
  const newAuthor = known >= 0 ? '' : `<${cut.prefix}author>${noteAuthor}</${cut.prefix}author>`;
  return {
    comments: cut.head + newAuthor + cut.middle + written.map((comment) => comment.raw).join('') + cut.tail,
    shapes: mergeShapes(before.shapes, removed, added),
  };
};
