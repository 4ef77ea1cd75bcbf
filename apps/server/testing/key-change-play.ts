import { childCells, residentNumber } from './child-cells.ts';
import { photo } from './section-cells.ts';
import type { TestApp } from './test-app.ts';
import type { places } from './test-offices.ts';
import { transferPlay } from './transfer-play.ts';

type Key = (typeof places)[number]['key'];
type Post = (login: string, url: string, body: object) => Promise<Record<string, unknown>>;

/** A guardian's application for another name, as the clerk enters it; gives its id. */
export const applyForName = async (
  post: Post,
  site: { readonly key: string },
  childId: number,
  name: string,
): Promise<number> =>
  Number(
    (await post(`${site.key}-ordinary`, `/api/children/${childId}/key-changes`, applicationBody({ name })))[
      'applicationId'
    ],
  );

export const applicationBody = (values: object, appliedOn = '2026-03-02') => ({
  ...{ requestId: crypto.randomUUID(), appliedOn, reason: '派出所已更正户口簿' },
  values,
});

/** The resident number of the n-th child as it ought to have been: of the same day and sex, with another serial. */
export const correctedNumber = (n: number): string => {
  const { birthOn, identityNumber } = childCells(n);
  return residentNumber('410105', birthOn, 700 + (Number(identityNumber.slice(14, 17)) % 2) + 2 * (n % 100));
};

/** Applications for changes of key information in a test application, by its own people. */
export const keyChangePlay = (of: () => TestApp) => {
  const { done, numbered, countyOf, offerBody } = transferPlay(of);
  const apply = (key: Key, childId: number, values: object) =>
    of()
      .as(`${key}-ordinary`)
      .post(`/api/children/${childId}/key-changes`, applicationBody(values, dayOf(of())));
  const applied = async (key: Key, childId: number, values: object): Promise<number> => {
    const { status, text, body } = await apply(key, childId, values);
    const id = (body as { applicationId?: number | null }).applicationId;
    if (status !== 200 || !id) throw new Error(`application: ${status} ${text}`);
    return id;
  };
  const step = (login: string, id: number, what: string, revision: number, more: object = {}) =>
    of()
      .as(login)
      .post(`/api/key-changes/${id}/${what}`, { revision, ...more });
  const addPaper = (key: Key, id: number) =>
    of().as(`${key}-ordinary`).upload(`/api/papers/key-change/${id}`, photo, '户口簿.png');
  /** Applied for, with a paper, and handed to the principal; the revision is 2. */
  const submitted = async (key: Key, childId: number, values: object): Promise<number> => {
    const id = await applied(key, childId, values);
    await addPaper(key, id);
    await done(`${key}-ordinary`, `key-changes/${id}/submission`, { revision: 1 });
    return id;
  };
  const verify = (key: Key, id: number, revision = 2) =>
    step(`${key}-review`, id, 'verification', revision, { papersChecked: true });
  return { done, numbered, countyOf, offerBody, apply, applied, addPaper, step, submitted, verify };
};

const dayOf = (app: TestApp): string => new Date(app.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

/** One application in each institution, verified, so that each office has rows. */
export const changeKeyEverywhere = async (app: TestApp): Promise<void> => {
  const { numbered, submitted } = keyChangePlay(() => app);
  for (const [at, key] of (['a', 'b', 'c', 'd'] as const).entries()) {
    const n = 4300 + at;
    await submitted(key, await numbered(key, n), { identityNumber: correctedNumber(n) });
  }
};
