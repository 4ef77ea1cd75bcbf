import { recordAccidentOf } from './accident-play.ts';
import { childCells } from './child-cells.ts';
import type { Post } from './life-rows.ts';
import type { TestApp } from './test-app.ts';

type Site = { readonly key: string; readonly institutionId: number };

export const recoveryBody = (over: object = {}) => ({
  ...{ requestId: crypto.randomUUID(), reason: '误删，幼儿仍在园', ...over },
});

/** A child that is entered and deleted in error; gives its file. */
export const loseFileOf = async (post: Post, site: Site, values: object): Promise<number> => {
  const me = `${site.key}-ordinary`;
  const entered = await post(me, `/api/institutions/${site.institutionId}/children`, {
    ...{ requestId: crypto.randomUUID(), values },
  });
  return deleteFileOf(post, site, Number(entered['childId']));
};

/** A file is deleted in error. */
export const deleteFileOf = async (post: Post, site: Site, childId: number): Promise<number> => {
  await post(`${site.key}-ordinary`, `/api/children/${childId}/deletion`, { reason: '重复录入' });
  return childId;
};

/** Draws up the recovery of a file; gives the petition. */
export const drawUpRecovery = async (post: Post, site: Site, childId: number): Promise<number> =>
  Number((await post(`${site.key}-ordinary`, `/api/children/${childId}/recoveries`, recoveryBody()))['petitionId']);

/** A recovery that waits for the county; gives the petition. */
export const askRecoveryOf = async (post: Post, site: Site, childId: number): Promise<number> => {
  const petitionId = await drawUpRecovery(post, site, childId);
  const base = `/api/petitions/${petitionId}`;
  await post(`${site.key}-ordinary`, `${base}/submission`, { revision: 1 });
  await post(`${site.key}-review`, `${base}/confirmation`, { revision: 2, decision: 'confirm', reason: null });
  return petitionId;
};

/** As the people of a test application ask; anything but success is a fault of the test. */
export const petitionPost =
  (app: TestApp): Post =>
  async (login, url, body) => {
    const { status, text, body: answer } = await app.as(login).post(url, body);
    if (status !== 200) throw new Error(`${login} ${url}: ${status} ${text}`);
    return answer as Record<string, unknown>;
  };

/** In each institution one petition that waits for its county, and an accident. */
export const petitionEverywhere = async (app: TestApp): Promise<void> => {
  const post = petitionPost(app);
  for (const [at, key] of (['a', 'b', 'c', 'd'] as const).entries()) {
    const site = { key, institutionId: app.institution(key) };
    const values = childCells(9200 + at, { classCode: '20262101' });
    await askRecoveryOf(post, site, await loseFileOf(post, site, values));
    const { id } = await app.database.asOwner((tx) =>
      tx.one<{ id: number }>(
        `select min(id) as id from children.children where institution_id = $1 and state in ('numbered', 'entered')`,
        [site.institutionId],
      ),
    );
    await recordAccidentOf(post, key, id);
  }
};
