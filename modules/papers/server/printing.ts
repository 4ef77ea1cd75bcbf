import type { Actor } from '@xueqian/kernel/actor.ts';
import { hasDistrictsOnly, withWords } from '@xueqian/kernel/municipality.ts';
import { route } from '@xueqian/kernel/route.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { Call, StreamHandler } from '@xueqian/platform/handler.ts';
import type { Language } from '@xueqian/platform/messages.ts';
import { inputOf } from '@xueqian/platform/request-input.ts';
import { savedAs } from '@xueqian/platform/uploads.ts';
import uiEn from '@xueqian/ui/messages/en.json' with { type: 'json' };
import uiZh from '@xueqian/ui/messages/zh-CN.json' with { type: 'json' };
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { currentRegister, localDate } from '../../jurisdictions/server/index.ts';
import type { CodedSheet } from '../paper-form.ts';
import { drawPaper } from './draw-paper.ts';
import { type FormWords, makeFormWords, type OwnTexts } from './form-words.ts';

export type StreamCall = Parameters<StreamHandler['handle']>[0];

/** The body of a printing as its contract describes it. */
export const readInput = <I extends z.ZodType>(
  input: I,
  path: `/api/${string}`,
  request: FastifyRequest,
): z.output<I> =>
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

const municipal = { 'zh-CN': uiZh.municipality.words, en: uiEn.municipality.words } as const;

/** The words of a paper for who prints it; `own`: the texts of the module whose paper it is. */
export const wordsFor = async (
  tx: Tx,
  language: Language,
  actor: Pick<Actor, 'divisionCode'>,
  now: Date,
  own?: OwnTexts,
): Promise<FormWords> => {
  const register = await currentRegister(tx);
  const short = (code: string): string => (/^[0-9A-Z]{6}0{6}$/.test(code) ? code.slice(0, 6) : code);
  return makeFormWords(language, {
    placeName: (code) => register.fullNameOf(short(code), localDate(now)),
    spoken: (text) => (hasDistrictsOnly(actor.divisionCode) ? withWords(text, municipal[language]) : text),
    own,
  });
};

const minute = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });

/** An instant as a paper shows it: the minute in China. */
export const minuteOf = (at: Date): string => minute.format(at);

/** Draws sheets under the asker's mark and hands them over; the bytes go out after the line in the trail. */
export const handOut = async (
  { actor, now }: Pick<Call, 'actor' | 'now'>,
  reply: FastifyReply,
  words: FormWords,
  sheets: readonly CodedSheet[],
  fileName: string,
): Promise<Buffer> => {
  const facts = { person: actor.personName, at: minuteOf(now) };
  const check = sheets[0]?.sheet.kind === 'application' ? 'imprint.checkRecord' : 'imprint.check';
  const pdf = await drawPaper(
    sheets,
    {
      checkLine: (code) => words.text(check, { code, ...facts }),
      watermark: `${actor.personName} ${actor.officeName} ${facts.at}`,
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
