import { Refused } from '@xueqian/kernel/decision.ts';
import type { StreamHandler } from '@xueqian/platform/handler.ts';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { findPaperFile, listPaperFiles } from '../../children/server/index.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import {
  confirmationListInput,
  confirmationListPath,
  informationFormInput,
  informationFormPath,
  wholeFormInput,
  wholeFormPath,
} from '../contract.ts';
import { destructionListInput, destructionListPath } from '../destruction-contract.ts';
import { codeOfClass, codeOfFile, codeOfGone } from './codes-of-papers.ts';
import { findPaperRule } from './destruction-handlers.ts';
import { confirmationList } from './forms/confirmation-list.ts';
import { destructionList } from './forms/destruction-list.ts';
import { informationForm } from './forms/information-form.ts';
import { handOut, readInput, type StreamCall, wordsFor } from './printing.ts';
import { findClass, findFileNow, listClassDigests } from './store.ts';
import { listGone } from './store-destructions.ts';

/** Paper files on one list to be destroyed. */
const mostFiles = 500;

const printFile = async (
  call: StreamCall,
  reply: FastifyReply,
  { childId, language }: z.output<typeof informationFormInput>,
  whole: boolean,
): Promise<Buffer> => {
  const { sealer } = call.services;
  const made = await call.inTransaction(async (tx) => {
    const file = await findPaperFile(tx, sealer, childId, whole, localDate(call.now));
    const now = await findFileNow(tx, childId);
    if (!file || !now) throw new Refused('children.not-found');
    return { file, code: codeOfFile(sealer, now), words: await wordsFor(tx, language, call.actor, call.now) };
  });
  const { file, code, words } = made;
  const name = `${words.text('forms.information')}-${file.child.name}`;
  return handOut(call, reply, words, [{ sheet: informationForm(file, words), code }], name);
};

export const paperStreams: StreamHandler[] = [
  {
    id: 'papers.print-information-form',
    method: 'POST',
    path: informationFormPath,
    permission: 'papers.print',
    audit: 'papers.information-form-printed',
    rate: 'export',
    handle: async (call, request, reply) => {
      const input = readInput(informationFormInput, informationFormPath, request);
      call.note(`child ${input.childId}`);
      return printFile(call, reply, input, false);
    },
  },
  {
    id: 'papers.print-whole-form',
    method: 'POST',
    path: wholeFormPath,
    permission: 'papers.print-whole',
    audit: 'papers.whole-form-printed',
    rate: 'unmask',
    handle: async (call, request, reply) => {
      const { reason, note, ...input } = readInput(wholeFormInput, wholeFormPath, request);
      call.note(`child ${input.childId}`, { reason, note });
      return printFile(call, reply, input, true);
    },
  },
  {
    id: 'papers.print-confirmation-list',
    method: 'POST',
    path: confirmationListPath,
    permission: 'papers.print',
    audit: 'papers.confirmation-list-printed',
    rate: 'export',
    handle: async (call, request, reply) => {
      const { classId, language } = readInput(confirmationListInput, confirmationListPath, request);
      const { sealer } = call.services;
      const { place, files, code, words } = await call.inTransaction(async (tx) => {
        const found = await findClass(tx, classId);
        if (!found) throw new Refused('classes.not-found');
        return {
          place: found,
          files: await listPaperFiles(tx, sealer, classId, localDate(call.now)),
          code: codeOfClass(sealer, classId, await listClassDigests(tx, classId)),
          words: await wordsFor(tx, language, call.actor, call.now),
        };
      });
      call.note(`class ${classId}`, { children: files.length });
      const sheet = confirmationList(files, place, words);
      return handOut(call, reply, words, [{ sheet, code }], `${sheet.title}-${place.className}`);
    },
  },
  {
    id: 'papers.print-destruction-list',
    method: 'POST',
    path: destructionListPath,
    permission: 'papers.print',
    audit: 'papers.destruction-list-printed',
    rate: 'export',
    handle: async (call, request, reply) => {
      const { institutionId, language } = readInput(destructionListInput, destructionListPath, request);
      const today = localDate(call.now);
      const { place, rule, rows, words } = await call.inTransaction(async (tx) => {
        const found = await findPaperRule(tx, institutionId, today);
        const due = await listGone(tx, institutionId, found.months, today, 'due', null, mostFiles);
        return { ...found, rows: due, words: await wordsFor(tx, language, call.actor, call.now) };
      });
      call.note(`institution ${institutionId}`, { files: rows.length });
      const code = codeOfGone(
        call.services.sealer,
        rows.map(({ id }) => id),
      );
      const sheet = destructionList(rows, place.name, rule, words);
      return handOut(call, reply, words, [{ sheet, code }], sheet.title);
    },
  },
];
