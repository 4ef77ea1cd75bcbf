/** Children that went from one unit to another. A code of `outside` stands for everything beyond the division. */
export type Stream = { readonly from: string; readonly to: string; readonly children: number };

export type Unit = { readonly code: string; readonly name: string };

/** Code of what lies beyond the division asked about, and of the units that have no line of their own. */
export const outside = 'outside';
export const others = 'others';

export type MatrixLine = {
  readonly code: string;
  /** Children to each column, in the order of the lines. */
  readonly cells: readonly number[];
  readonly gone: number;
  readonly came: number;
  /** Came less gone, over the border of the unit (净流入); moves inside it count in neither. */
  readonly net: number;
};

export type Matrix = {
  readonly lines: readonly MatrixLine[];
  /** Children that moved between two units, or over the division's border. */
  readonly total: number;
  /** Children that moved inside one unit. */
  readonly within: number;
  readonly largest: number;
};

const add = (into: Map<string, number>, key: string, children: number): void => {
  into.set(key, (into.get(key) ?? 0) + children);
};

/**
 * From × to, a line for each unit with moves, the busiest first; what exceeds `most` is put together under `others`, and
 * what lies beyond the division under `outside`, last. Every child stands in one cell; the sums of the rows and of the
 * columns are equal.
 */
export const matrixOf = (streams: readonly Stream[], most: number): Matrix => {
  const weight = new Map<string, number>();
  for (const { from, to, children } of streams) {
    if (from !== outside) add(weight, from, children);
    if (to !== outside && to !== from) add(weight, to, children);
  }
  const byWeight = [...weight].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([code]) => code);
  const shown = new Set(byWeight.length > most ? byWeight.slice(0, most - 1) : byWeight);
  const lineOf = (code: string): string => (code === outside || shown.has(code) ? code : others);
  const codes = [...shown, ...(byWeight.length > shown.size ? [others] : [])];
  if (streams.some(({ from, to }) => from === outside || to === outside)) codes.push(outside);
  const cells = new Map<string, number>();
  for (const { from, to, children } of streams) add(cells, `${lineOf(from)} ${lineOf(to)}`, children);
  const cell = (from: string, to: string): number => cells.get(`${from} ${to}`) ?? 0;
  const sum = (of: (code: string) => number): number => codes.reduce((all, code) => all + of(code), 0);
  const lines = codes.map((code): MatrixLine => {
    const inside = cell(code, code);
    const gone = sum((to) => cell(code, to)) - inside;
    const came = sum((from) => cell(from, code)) - inside;
    return { code, cells: codes.map((to) => cell(code, to)), gone, came, net: came - gone };
  });
  const within = sum((code) => cell(code, code));
  return {
    lines,
    total: sum((code) => sum((to) => cell(code, to))) - within,
    within,
    largest: Math.max(0, ...codes.flatMap((from) => codes.map((to) => (from === to ? 0 : cell(from, to))))),
  };
};
