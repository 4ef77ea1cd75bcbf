const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

export type CreditCodeCheck =
  | { readonly ok: true }
  | {
      readonly ok: false;
      /** `length` {length, expected}; `characters` {position, character}; `check-digit` {}. */
      readonly code: 'length' | 'characters' | 'check-digit';
      readonly facts: Readonly<Record<string, string | number>>;
    };

/**
 * Checks a unified social credit code (GB 32100-2015): eighteen characters of 0–9 and A–Z without I, O, S, V, Z; the
 * last is 31 minus the weighted sum modulo 31. Takes the code in upper case without spaces.
 */
export const checkUnifiedCreditCode = (code: string): CreditCodeCheck => {
  if (code.length !== 18) return { ok: false, code: 'length', facts: { length: code.length, expected: 18 } };
  let sum = 0;
  for (let at = 0; at < 18; at++) {
    const value = alphabet.indexOf(code[at]!);
    if (value < 0) return { ok: false, code: 'characters', facts: { position: at + 1, character: code[at]! } };
    if (at < 17) sum += value * weights[at]!;
  }
  return alphabet[(31 - (sum % 31)) % 31] === code[17] ? { ok: true } : { ok: false, code: 'check-digit', facts: {} };
};
