import { test } from 'vitest';

/** Steps of one scenario: after one that failed the rest is skipped, since it would only fail for want of it. */
export const makeSteps = (): ((name: string, work: () => Promise<void>) => void) => {
  let broken = false;
  return (name, work) =>
    test(name, async (context) => {
      if (broken) context.skip();
      broken = true;
      await work();
      broken = false;
    });
};
