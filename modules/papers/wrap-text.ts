/** Signs that no line begins with. */
const neverFirst = /^[，。、；：！？）】》〉」』”’·,.;:!?)\]}%]/u;

/** What is not torn apart: a word or number of Latin letters, or one character of any other script with its marks. */
const pieces = /[\p{Script=Latin}\p{Nd}*#&@_./+-]+|\s+|\P{M}\p{M}*/gu;

/**
 * A text cut into lines of at most `width`, by the widths that `widthOf` gives; a piece that is wider than a whole line
 * is cut where it must be. Line ends in the text stay. Chinese breaks anywhere but before a closing sign.
 */
export const wrapText = (text: string, width: number, widthOf: (part: string) => number): string[] => {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    let used = 0;
    const put = (part: string): void => {
      const wide = widthOf(part);
      if (used + wide > width && line !== '' && !neverFirst.test(part)) {
        lines.push(line.trimEnd());
        line = '';
        used = 0;
        if (part.trim() === '') return;
      }
      line += part;
      used += wide;
    };
    for (const part of paragraph.match(pieces) ?? []) {
      if (widthOf(part) <= width) put(part);
      else for (const character of part) put(character);
    }
    lines.push(line.trimEnd());
  }
  return lines;
};

export type Run<F> = { readonly font: F; readonly text: string };

/** A line in runs of one font each; `fontOf` gives the font that has a character. */
export const runsOf = <F>(line: string, fontOf: (codePoint: number) => F): Run<F>[] => {
  const runs: { font: F; text: string }[] = [];
  for (const character of line) {
    const font = fontOf(character.codePointAt(0) ?? 0);
    const last = runs.at(-1);
    if (last?.font === font) last.text += character;
    else runs.push({ font, text: character });
  }
  return runs;
};

/**
 * A text in which every character can be printed: one that no font has stands as its number, `[U+2A7DD]`, so that a
 * hand can write it beside. Never an empty box, which nobody notices.
 */
export const printable = (text: string, has: (codePoint: number) => boolean): string =>
  [...text.normalize('NFC')]
    .map((character) => {
      const point = character.codePointAt(0) ?? 0;
      if (character === '\n' || has(point)) return character;
      return /\p{C}/u.test(character) ? '' : `[U+${point.toString(16).toUpperCase()}]`;
    })
    .join('');
