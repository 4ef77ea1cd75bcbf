import type { Sealer } from '@xueqian/platform/sealing.ts';
import { printedStages, type Stage } from '../application-form.ts';
import { checkCodeOf } from '../check-code.ts';
import type { FileNow } from './store.ts';

/** Kind of the keyed digest behind the codes of papers. */
const kind = 'paper-check';

/** The code of what a file says now: a form of it bears it, and a form of another text does not. */
export const codeOfFile = (sealer: Sealer, { id, digest }: Pick<FileNow, 'id' | 'digest'>): string =>
  checkCodeOf(sealer.digest(kind, `child:${id}:${digest.toString('hex')}`));

/** The code of a list: of all files of the class as they are now. */
export const codeOfClass = (sealer: Sealer, classId: number, digests: readonly Buffer[]): string =>
  checkCodeOf(sealer.digest(kind, `class:${classId}:${digests.map((each) => each.toString('hex')).join(':')}`));

/** The code of a list of paper files that go together. */
export const codeOfGone = (sealer: Sealer, ids: readonly number[]): string =>
  checkCodeOf(sealer.digest(kind, `gone:${ids.join(':')}`));

export type StageCode = { readonly step: string; readonly at: string; readonly code: string };

/**
 * The codes of a record's papers, by the stage that each shows: of what is asked for and of every step up to it. A paper
 * whose code is none of them shows something else than the record holds.
 */
export const codesOfRecord = (
  sealer: Sealer,
  record: string,
  content: readonly (string | number | null)[],
  stages: readonly Stage[],
): StageCode[] =>
  printedStages(stages).map((shown) => {
    const last = shown.at(-1) as Stage;
    const said = shown.map(({ step, at, said: word }) => [step, at.toISOString(), word ?? null]);
    const text = JSON.stringify([record, content, said]);
    return { step: last.step, at: last.at.toISOString(), code: checkCodeOf(sealer.digest(kind, text)) };
  });
