import type { Post } from './life-rows.ts';

export const accidentBody = (over: object = {}) => ({
  ...{ requestId: crypto.randomUUID(), happenedOn: '2026-11-20', place: '园内操场', kind: 'other', degree: 'slight' },
  ...{ course: '户外活动时摔倒，右臂擦伤', handling: '已送医检查并通知家长', ...over },
});

/** Records an accident of a child of a place; gives it. */
export const recordAccidentOf = async (post: Post, key: string, childId: number, over: object = {}) =>
  (await post(`${key}-ordinary`, `/api/children/${childId}/accidents`, accidentBody(over))) as {
    accidentId: number;
    petitionId: number | null;
  };
