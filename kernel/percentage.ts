/**
 * Numerator over denominator in per cent, two decimals, rounded half up (away from zero), by whole-number arithmetic:
 * `percentageHalfUp(31660, 30901)` is `'102.46'`. Null when the denominator is 0. Values over 100 are kept as they
 * are: more children on file than in the statistics is a finding. Both must be whole numbers, denominator positive.
 */
export const percentageHalfUp = (numerator: number | bigint, denominator: number | bigint): string | null => {
  const [top, bottom] = [BigInt(numerator), BigInt(denominator)];
  if (bottom === 0n) return null;
  const negative = top < 0n !== bottom < 0n && top !== 0n;
  const [size, base] = [top < 0n ? -top : top, bottom < 0n ? -bottom : bottom];
  const hundredths = (size * 20_000n + base) / (base * 2n);
  const sign = negative && hundredths > 0n ? '-' : '';
  return `${sign}${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`;
};
