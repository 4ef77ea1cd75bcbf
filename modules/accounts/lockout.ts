/** Failures in a row after which the sign-in page asks for the letters of an image. */
export const imageQuestionAfter = 2;

/** An office shares one address: so many times the failures of a single name make the address wait. */
export const addressFactor = 4;

/** … and so many times them make everybody there read an image. */
const addressAsksFactor = 2;

/** Failures older than this are forgotten. */
export const nameRemembersHours = 24;
export const addressRemembersMinutes = 60;

const longestMinutes = 60;

/** Minutes that a name or an address waits after so many failures in a row: 1, 2, 4 … 60 from the limit on. */
export const delayMinutes = (failures: number, limit: number): number =>
  failures < limit ? 0 : Math.min(longestMinutes, 2 ** Math.min(failures - limit, 16));

/** Failures in a row and the last of them. */
export type Failures = { readonly count: number; readonly lastAt: Date | null };

/** Minutes still to wait, rounded up; 0: it may be tried. A try while waiting is not a failure and makes nothing longer. */
export const minutesToWait = ({ count, lastAt }: Failures, limit: number, now: Date): number => {
  const delay = delayMinutes(count, limit);
  if (lastAt === null || delay === 0) return 0;
  const until = lastAt.getTime() + delay * 60_000;
  return Math.max(0, Math.ceil((until - now.getTime()) / 60_000));
};

/** Whether the letters of an image must be given: the name failed before, or its address failed often. */
export const asksImageQuestion = (nameFailures: number, addressFailures: number, limit: number): boolean =>
  nameFailures >= imageQuestionAfter || addressFailures >= limit * addressAsksFactor;
