import type { Database } from '@xueqian/platform/database.ts';
import { sealedMark } from '@xueqian/platform/resealing.ts';
import type { Sealer } from '@xueqian/platform/sealing.ts';
import { sealCorrections } from './prepare-rows.ts';
import { listCorrected, replaceCorrections } from './store.ts';

/** Imports looked at in one transaction. */
const step = 200;

/**
 * Seals corrections that were kept before corrections were sealed: their numbers stand in plain text until then. Belongs
 * to a rotation; done again it changes nothing. Whoever corrects meanwhile keeps what he wrote. Gives how many imports
 * were changed.
 */
export const sealEarlierCorrections = async (database: Database, sealer: Sealer): Promise<number> => {
  let changed = 0;
  for (let after = 0; ; ) {
    const rows = await database.asOwner(async (tx) => {
      const listed = await listCorrected(tx, after, step);
      for (const { id, corrections } of listed) {
        // What bears the mark is sealed already, whatever its key.
        const sealed = corrections.map((each) => {
          const [fresh] = sealCorrections([each], sealer);
          const keep = (before: string, now: string) => (before.startsWith(sealedMark) ? before : now);
          return { ...each, from: keep(each.from, fresh?.from ?? ''), to: keep(each.to, fresh?.to ?? '') };
        });
        if (JSON.stringify(sealed) === JSON.stringify(corrections)) continue;
        changed += await replaceCorrections(tx, id, corrections, sealed);
      }
      return listed;
    });
    const last = rows.at(-1);
    if (!last) return changed;
    after = last.id;
  }
};
