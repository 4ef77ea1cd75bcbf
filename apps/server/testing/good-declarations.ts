import { declarationBody, declarationPost, declareIn, kindBody } from './declaration-rows.ts';
import type { GoodRequest } from './good-admissions.ts';
import type { TestApp } from './test-app.ts';

/** Makers of requests that succeed, for every command of declarations. */
export const makeGoodDeclarations = (app: TestApp): Record<string, () => Promise<GoodRequest>> => {
  const me = 'a-ordinary';
  const county = '410105-review';
  const a = app.institution('a');
  const post = declarationPost(app);
  const ask = (login: string, path: string, body: object): GoodRequest => ({ login, path, body: { ...body } });
  const drafted = async (): Promise<number> => {
    const made = await post(me, `/api/institutions/${a}/declarations`, declarationBody());
    return (made as { declarationId: number }).declarationId;
  };
  const kind = async (login = county, over: object = {}): Promise<number> =>
    ((await post(login, '/api/declaration-kinds', kindBody(over))) as { kindId: number }).kindId;
  return {
    'declarations.draw-up': async () => ask(me, `institutions/${a}/declarations`, declarationBody()),
    'declarations.edit-declaration': async () => {
      const { requestId: _, ...draft } = declarationBody({ title: '招生情况更正' });
      return ask(me, `declarations/${await drafted()}`, { revision: 1, ...draft });
    },
    'declarations.submit-declaration': async () =>
      ask(me, `declarations/${await drafted()}/submission`, { revision: 1 }),
    'declarations.withdraw-declaration': async () =>
      ask(me, `declarations/${await drafted()}/withdrawal`, { revision: 1 }),
    'declarations.confirm-declaration': async () => {
      const id = await drafted();
      await post(me, `/api/declarations/${id}/submission`, { revision: 1 });
      return ask('a-review', `declarations/${id}/confirmation`, { revision: 2, decision: 'confirm', reason: null });
    },
    'declarations.decide-declaration': async () =>
      ask(county, `declarations/${await declareIn(app, 'a')}/decision`, {
        ...{ revision: 3, decision: 'acknowledge', reason: null },
      }),
    'declarations.save-kind': async () => ask(county, 'declaration-kinds', kindBody()),
    'declarations.end-kind': async () =>
      ask(county, `declaration-kinds/${await kind()}/ending`, { revision: 1, ends: true }),
    'declarations.tighten-kind': async () =>
      // Of the prefecture, for this county alone: a national kind is every county's to make stricter.
      ask(county, `declaration-tightenings/k${await kind('410100-review', { divisions: ['410105'] })}`, {
        ...{ isReviewed: true, needsPapers: false },
      }),
  };
};
