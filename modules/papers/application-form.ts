import type { Block, Cell, FieldGroup, Opinion, PaperSheet } from './paper-form.ts';

/** What an application says, in the order in which it stands on its paper. */
export type Application = {
  readonly title: string;
  /** Number, state and day of it. */
  readonly head: readonly Cell[];
  readonly groups: readonly FieldGroup[];
  /** Between what is asked for and what each party says: old and new values, enrolments. */
  readonly lists?: readonly Extract<Block, { kind: 'list' }>[];
  readonly opinions: readonly Opinion[];
  /** What is printed under it. */
  readonly notes: readonly string[];
};

/** The one frame of all applications: what is asked for, what each party says, with its hand and its stamp. */
export const applicationSheet = ({ title, head, groups, lists = [], opinions, notes }: Application): PaperSheet => ({
  kind: 'application',
  title,
  landscape: false,
  head,
  blocks: [{ kind: 'fields', groups }, ...lists, { kind: 'opinions', opinions }],
  declarations: notes,
  signatures: [],
});

/** What a record had come to at an instant; `said`: what was said with it. */
export type Stage = { readonly step: string; readonly at: Date; readonly said?: string | null };

/** The stages after which a paper could be printed: of those of one instant the last. */
export const printedStages = (stages: readonly Stage[]): readonly (readonly Stage[])[] =>
  stages
    .map((_stage, at) => stages.slice(0, at + 1))
    .filter((_stages, at) => stages[at]?.at.getTime() !== stages[at + 1]?.at.getTime());
