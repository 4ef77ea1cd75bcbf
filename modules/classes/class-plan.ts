import { classSizeOf } from '@xueqian/kernel/codes/codes.ts';

/** Class types (code table class-type) in the order in which a kindergarten speaks of them. */
export const classTypes = ['10', '21', '22', '23', '30', '40'] as const;
export type ClassType = (typeof classTypes)[number];

/** Children a class of a type may have at most; null where no rule gives a number. */
export const sizeLimitOf = (type: string): number | null => classSizeOf(type);

/** The limit that counts for one class: its approved size, else the national one. */
export const limitOf = (schoolClass: { readonly type: string; readonly capacity: number | null }): number | null =>
  schoolClass.capacity ?? sizeLimitOf(schoolClass.type);

/** Children above the limit; 0 when there is room or no limit. */
export const excessOf = (schoolClass: {
  readonly type: string;
  readonly capacity: number | null;
  readonly children: number;
}): number => {
  const limit = limitOf(schoolClass);
  return limit === null ? 0 : Math.max(0, schoolClass.children - limit);
};

/** First year of the school year (1 September to 31 August) in which a day lies. */
export const schoolYearOf = (on: string): number => Number(on.slice(0, 4)) - (on.slice(5, 7) >= '09' ? 0 : 1);

/** 1 to 99 as a Chinese numeral, written with the ten given characters (one to ten). */
export const numeralOf = (count: number, characters: string): string => {
  const [tens, ones] = [Math.floor(count / 10), count % 10];
  const ten = characters[9] ?? '';
  const tensPart = tens === 0 ? '' : tens === 1 ? ten : `${characters[tens - 1] ?? ''}${ten}`;
  return ones === 0 ? tensPart : `${tensPart}${characters[ones - 1] ?? ''}`;
};

/** The names of `count` new classes: the first numbers that are not taken yet. */
export const planNames = (
  count: number,
  taken: ReadonlySet<string>,
  nameOf: (serial: number) => string,
): readonly string[] => {
  const names: string[] = [];
  for (let serial = 1; names.length < count && serial < 100; serial++) {
    const name = nameOf(serial);
    if (!taken.has(name)) names.push(name);
  }
  return names;
};
