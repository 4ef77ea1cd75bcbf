import type { Opinion } from './paper-form.ts';

/** A step of a record, as its book of steps holds it. */
export type PaperStep = {
  readonly act: string;
  readonly at: Date;
  readonly personName: string;
  readonly reason: string | null;
};

/** Who has a word in it, in the order in which they say it; `acts`: with which steps a party agrees. */
export type Party = { readonly title: string; readonly acts: readonly string[]; readonly signature: string };

type Words = {
  /** What a step says on paper. */
  readonly say: (step: PaperStep) => string;
  /** What stands where somebody has still to decide; empty once nobody has. */
  readonly choice: string;
};

/** Steps since the application was last handed over: what was said before that counts no more. */
export const sinceHandedOver = (steps: readonly PaperStep[], handOver: string): readonly PaperStep[] => {
  const last = steps.findLastIndex(({ act }) => act === handOver);
  return last < 0 ? [] : steps.slice(last);
};

/** What each party has said; a return is the word of the first that has not agreed. */
export const opinionsFrom = (
  steps: readonly PaperStep[],
  parties: readonly Party[],
  { say, choice }: Words,
): readonly Opinion[] => {
  const back = steps.findLast(({ act }) => act === 'return');
  let isBack = back !== undefined;
  return parties.map(({ title, acts, signature }) => {
    const yes = steps.findLast(({ act }) => acts.includes(act));
    if (yes) return { title, said: say(yes), signature };
    if (back && isBack) {
      isBack = false;
      return { title, said: say(back), signature };
    }
    return { title, said: choice, signature };
  });
};
