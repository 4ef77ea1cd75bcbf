/** Small and large letters and digits that nobody mistakes for another when reading a printed slip. */
const alphabets = ['abcdefghjkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789'] as const;

/**
 * A password to be handed over on paper: four groups of four, each with small and large letters and digits, 16 characters
 * of 54 each (more than 80 bits). `chance(n)` gives a whole number from 0 to n - 1.
 */
export const oneTimePassword = (chance: (below: number) => number): string => {
  const all = alphabets.join('');
  const group = (): string => {
    const picked = [...alphabets.map((letters) => letters[chance(letters.length)]!), all[chance(all.length)]!];
    // One of each class, in an order of chance.
    for (let at = picked.length - 1; at > 0; at -= 1) {
      const other = chance(at + 1);
      [picked[at], picked[other]] = [picked[other]!, picked[at]!];
    }
    return picked.join('');
  };
  return [group(), group(), group(), group()].join('-');
};

/** Hours for which a password that was handed over opens the account once: three weeks at the beginning, a day after a loss. */
export const handoverHours = 21 * 24;
export const recoveryHours = 24;
