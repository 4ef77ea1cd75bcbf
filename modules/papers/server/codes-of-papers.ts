import type { Sealer } from '@xueqian/platform/sealing.ts';
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
