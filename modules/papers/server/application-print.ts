import type { Permission } from '@xueqian/kernel/permissions.ts';
import type { Call, StreamHandler } from '@xueqian/platform/handler.ts';
import type { Language } from '@xueqian/platform/messages.ts';
import type { z } from 'zod';
import type { CodedSheet } from '../paper-form.ts';
import type { FormWords, OwnTexts } from './form-words.ts';
import { handOut, readInput, wordsFor } from './printing.ts';

/** What the maker of a paper is given: who asks, when, and the transaction in the asker's role. */
export type PrintCall = Pick<Call, 'tx' | 'actor' | 'now' | 'services'>;

/** What is printed: one sheet or many, and what stands in the trail of it. */
export type Printed = {
  /** In the trail: `transfer 7`. */
  readonly subject: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly sheets: readonly CodedSheet[];
  readonly fileName: string;
};

type PrintRoute<I extends z.ZodType<{ readonly language: Language }>> = {
  readonly id: string;
  readonly path: `/api/${string}`;
  readonly permission: Permission;
  readonly audit: string;
  readonly input: I;
  /** The texts of the module whose paper it is, by language. */
  readonly texts: OwnTexts;
  /** Finds what is to be printed, as the asker sees it; refuses what is not there. */
  readonly make: (call: PrintCall, input: z.output<I>, words: FormWords) => Promise<Printed>;
};

/** The route that prints the papers of a record: each is drawn at the server, under the asker's mark, on record. */
export const applicationPrint = <I extends z.ZodType<{ readonly language: Language }>>({
  id,
  path,
  permission,
  audit,
  input: shape,
  texts,
  make,
}: PrintRoute<I>): StreamHandler => ({
  id,
  method: 'POST',
  path,
  permission,
  audit,
  rate: 'export',
  handle: async (call, request, reply) => {
    const { actor, now, services } = call;
    const input = readInput(shape, path, request);
    const { words, printed } = await call.inTransaction(async (tx) => {
      const made = await wordsFor(tx, input.language, actor, now, texts);
      return { words: made, printed: await make({ tx, actor, now, services }, input, made) };
    });
    call.note(printed.subject, { ...printed.facts });
    // No name of a file holds the signs that stand for hidden letters.
    return handOut(call, reply, words, printed.sheets, printed.fileName.replaceAll('*', '_'));
  },
});
