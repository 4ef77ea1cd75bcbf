import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { brokenInvariants } from '../../../modules/children/server/testing/invariants.ts';
import { makeTestApp, type TestApp } from './test-app.ts';

/** An application with classes for the tests of a file: each begins on `day` (ISO instant), and after each the books hold. */
export const useCheckedApp = (day: string, take: (app: TestApp) => void): void => {
  let app: TestApp;
  beforeAll(async () => {
    app = await makeTestApp();
    await app.makeClasses();
    take(app);
  });
  afterAll(() => app.close());
  beforeEach(() => app.setNow(day));
  afterEach(async () => {
    expect(await brokenInvariants(app.database)).toEqual([]);
  });
};
