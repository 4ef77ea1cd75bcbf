import { readFileSync } from 'node:fs';
import { type DivisionRegister, divisionRegister, parseDivisions } from '../divisions.ts';

let register: DivisionRegister | null = null;

/** The register of reference/divisions.csv, read once. */
export const referenceDivisions = (): DivisionRegister => {
  register ??= divisionRegister(
    parseDivisions(readFileSync(new URL('../reference/divisions.csv', import.meta.url), 'utf8')),
  );
  return register;
};
