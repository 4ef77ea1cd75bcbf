import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
import type { ChildState } from '../children/child.ts';
import { isKeptUp } from '../children/rules.ts';
import type { PetitionKind } from './petition.ts';

/** May the file end (注销学籍)? Only one with a number whose child is here, and while nothing else is under way about it. */
export const decideCancellation = (file: {
  /** Null: the file is with another institution by now. */
  readonly state: ChildState | null;
  readonly obstacle: string | null;
}): Decision<null> => {
  if (file.state === null) return refuse('petitions.is-elsewhere');
  if (!isKeptUp(file.state)) return refuse('petitions.nothing-to-cancel', { state: file.state });
  if (file.obstacle !== null) return refuse('petitions.something-open');
  return accept(null);
};

const needsPapers: Readonly<Record<PetitionKind, boolean>> = {
  recovery: false,
  // The end of a file needs its proof (specification of 2014, article 27(4)).
  cancellation: true,
  // The guardian's application and proof (measures of 2025).
  deferral: true,
  'deferral-end': false,
};

/** Whether a petition may go on its way: with its papers, where it needs some. */
export const decidePapers = (kind: PetitionKind, papers: number): Decision<null> =>
  needsPapers[kind] && papers === 0 ? refuse('petitions.needs-papers') : accept(null);
