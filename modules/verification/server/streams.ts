import { Refused } from '@xueqian/kernel/decision.ts';
import { route } from '@xueqian/kernel/route.ts';
import type { StreamHandler } from '@xueqian/platform/handler.ts';
import { inputOf } from '@xueqian/platform/request-input.ts';
import { savedAs } from '@xueqian/platform/uploads.ts';
import { z } from 'zod';
import { answersPath, handOutInput, handOutPath } from '../contract.ts';
import words from '../reference/answer-words.json' with { type: 'json' };
import { checkAnswersJob, type VerificationJob } from './jobs.ts';
import { findBatch, insertAnswer } from './store.ts';

const handOut = route({
  id: 'verification.hand-out-batch',
  method: 'POST',
  path: handOutPath,
  permission: 'verification.make',
  audit: 'verification.batch-handed-out',
  rate: 'export',
  input: handOutInput,
  output: z.unknown(),
});

/** An upload that breaks off is the sender's matter; what the disk says, or a reply with a status, is not. */
const cutOff = (error: Error & { statusCode?: number; syscall?: string }): never => {
  if (error instanceof Refused || error.statusCode !== undefined || error.syscall !== undefined) throw error;
  throw new Refused('verification.answers-empty');
};

export const verificationStreams: StreamHandler[] = [
  {
    ...handOut,
    handle: async (call, request, reply) => {
      const { batchId, reason } = inputOf(handOut, request) as z.output<typeof handOutInput>;
      const batch = await call.inTransaction((tx) => findBatch(tx, batchId));
      if (!batch) throw new Refused('verification.batch-not-found');
      call.note(`batch ${batch.number}`, { reason, children: batch.children });
      if (batch.fileKey === null || batch.fileUntil === null || batch.fileUntil <= call.now)
        throw new Refused('verification.file-gone');
      const stamp = call.now.toISOString().replaceAll(/\D/g, '').slice(0, 14);
      reply
        .type('text/csv; charset=utf-8')
        // Who took it and when stands in the name of the file: the format of the lines has no room for it.
        .header(
          'content-disposition',
          savedAs('batch.csv', `${words.written.file}-${batch.number}-${call.actor.login}-${stamp}.csv`),
        )
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'no-store');
      return call.services.files.get(batch.fileKey);
    },
  },
  {
    id: 'verification.upload-answers',
    method: 'POST',
    path: answersPath,
    permission: 'verification.take-in',
    audit: 'verification.answers-uploaded',
    rate: 'bulk',
    handle: async (call, request) => {
      const id = Number((request.params as { batchId: string }).batchId);
      const batch = Number.isSafeInteger(id) ? await call.inTransaction((tx) => findBatch(tx, id)) : null;
      if (!batch) throw new Refused('verification.batch-not-found');
      if (batch.state !== 'ready') throw new Refused('verification.batch-not-open');
      const part = await request.file().catch(cutOff);
      if (!part) throw new Refused('verification.answers-empty');
      const { key, bytes } = await call.services.files.put(part.file).catch(cutOff);
      try {
        if (part.file.truncated) throw new Refused('verification.answers-too-large');
        if (bytes === 0) throw new Refused('verification.answers-empty');
        const name = part.filename.replaceAll(/[\p{Cc}\p{Cf}/\\]/gu, '').slice(0, 120) || batch.number;
        const { id: answerId } = await call.inTransaction(async (tx) => {
          const made = await insertAnswer(tx, batch, { name, key, bytes }, call.actor, call.now);
          const job: VerificationJob = { id: made.id, accountId: call.actor.accountId };
          await call.services.jobs.plan(tx, checkAnswersJob, job);
          return made;
        });
        call.note(`batch ${batch.number}`, { answerId, bytes });
        return { answerId };
      } catch (error) {
        await call.services.files.remove(key);
        throw error;
      }
    },
  },
];
