import { photo } from './section-cells.ts';
import type { TestApp } from './test-app.ts';
import { places } from './test-offices.ts';

type Post = (login: string, url: string, body: object) => Promise<object>;
type Upload = (login: string, url: string, bytes: Buffer) => Promise<object>;

/** An alteration as an institution draws it up, with a paper, and its principal confirms it; gives its number. */
export const confirmAlterationOf = async (
  post: Post,
  upload: Upload,
  { key, institutionId }: { readonly key: string; readonly institutionId: number },
  plan: object = { kind: 'rename', name: '更名试验幼儿园' },
  effectiveOn = '2026-12-01',
): Promise<number> => {
  const drafted = { requestId: crypto.randomUUID(), effectiveOn, reason: '按批复办理', plan };
  const made = await post(`${key}-ordinary`, `/api/institutions/${institutionId}/alterations`, drafted);
  const { alterationId } = made as { alterationId: number };
  await upload(`${key}-ordinary`, `/api/papers/alteration/${alterationId}`, photo);
  const base = `/api/alterations/${alterationId}`;
  await post(`${key}-ordinary`, `${base}/submission`, { revision: 1 });
  await post(`${key}-review`, `${base}/confirmation`, { revision: 2, decision: 'confirm', reason: null });
  return alterationId;
};

const checked = async (reply: Promise<{ status: number; text: string; body: never }>): Promise<object> => {
  const { status, text, body } = await reply;
  if (status !== 200) throw new Error(text);
  return body;
};

/** As an application of a test asks. */
export const confirmAlterationIn = (app: TestApp, key: (typeof places)[number]['key'], plan?: object, on?: string) =>
  confirmAlterationOf(
    (login, url, body) => checked(app.as(login).post(url, body)),
    (login, url, bytes) => checked(app.as(login).upload(url, bytes, '批复.png')),
    { key, institutionId: app.institution(key) },
    plan,
    on,
  );

/** One that waits for its county in each institution, and a code that each once gave up. */
export const alterEverywhere = async (app: TestApp): Promise<void> => {
  for (const [at, { key, countyCode, prefectureCode }] of places.entries()) {
    await confirmAlterationIn(app, key);
    await app.database.asOwner((tx) =>
      tx.run(`insert into alterations.retired_codes values ($1, $2, $3, $4, '410000', '2020-09-01')`, [
        `521190000${at + 1}`,
        app.institution(key),
        countyCode,
        prefectureCode,
      ]),
    );
  }
};
