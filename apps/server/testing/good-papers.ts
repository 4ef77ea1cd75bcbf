import type { GoodRequest } from './good-admissions.ts';
import { letGo } from './life-rows.ts';
import { layDownPaperFile } from './paper-play.ts';
import type { TestApp } from './test-app.ts';
import { transferPlay } from './transfer-play.ts';

/** A rule is laid down once: said again it is refused. */
const laidDown = new WeakMap<TestApp, Promise<void>>();

let n = 9400;

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
  'papers.record-destructions': async () => {
    n += 1;
    // In the county of `d` no town has to look first.
    const childId = await transferPlay(() => app).numbered('d', n, { classCode: '' });
    const once = laidDown.get(app) ?? layDownPaperFile(app, 'none');
    laidDown.set(app, once);
    await once;
    const ids = [await letGo(app, 'd', childId)];
    const two = { destroyedBy: '欧阳甲', witnessedBy: '欧阳乙' };
    return {
      login: 'd-ordinary',
      path: `institutions/${app.institution('d')}/paper-destructions`,
      body: { ids, destroyedOn: '2026-11-22', ...two },
    };
  },
  'papers.record-class-confirmations': async () => ({
    login: 'a-ordinary',
    path: `institutions/${app.institution('a')}/class-confirmations`,
    body: { childIds: [await child()], signedOn: '2026-11-20' },
  }),
});
