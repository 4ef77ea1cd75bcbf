import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as fontkit from 'fontkit';

/**
 * Fonts that come with the packages (SIL Open Font Licence): Noto Sans SC holds every character of GB 18030 up to
 * extension A and those of the table of 2013; what it lacks of the rarer ones is looked for in its sisters.
 */
const files = {
  regular: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
  'hong-kong': '@expo-google-fonts/noto-sans-hk/400Regular/NotoSansHK_400Regular.ttf',
  japan: '@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf',
} as const;
export type FontName = keyof typeof files;

const { resolve } = createRequire(import.meta.url);
type Opened = { readonly bytes: Buffer; readonly font: fontkit.Font };
const opened = new Map<FontName, Opened>();

const open = (name: FontName): Opened => {
  const known = opened.get(name);
  if (known) return known;
  const bytes = readFileSync(resolve(files[name]));
  const font = fontkit.create(bytes);
  if (!('hasGlyphForCodePoint' in font)) throw new Error(`${name} is not one font`);
  const made = { bytes, font };
  opened.set(name, made);
  return made;
};

/** The bytes of a font, read once a process. */
export const fontBytes = (name: FontName): Buffer => open(name).bytes;

const rarer = ['hong-kong', 'japan'] as const;

/** The font that has a character, the wished one first; null when none of ours has it. */
export const fontOf = (wished: 'regular' | 'bold', codePoint: number): FontName | null =>
  [wished, ...rarer].find((name) => open(name).font.hasGlyphForCodePoint(codePoint)) ?? null;
