import { photo } from './section-cells.ts';
import type { TestApp } from './test-app.ts';
import { places } from './test-offices.ts';

type Post = (login: string, url: string, body: object) => Promise<object>;

export const declarationBody = (over: object = {}) => ({
  ...{ requestId: crypto.randomUUID(), kind: '10', title: '招生情况', description: '秋季招生 60 人' },
  ...{ changedOn: '2026-11-20', ...over },
});

/** A declaration as an institution draws it up and its principal sends it to the county; gives its number. */
export const declareOf = async (
  post: Post,
  { key, institutionId }: { readonly key: string; readonly institutionId: number },
  over: object = {},
): Promise<number> => {
  const made = await post(`${key}-ordinary`, `/api/institutions/${institutionId}/declarations`, declarationBody(over));
  const { declarationId } = made as { declarationId: number };
  const base = `/api/declarations/${declarationId}`;
  await post(`${key}-ordinary`, `${base}/submission`, { revision: 1 });
  await post(`${key}-review`, `${base}/confirmation`, { revision: 2, decision: 'confirm', reason: null });
  return declarationId;
};

/** As the people of a test application ask; anything but success is a fault of the test. */
export const declarationPost =
  (app: TestApp): Post =>
  async (login, url, body) => {
    const { status, text, body: answer } = await app.as(login).post(url, body);
    if (status !== 200) throw new Error(`${login} ${url}: ${status} ${text}`);
    return answer as object;
  };

export const declareIn = (app: TestApp, key: (typeof places)[number]['key'], over: object = {}): Promise<number> =>
  declareOf(declarationPost(app), { key, institutionId: app.institution(key) }, over);

export const kindBody = (over: object = {}) => ({
  ...{ kindId: null, revision: 0, requestId: crypto.randomUUID(), title: '外出活动', what: '组织幼儿离园活动前申报' },
  ...{ handling: 'acknowledge', needsPapers: false, divisions: [], institutionKinds: null, ...over },
});

/** One that waits for its county in each place, with a paper; a kind for each place alone; and a word of each county. */
export const declareEverywhere = async (app: TestApp): Promise<void> => {
  const post = declarationPost(app);
  for (const { key, countyCode, townCode } of places) {
    const mine = declarationBody({ kind: '06', title: `${key}园调整收费` });
    const made = await post(`${key}-ordinary`, `/api/institutions/${app.institution(key)}/declarations`, mine);
    const { declarationId } = made as { declarationId: number };
    await app.as(`${key}-ordinary`).upload(`/api/papers/declaration/${declarationId}`, photo, '批复.png');
    await declareIn(app, key);
    await post(`${countyCode}-review`, '/api/declaration-kinds', kindBody({ divisions: [townCode ?? countyCode] }));
    await post(`${countyCode}-review`, '/api/declaration-tightenings/08', { isReviewed: true, needsPapers: false });
  }
};
