import { makeCodeTable } from '@xueqian/kernel/codes/code-table.ts';
import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
import { z } from 'zod';
import rows from './reference/change-report-types.json' with { type: 'json' };

/** What the county does with a declaration: takes note of it (yuezhi), or decides on it (specification of 2014, article 14). */
export const handlings = ['acknowledge', 'review'] as const;
export type Handling = (typeof handlings)[number];

const national = z.object({
  code: z.string().length(2),
  zh: z.string(),
  en: z.string(),
  handling: z.enum(handlings),
  needsPapers: z.boolean(),
  /** The matter has a workflow of its own: it is done there and never declared a second time. */
  way: z.enum(['alterations']).nullable(),
  /** Where the fact itself is kept, beside the declaration. */
  beside: z.enum(['basic', 'annual']).nullable(),
});

/** The kinds to start with, everywhere. The specification leaves what is declared, and how, to the local departments. */
export const nationalKinds = makeCodeTable(z.array(national).parse(rows));

/** Names a kind: the two digits of the national list, or `k` and the number of a department's own. */
export const kindKey = z.string().regex(/^(\d{2}|k[1-9]\d{0,14})$/);

export type KindName =
  | { readonly nationalCode: string; readonly kindId: null }
  | { readonly nationalCode: null; readonly kindId: number };

export const nameOfKey = (key: string): KindName =>
  key.startsWith('k') ? { nationalCode: null, kindId: Number(key.slice(1)) } : { nationalCode: key, kindId: null };

export const keyOfName = ({
  nationalCode,
  kindId,
}: {
  readonly nationalCode: string | null;
  readonly kindId: number | null;
}): string => nationalCode ?? `k${kindId}`;

/** What is asked of a declaration of a kind. */
export type Demands = { readonly handling: Handling; readonly needsPapers: boolean };
export type Tightening = { readonly isReviewed: boolean; readonly needsPapers: boolean };

/** The demands of a kind under what the offices above an institution have made stricter. */
export const tighten = (kind: Demands, tightenings: readonly Tightening[]): Demands => ({
  handling: kind.handling === 'review' || tightenings.some(({ isReviewed }) => isReviewed) ? 'review' : 'acknowledge',
  needsPapers: kind.needsPapers || tightenings.some(({ needsPapers }) => needsPapers),
});

/**
 * Whether a department may lay its word on a kind from above: it can only ask for more. `upper` is what is asked without
 * it; with neither mark it takes its own word back.
 */
export const decideTightening = (upper: Demands, own: Tightening): Decision<null> => {
  if (!own.isReviewed && !own.needsPapers) return accept(null);
  const { handling, needsPapers } = tighten(upper, [own]);
  return handling === upper.handling && needsPapers === upper.needsPapers
    ? refuse('declarations.nothing-stricter')
    : accept(null);
};

/** A kind is laid down for divisions that lie in the office's own; `lineOf` gives a division and all that it lies in. */
export const decideReach = (
  own: string,
  divisions: readonly string[],
  lineOf: (code: string) => readonly string[],
): Decision<null> => {
  const outside = divisions.find((code) => code !== own && !lineOf(code).includes(own));
  return outside === undefined ? accept(null) : refuse('declarations.outside-jurisdiction', { division: outside });
};
