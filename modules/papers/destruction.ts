import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
import { addMonths } from '@xueqian/kernel/iso-date.ts';

/** What a jurisdiction lays down of paper files (pack value `paperFile`). */
export type PaperFileRule = 'kept' | 'until-a-year-after-leaving' | 'none';

/** Paper files of children that went: to be destroyed; not yet; destroyed. */
export const destructionChoices = ['due', 'waiting', 'destroyed'] as const;
export type DestructionChoice = (typeof destructionChoices)[number];

/**
 * Months from leaving until the paper file may go (Binhai measures, article 15 (3) 1: one year); null: it is kept for ever.
 * Where there are to be no paper files at all, what there is goes when the child goes.
 */
export const monthsUntilDestruction = (rule: PaperFileRule): number | null =>
  ({ kept: null, 'until-a-year-after-leaving': 12, none: 0 })[rule];

/** The first day on which the paper file of a child that went on a day may be destroyed; null: never. */
export const destructionDueOn = (endedOn: string, rule: PaperFileRule): string | null => {
  const months = monthsUntilDestruction(rule);
  return months === null ? null : addMonths(endedOn, months);
};

export type Destruction = {
  readonly destroyedOn: string;
  readonly destroyedBy: string;
  readonly witnessedBy: string;
};

/** Two people, on a day that has come; where paper files are kept, none. */
export const decideDestruction = (
  { destroyedOn, destroyedBy, witnessedBy }: Destruction,
  rule: PaperFileRule,
  today: string,
): Decision<null> => {
  if (rule === 'kept') return refuse('papers.paper-files-are-kept');
  if (destroyedOn > today) return refuse('papers.destroyed-in-the-future', { today });
  if (destroyedBy.trim() === witnessedBy.trim()) return refuse('papers.needs-two-people');
  return accept(null);
};
