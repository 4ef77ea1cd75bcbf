import { childCells } from './child-cells.ts';
import type { TestApp } from './test-app.ts';
import { places } from './test-offices.ts';

type Key = (typeof places)[number]['key'];

/** Children with a number, and transfers between the institutions of a test application, by their own people. */
export const transferPlay = (of: () => TestApp) => {
  const done = async (login: string, path: string, body: object): Promise<Record<string, unknown>> => {
    const { status, text, body: answer } = await of().as(login).post(`/api/${path}`, body);
    if (status !== 200) throw new Error(`${login} ${path}: ${status} ${text}`);
    return answer as Record<string, unknown>;
  };
  const countyOf = (key: Key): string => places.find((place) => place.key === key)?.countyCode ?? '';
  /** Entered, confirmed and approved; gives its id. */
  const numbered = async (key: Key, n: number, over: object = {}): Promise<number> => {
    const institutionId = of().institution(key);
    const made = await done(`${key}-ordinary`, `institutions/${institutionId}/children`, {
      requestId: crypto.randomUUID(),
      values: childCells(n, { classCode: '20262101', ...over }),
    });
    const choice = { institutionId, classId: null, childIds: [made['childId']] };
    await done(`${key}-review`, 'registration/confirmations', choice);
    await done(`${countyOf(key)}-review`, 'registration/approvals', choice);
    return Number(made['childId']);
  };
  const classOf = async (key: Key): Promise<number> =>
    (
      (
        await of()
          .as(`${key}-ordinary`)
          .get(`/api/institutions/${of().institution(key)}/classes`)
      ).body as { id: number }[]
    )[0]?.id ?? 0;
  const askBody = (to: Key, n: number, requestId: string = crypto.randomUUID()) => ({
    ...{ institutionId: of().institution(to), requestId },
    ...{ number: String(childCells(n).identityNumber), reason: '家庭住址变动' },
  });
  const ask = async (to: Key, n: number): Promise<number> =>
    Number((await done(`${to}-ordinary`, 'transfers', askBody(to, n)))['transferId']);
  const offerBody = (to: Key) => ({
    ...{ requestId: crypto.randomUUID(), receiverId: of().institution(to), reason: '家庭住址变动' },
  });
  const offer = async (from: Key, childId: number, to: Key): Promise<number> =>
    Number((await done(`${from}-ordinary`, `children/${childId}/transfers`, offerBody(to)))['transferId']);
  const acceptBody = async (to: Key, revision: number) => ({
    ...{ revision, classId: await classOf(to), admittedOn: of().now().toISOString().slice(0, 10), papersChecked: true },
  });
  return { done, countyOf, numbered, classOf, askBody, ask, offerBody, offer, acceptBody };
};

/** A transfer from each institution to another one, released, so that each side has rows. */
export const transferEverywhere = async (app: TestApp): Promise<void> => {
  const { numbered, offer } = transferPlay(() => app);
  const next = { a: 'b', b: 'c', c: 'd', d: 'a' } as const;
  for (const [at, key] of (['a', 'b', 'c', 'd'] as const).entries())
    await offer(key, await numbered(key, 4000 + at), next[key]);
};
