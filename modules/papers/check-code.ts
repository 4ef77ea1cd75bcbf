/** Crockford's letters: none that a hand or an ear takes for another. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Eight letters of a digest, in two groups: short enough to be read out, 40 bits. */
export const checkCodeOf = (digest: Uint8Array): string => {
  let bits = 0n;
  for (const byte of digest.subarray(0, 5)) bits = (bits << 8n) | BigInt(byte);
  let code = '';
  for (let at = 0; at < 8; at += 1) {
    code = letters[Number(bits & 31n)] + code;
    bits >>= 5n;
  }
  return `${code.slice(0, 4)}-${code.slice(4)}`;
};

/** A code as somebody typed it from a paper, in the way it is printed; null when it is none. */
export const readCheckCode = (typed: string): string | null => {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\u2010-\u2015-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(plain) ? `${plain.slice(0, 4)}-${plain.slice(4)}` : null;
};
