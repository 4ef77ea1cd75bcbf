import type { Tx } from '@xueqian/platform/database.ts';
import { listClassNames } from '../../classes/server/index.ts';
import type { Places } from '../../jurisdictions/server/index.ts';
import type { CheckContext } from '../row.ts';

/** Classes of one institution by code and by name; of equal names the newest school year counts. */
export type ClassIndex = ReadonlyMap<string, number>;

/** Class ids by code or name, for each of these institutions. */
export const readClassIndexes = async (
  tx: Tx,
  institutionIds: readonly number[],
): Promise<Map<number, Map<string, number>>> => {
  const indexes = new Map<number, Map<string, number>>(institutionIds.map((id) => [id, new Map()]));
  for (const each of await listClassNames(tx, institutionIds)) {
    const index = indexes.get(each.institutionId);
    if (!index) continue;
    if (!index.has(each.name)) index.set(each.name, each.id);
    index.set(each.code, each.id);
  }
  return indexes;
};

/** What the checks ask of the world, answered from memory. */
export const makeCheckContext = (today: string, classes: ClassIndex, places: Places): CheckContext => ({
  today,
  classOf: (codeOrName) => (classes.has(codeOrName) ? 'found' : 'missing'),
  knownPlace: (code12) => places.known.has(code12),
  placeByName: (text) => places.byName.get(text) ?? null,
});
