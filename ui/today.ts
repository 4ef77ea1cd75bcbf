import { partsOf } from './format.ts';

/** The calendar day in China now, ISO. */
export const today = (): string => {
  const { year, month, day } = partsOf(new Date());
  return `${year}-${month}-${day}`;
};
