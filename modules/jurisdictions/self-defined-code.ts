import type { DivisionLevel } from './divisions.ts';

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/**
 * The next free code of a self-defined division: twelve characters, the digits of the division above it and a letter
 * with a figure in each following pair, so that it can never be a code of GB/T 2260 (as 11A1A1000000). Null when none
 * is free.
 */
export const suggestCode = (
  parentCode: string,
  level: DivisionLevel,
  isTaken: (code: string) => boolean,
): string | null => {
  const digits = { province: 0, prefecture: 2, county: parentCode.endsWith('0000') ? 2 : 4, town: 6 }[level];
  const head = parentCode.slice(0, digits);
  for (const letter of letters) {
    for (let figure = 1; figure <= 9; figure += 1) {
      const pair = `${letter}${figure}`;
      const repeated = pair.repeat(Math.max(1, (6 - digits) / 2));
      const code = (digits === 6 ? `${head}${pair}0` : `${head}${repeated}`).padEnd(12, '0');
      if (!isTaken(code)) return code;
    }
  }
  return null;
};
