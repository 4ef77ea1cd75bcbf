import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { palette } from '../ui/palette.ts';

const css = readFileSync(new URL('../ui/base.css', import.meta.url), 'utf8');

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const channel = (value: number): number => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

/** Relative luminance of a colour, WCAG 2. */
const luminance = (hex: string): number => {
  const [red, green, blue] = [1, 3, 5].map((at) => channel(Number.parseInt(hex.slice(at, at + 2), 16) / 255));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
};

const contrast = (one: string, other: string): number => {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
};

test.each(Object.entries(palette))('the style sheet has the colour %s of the theme', (name, colour) => {
  expect(css).toContain(`--${kebab(name)}: ${colour};`);
});

describe('text can be read', () => {
  test.each([
    ['ink', 'paper'],
    ['ink', 'ground'],
    ['inkSoft', 'paper'],
    ['inkSoft', 'ground'],
    ['accent', 'paper'],
    ['accent', 'accentSoft'],
    ['paper', 'accent'],
    ['paper', 'accentDeep'],
    ['good', 'goodSoft'],
    ['warn', 'warnSoft'],
    ['bad', 'badSoft'],
    ['calm', 'calmSoft'],
    ['quiet', 'quietSoft'],
    ['inkSoft', 'warnSoft'],
    ['inkSoft', 'goodSoft'],
  ] as const)('%s on %s', (text, ground) => {
    expect(contrast(palette[text], palette[ground])).toBeGreaterThanOrEqual(4.5);
  });
});
