import type { GoodRequest } from './good-admissions.ts';
import type { TestApp } from './test-app.ts';

/** Makers of requests that succeed, for every command of papers: each of a new child. */
export const makeGoodPapers = (
  app: TestApp,
  child: () => Promise<number>,
): Record<string, () => Promise<GoodRequest>> => ({
  'papers.record-confirmation': async () => ({
    login: 'a-ordinary',
    path: `children/${await child()}/confirmations`,
    body: { signerName: '欧阳大山', signerRelation: '51', signedOn: '2026-11-20', checkCode: null },
  }),
  'papers.record-class-confirmations': async () => ({
    login: 'a-ordinary',
    path: `institutions/${app.institution('a')}/class-confirmations`,
    body: { childIds: [await child()], signedOn: '2026-11-20' },
  }),
});
