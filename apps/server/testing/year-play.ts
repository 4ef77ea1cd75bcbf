import { carryOut } from '@xueqian/modules/yearly-round/server/index.ts';
import type { Post } from './life-rows.ts';
import type { TestApp } from './test-app.ts';

/** A plan that takes one class of an institution into another of the next school year. */
export const promotionOf = (classId: number, to: string) => ({
  kind: 'promotion',
  plan: { on: null, classes: [{ classId, to }], targets: [{ name: to, type: '22' }], exceptions: [] },
});

/** An institution's plan for one of its classes, which waits for the principal; gives its id. */
export const proposeOf = async (
  post: Post,
  site: { readonly key: string; readonly institutionId: number },
  classId: number,
): Promise<number> => {
  const url = `/api/institutions/${site.institutionId}/yearly-rounds`;
  return (await post(`${site.key}-ordinary`, url, promotionOf(classId, '中一班')))['roundId'] as number;
};

/** In August the first class of each institution goes one step on; the clock is then put back. */
export const promoteEverywhere = async (app: TestApp): Promise<void> => {
  const before = app.now().toISOString();
  app.setNow('2027-08-10T01:00:00Z');
  for (const key of ['a', 'b', 'c', 'd'] as const) {
    const [me, principal, id] = [app.as(`${key}-ordinary`), app.as(`${key}-review`), app.institution(key)];
    const [first] = (await me.get(`/api/institutions/${id}/classes`)).body as { id: number }[];
    const asked = await me.post(`/api/institutions/${id}/yearly-rounds`, promotionOf(first?.id as number, '中一班'));
    const { roundId } = asked.body as { roundId: number };
    const round = (await principal.get(`/api/yearly-rounds/${roundId}`)).body as { children: { how: string }[] };
    const expectStayed = round.children.filter(({ how }) => how === 'stays').length;
    const expectMoved = round.children.length - expectStayed;
    const said = await principal.post(`/api/yearly-rounds/${roundId}/confirmation`, {
      ...{ revision: 1, expectMoved, expectStayed },
    });
    if (said.status !== 200) throw new Error(`${key}: ${asked.text} ${said.text}`);
    await carryOut({ database: app.database, clock: app.now }, app.actor(`${key}-review`), roundId);
  }
  app.setNow(before);
};
