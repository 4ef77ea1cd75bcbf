import path from 'node:path';
import { test } from 'vitest';
import { openPages } from './person.ts';

const picturesOfFailure = async (step: string): Promise<void> => {
  const folder = process.env['XUEQIAN_PICTURES'];
  if (!folder) return;
  for (const [at, page] of [...openPages].entries()) {
    const name = `failed-${step.replace(/\W+/g, '-')}-${at + 1}.png`;
    await page.screenshot({ path: path.join(folder, name) }).catch(() => {});
  }
};

/** Steps of one scenario: after one that failed the rest is skipped, since it would only fail for want of it. */
export const makeSteps = (): ((name: string, work: () => Promise<void>) => void) => {
  let broken = false;
  return (name, work) =>
    test(name, async (context) => {
      if (broken) context.skip();
      broken = true;
      try {
        await work();
        broken = false;
      } finally {
        if (broken) await picturesOfFailure(name);
      }
    });
};
