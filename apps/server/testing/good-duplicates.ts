import type { GoodRequest } from './good-admissions.ts';
import type { TestApp } from './test-app.ts';

/** Makers of requests that succeed, for every command about duplicates. */
export const makeGoodDuplicates = (app: TestApp): Record<string, () => Promise<GoodRequest>> => ({
  'duplicates.ask-recheck': async () => {
    await app.database.asOwner((tx) => tx.run('update duplicates.rechecks set finished_at = asked_at'));
    return { login: '410000-review', path: 'duplicate-rechecks', body: {} };
  },
});
