import type { GoodRequest } from './good-admissions.ts';
import { answerCase, enterAlike } from './likeness-rows.ts';
import { photo } from './section-cells.ts';
import type { TestApp } from './test-app.ts';

let next = 6000;

/** Makers of requests that succeed, for every command about duplicates. */
export const makeGoodDuplicates = (app: TestApp): Record<string, () => Promise<GoodRequest>> => {
  const alike = async (): Promise<number> => {
    next += 1;
    return (await enterAlike(app, next, 'd', 'a', '20262150')).caseId;
  };
  const answered = async (): Promise<number> => {
    const caseId = await alike();
    await answerCase(app, caseId, ['a', 'd']);
    return caseId;
  };
  const ask = (login: string, path: string, body: object): GoodRequest => ({ login, path, body: { ...body } });
  const decision = { decision: 'one-child', reason: '户口簿证明是同一名幼儿' };
  return {
    'duplicates.ask-recheck': async () => {
      await app.database.asOwner((tx) => tx.run('update duplicates.rechecks set finished_at = asked_at'));
      return ask('410000-review', 'duplicate-rechecks', {});
    },
    'duplicates.answer-case': async () => {
      const caseId = await alike();
      await app.as('a-ordinary').upload(`/api/papers/duplicate-case/${caseId}`, photo, '户口簿.png');
      return ask('a-ordinary', `duplicate-cases/${caseId}/answer`, { statement: '户口簿可以证明' });
    },
    'duplicates.decide-case': async () =>
      ask('410000-review', `duplicate-cases/${await answered()}/decision`, {
        decision: 'two-children',
        reason: '同名不同人',
      }),
    'duplicates.let-through': async () =>
      ask('410105-review', `duplicate-cases/${await alike()}/letting-through`, { reason: '已电话核实' }),
    'duplicates.undo-merger': async () => {
      const caseId = await answered();
      await app.as('410000-review').post(`/api/duplicate-cases/${caseId}/decision`, decision);
      return ask('410000-review', `duplicate-cases/${caseId}/undoing`, { reason: '合并有误' });
    },
  };
};
