import { Refused } from '@xueqian/kernel/decision.ts';
import { route } from '@xueqian/kernel/route.ts';
import type { StreamHandler } from '@xueqian/platform/handler.ts';
import { inputOf } from '@xueqian/platform/request-input.ts';
import { keepUpload, savedAs, takeUpload, type UploadLimits } from '@xueqian/platform/uploads.ts';
import { z } from 'zod';
import { answersPath, handOutInput, handOutPath } from '../contract.ts';
import words from '../reference/primary-entry-words.json' with { type: 'json' };
import { getMine, insertAnswer } from './store.ts';
import { goThrough } from './take-answers.ts';

const handOut = route({
  id: 'primary-entry.hand-out-list',
  method: 'POST',
  path: handOutPath,
  permission: 'primary-entry.make',
  audit: 'primary-entry.list-handed-out',
  rate: 'export',
  input: handOutInput,
  output: z.unknown(),
});

const limits: UploadLimits = {
  largest: 30 * 1024 * 1024,
  // A text file has no signs of its type: what is none is found out when it is read.
  types: { 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx', '': 'csv' },
  unnamed: 'answers',
  codes: {
    broken: 'primary-entry.answers-empty',
    tooLarge: 'primary-entry.answers-too-large',
    type: 'primary-entry.answers-not-a-table',
  },
};

export const primaryEntryStreams: StreamHandler[] = [
  {
    ...handOut,
    handle: async (call, request, reply) => {
      const { listId, reason } = inputOf(handOut, request) as z.output<typeof handOutInput>;
      const list = await call.inTransaction((tx) => getMine(tx, listId));
      call.note(`list ${list.number}`, { reason, children: list.children });
      if (list.fileKey === null || list.fileUntil === null || list.fileUntil <= call.now)
        throw new Refused('primary-entry.file-gone');
      const stamp = call.now.toISOString().replaceAll(/\D/g, '').slice(0, 14);
      reply
        .type('text/csv; charset=utf-8')
        // Who took it and when stands in the name of the file.
        .header(
          'content-disposition',
          savedAs('list.csv', `${words.written.file}-${list.number}-${call.actor.login}-${stamp}.csv`),
        )
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'no-store');
      return call.services.files.get(list.fileKey);
    },
  },
  {
    id: 'primary-entry.upload-answers',
    method: 'POST',
    path: answersPath,
    permission: 'primary-entry.take-in',
    audit: 'primary-entry.answers-uploaded',
    rate: 'bulk',
    handle: async (call, request) => {
      const id = Number((request.params as { listId: string }).listId);
      if (!Number.isSafeInteger(id)) throw new Refused('primary-entry.list-not-found');
      const list = await call.inTransaction((tx) => getMine(tx, id));
      if (list.state !== 'ready') throw new Refused('primary-entry.list-not-open');
      const file = await takeUpload(request, limits);
      const { sealer, files } = call.services;
      const read = { bytes: file.content, fileName: file.fileName };
      const { answerId, faulty } = await call.inTransaction(async (tx) => {
        const told = await goThrough(tx, sealer, read, list, call.now, false);
        return keepUpload(files, file, async (kept) => ({
          answerId: (await insertAnswer(tx, list.id, kept, told, call.actor, call.now)).id,
          faulty: told.counts.faulty,
        }));
      });
      call.note(`list ${list.number}`, { answerId, faulty });
      return { answerId };
    },
  },
];
