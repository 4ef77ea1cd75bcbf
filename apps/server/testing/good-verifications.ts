import { checkAnswers } from '@xueqian/modules/verification/server/index.ts';
import type { GoodRequest } from './good-admissions.ts';
import { photo } from './section-cells.ts';
import type { TestApp } from './test-app.ts';
import { answersOf, makeBatchIn, province, sentLines, takeAnswers, verificationMeans } from './verification-play.ts';

/** Makers of requests that succeed, for every command of verifications: each has a child that nobody has asked about. */
export const makeGoodVerifications = (
  app: TestApp,
  confirmed: (key: 'a' | 'd') => Promise<number>,
): Record<string, () => Promise<GoodRequest>> => {
  const batch = async () => {
    const childId = await confirmed('a');
    return { childId, ...(await makeBatchIn(app)) };
  };
  return {
    'verification.make-batch': async () => ({
      login: province,
      path: 'verification-batches',
      body: { requestId: crypto.randomUUID(), reason: '秋季学期校验' },
    }),
    'verification.withdraw-batch': async () => ({
      login: province,
      path: `verification-batches/${(await batch()).batchId}/withdrawal`,
      body: {},
    }),
    'verification.apply-answers': async () => {
      const { batchId } = await batch();
      const bytes = answersOf(await sentLines(app, batchId), () => '一致');
      const reply = await app.as(province).upload(`/api/verification-batches/${batchId}/answers`, bytes, '结果.csv');
      const { answerId } = reply.body as { answerId: number };
      await checkAnswers(verificationMeans(app), app.actor(province), answerId);
      return { login: province, path: `verification-answers/${answerId}/application`, body: { expectFaulty: 0 } };
    },
    'verification.give-evidence': async () => {
      const { batchId, childId } = await batch();
      await takeAnswers(
        app,
        batchId,
        answersOf(await sentLines(app, batchId), () => '号不存在'),
      );
      await app.as('a-ordinary').upload(`/api/papers/verification/${childId}`, photo, '户口簿.png');
      return {
        login: 'a-ordinary',
        path: `children/${childId}/verification-evidence`,
        body: { evidence: '户口簿如此' },
      };
    },
  };
};
