import { firstYear } from '../annual-review.ts';

/** Years of which results are shown: the running one and the four before it. */
export const yearsToChoose = (): number[] => {
  const year = new Date().getFullYear();
  return [0, 1, 2, 3, 4].map((back) => year - back).filter((each) => each >= firstYear);
};
