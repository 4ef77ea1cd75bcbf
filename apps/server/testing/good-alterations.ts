import { confirmAlterationIn } from './alteration-rows.ts';
import type { GoodRequest } from './good-admissions.ts';
import { photo } from './section-cells.ts';
import type { TestApp } from './test-app.ts';

/** Makers of requests that succeed, for every command of alterations: whatever is under way is withdrawn before. */
export const makeGoodAlterations = (app: TestApp): Record<string, () => Promise<GoodRequest>> => {
  const me = 'a-ordinary';
  const a = app.institution('a');
  const ask = (login: string, path: string, body: object): GoodRequest => ({ login, path, body: { ...body } });
  const revisionOf = async (id: number): Promise<number> =>
    ((await app.as(me).get(`/api/alterations/${id}`)).body as { revision: number }).revision;
  const free = async (): Promise<void> => {
    const { underWay } = (await app.as(me).get(`/api/institutions/${a}/standing`)).body as { underWay: number | null };
    if (underWay === null) return;
    await app.as(me).post(`/api/alterations/${underWay}/withdrawal`, { revision: await revisionOf(underWay) });
  };
  const draft = () => ({ effectiveOn: '2026-12-01', reason: '按批复办理', plan: { kind: 'suspend' } });
  const drawUp = () => ({ requestId: crypto.randomUUID(), ...draft() });
  const drafted = async (): Promise<number> => {
    await free();
    const made = await app.as(me).post(`/api/institutions/${a}/alterations`, drawUp());
    const { alterationId } = made.body as { alterationId: number };
    await app.as(me).upload(`/api/papers/alteration/${alterationId}`, photo, '批复.png');
    return alterationId;
  };
  return {
    'alterations.draw-up': async () => {
      await free();
      return ask(me, `institutions/${a}/alterations`, drawUp());
    },
    'alterations.edit-alteration': async () => ask(me, `alterations/${await drafted()}`, { revision: 1, ...draft() }),
    'alterations.submit-alteration': async () => ask(me, `alterations/${await drafted()}/submission`, { revision: 1 }),
    'alterations.withdraw-alteration': async () =>
      ask(me, `alterations/${await drafted()}/withdrawal`, { revision: 1 }),
    'alterations.confirm-alteration': async () => {
      const id = await drafted();
      await app.as(me).post(`/api/alterations/${id}/submission`, { revision: 1 });
      return ask('a-review', `alterations/${id}/confirmation`, { revision: 2, decision: 'confirm', reason: null });
    },
    'alterations.review-alteration': async () => {
      await free();
      const id = await confirmAlterationIn(app, 'a', { kind: 'suspend' });
      const body = { revision: await revisionOf(id), decision: 'refuse', reason: '不合规定', newCode: null };
      return ask('410105-review', `alterations/${id}/review`, body);
    },
  };
};
