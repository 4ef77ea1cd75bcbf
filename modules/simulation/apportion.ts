/**
 * Shares a total in whole numbers in proportion to weights; the sum is exact (largest remainders, the earlier first
 * when remainders are equal). All weights zero shares evenly.
 */
export const apportion = (total: number, weights: readonly number[]): number[] => {
  const sum = weights.reduce((before, weight) => before + weight, 0);
  if (weights.length === 0) {
    if (total === 0) return [];
    throw new Error(`simulation: nothing to share ${total} among`);
  }
  const exact = weights.map((weight) => (sum === 0 ? total / weights.length : (total * weight) / sum));
  const shares = exact.map(Math.floor);
  const rest = total - shares.reduce((before, share) => before + share, 0);
  const order = exact
    .map((value, at) => ({ at, remainder: value - shares[at]! }))
    .sort((one, other) => other.remainder - one.remainder || one.at - other.at);
  for (let given = 0; given < rest; given++) {
    const { at } = order[given % order.length]!;
    shares[at] = shares[at]! + 1;
  }
  return shares;
};

/** As `apportion`, but no share above its limit, as long as the limits together hold the total. */
export const apportionWithin = (total: number, weights: readonly number[], limits: readonly number[]): number[] => {
  const shares = weights.map(() => 0);
  let rest = total;
  for (let round = 0; rest > 0 && round < 100; round++) {
    const open = weights.map((weight, at) => (shares[at]! < limits[at]! ? Math.max(weight, 1e-9) : 0));
    if (open.every((weight) => weight === 0)) break;
    const before = rest;
    apportion(rest, open).forEach((share, at) => {
      const given = Math.min(share, limits[at]! - shares[at]!);
      shares[at] = shares[at]! + given;
      rest -= given;
    });
    if (rest === before) break;
  }
  return rest === 0 ? shares : apportion(rest, weights).map((share, at) => share + shares[at]!);
};
