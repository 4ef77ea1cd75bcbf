import type { Level } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';

const downwards: readonly Level[] = ['province', 'prefecture', 'county', 'town', 'institution'];

/** The levels that an office of a level binds: all below it. */
const below = (level: Level): readonly Level[] => downwards.slice(downwards.indexOf(level) + 1);

export type Tiding = {
  readonly template: 'policy-changed' | 'pack-assigned' | 'division-changed';
  readonly facts: Readonly<Record<string, unknown>>;
  /** Divisions whose offices are bound, with all that lies below them. */
  readonly divisions: readonly string[];
  /** The day from which it counts, ISO. */
  readonly on: string;
};

/**
 * Tells those whom a new rule binds, in the name of the office that acts; the words are the announcements' own. The
 * transaction stands at that office: its role, or the owner's with its level and scope.
 */
export const announce = async (
  tx: Tx,
  by: { readonly level: Level; readonly accountId: number },
  tiding: Tiding,
  now: Date,
): Promise<void> => {
  const told = await tx.find<{ id: number | null }>(
    'select announcements.announce($1, $2, $3, false, $4, $5, $6) as id',
    [
      tiding.template,
      JSON.stringify({ ...tiding.facts, on: tiding.on }),
      below(by.level),
      by.accountId,
      tiding.on,
      now,
    ],
  );
  if (told?.id == null || tiding.divisions.length === 0) return;
  await tx.run('update announcements.announcements set divisions = $2 where id = $1', [told.id, tiding.divisions]);
};
