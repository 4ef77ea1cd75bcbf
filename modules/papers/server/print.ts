import { Refused } from '@xueqian/kernel/decision.ts';
import { route } from '@xueqian/kernel/route.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { StreamHandler } from '@xueqian/platform/handler.ts';
import type { Language } from '@xueqian/platform/messages.ts';
import { inputOf } from '@xueqian/platform/request-input.ts';
import { savedAs } from '@xueqian/platform/uploads.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { findPaperFile, listPaperFiles } from '../../children/server/index.ts';
import { currentRegister, localDate } from '../../jurisdictions/server/index.ts';
import {
  confirmationListInput,
  confirmationListPath,
  informationFormInput,
  informationFormPath,
  wholeFormInput,
  wholeFormPath,
} from '../contract.ts';
import { destructionListInput, destructionListPath } from '../destruction-contract.ts';
import type { PaperSheet } from '../paper-form.ts';
import { codeOfClass, codeOfFile, codeOfGone } from './codes-of-papers.ts';
import { findPaperRule } from './destruction-handlers.ts';
import { drawPaper } from './draw-paper.ts';
import { type FormWords, makeFormWords } from './form-words.ts';
import { confirmationList } from './forms/confirmation-list.ts';
import { destructionList } from './forms/destruction-list.ts';
import { informationForm } from './forms/information-form.ts';
import { findClass, findFileNow, listClassDigests } from './store.ts';
import { listGone } from './store-destructions.ts';

/** Paper files on one list to be destroyed. */
const mostFiles = 500;

type StreamCall = Parameters<StreamHandler['handle']>[0];

/** The body of a printing as its contract describes it. */
const readInput = <I extends z.ZodType>(input: I, path: `/api/${string}`, request: FastifyRequest): z.output<I> =>
  inputOf(
    route({
      id: 'papers.print',
      method: 'POST',
      path,
      permission: 'papers.print',
      audit: null,
      rate: 'export',
      input,
      output: z.unknown(),
    }),
    request,
  ) as z.output<I>;

const wordsFor = async (tx: Tx, language: Language, now: Date): Promise<FormWords> => {
  const register = await currentRegister(tx);
  const short = (code: string): string => (/^[0-9A-Z]{6}0{6}$/.test(code) ? code.slice(0, 6) : code);
  return makeFormWords(language, (code) => register.fullNameOf(short(code), localDate(now)));
};

const minute = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });

/** Draws a sheet under the asker's mark and hands it over; the bytes go out after the line in the trail. */
const hand = async (
  { actor, now }: StreamCall,
  reply: FastifyReply,
  words: FormWords,
  sheet: PaperSheet,
  code: string,
  fileName: string,
): Promise<Buffer> => {
  const pdf = await drawPaper(
    [sheet],
    {
      checkLine: words.text('imprint.check', { code, person: actor.personName, at: minute.format(now) }),
      watermark: `${actor.personName} ${actor.officeName} ${minute.format(now)}`,
      pageLine: (page, pages) => words.text('imprint.page', { page, pages }),
      dateLine: words.text('imprint.date'),
    },
    now,
  );
  reply
    .type('application/pdf')
    .header('content-disposition', savedAs('form.pdf', `${fileName}.pdf`))
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store');
  return pdf;
};

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
    return { file, code: codeOfFile(sealer, now), words: await wordsFor(tx, language, call.now) };
  });
  const { file, code, words } = made;
  const name = `${words.text('forms.information')}-${file.child.name}`;
  return hand(call, reply, words, informationForm(file, words), code, name);
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
          words: await wordsFor(tx, language, call.now),
        };
      });
      call.note(`class ${classId}`, { children: files.length });
      const sheet = confirmationList(files, place, words);
      return hand(call, reply, words, sheet, code, `${sheet.title}-${place.className}`);
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
        return { ...found, rows: due, words: await wordsFor(tx, language, call.now) };
      });
      call.note(`institution ${institutionId}`, { files: rows.length });
      const code = codeOfGone(
        call.services.sealer,
        rows.map(({ id }) => id),
      );
      const sheet = destructionList(rows, place.name, rule, words);
      return hand(call, reply, words, sheet, code, sheet.title);
    },
  },
];
