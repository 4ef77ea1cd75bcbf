import type { GoodRequest } from './good-admissions.ts';
import type { TestApp } from './test-app.ts';
import { promotionOf } from './year-play.ts';

/** Makers of requests that succeed, for the plans of the yearly round. */
export const makeGoodYearlyRounds = (
  app: TestApp,
  makeClass: () => Promise<number | undefined>,
  done: (login: string, path: string, body?: object) => Promise<Record<string, number>>,
): Record<string, () => Promise<GoodRequest>> => {
  const a = app.institution('a');
  const login = 'a-ordinary';
  const path = `institutions/${a}/yearly-rounds`;
  let count = 0;
  let last: number | null = null;
  /** One waits at a time: the one before is withdrawn, whatever became of it. */
  const body = async () => {
    const { openRoundId } = (await app.as(login).get(`/api/institutions/${a}/yearly-round-start?kind=promotion`))
      .body as {
      openRoundId: number | null;
    };
    if (openRoundId !== null) {
      const { revision } = (await app.as(login).get(`/api/yearly-rounds/${openRoundId}`)).body as { revision: number };
      await done(login, `yearly-rounds/${openRoundId}/withdrawal`, { revision });
    }
    count += 1;
    return promotionOf((await makeClass()) as number, `中班${count}`);
  };
  const proposed = async () => {
    const asked = await body();
    last = (await done(login, path, asked))['roundId'] as number;
    return asked;
  };
  return {
    'yearly-round.propose-round': async () => ({ login, path, body: await body() }),
    'yearly-round.change-round': async () => {
      const { plan } = await proposed();
      return { login, path: `yearly-rounds/${last}`, body: { revision: 1, plan } };
    },
    'yearly-round.withdraw-round': async () => {
      await proposed();
      return { login, path: `yearly-rounds/${last}/withdrawal`, body: { revision: 1 } };
    },
  };
};
