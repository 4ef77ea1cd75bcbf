/** One row of annex 2 of the notice of 2017-04-07: a prefecture, or 济源. */
export type Annex2Row = {
  readonly name: string;
  readonly institutions: number;
  readonly reported: number;
  readonly reviewed: number;
  readonly statisticalChildren: number;
  readonly numbered: number;
};

/** The day of the figures. */
export const annex2On = '2017-04-07';

/** Reads the rows of reference/henan-2017-annex2.csv, without the total. */
export const parseAnnex2 = (text: string): Annex2Row[] =>
  text
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','))
    .filter((cells) => /^[0-9]+$/.test(cells[0] ?? ''))
    .map((cells) => ({
      name: cells[1]!,
      institutions: Number(cells[2]),
      reported: Number(cells[3]),
      reviewed: Number(cells[5]),
      statisticalChildren: Number(cells[7]),
      numbered: Number(cells[8]),
    }));
