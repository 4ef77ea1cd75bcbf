import type { Actor } from '@xueqian/kernel/actor.ts';
import type { ChildColumn } from '@xueqian/modules/children/child.ts';
import {
  commitStaged,
  makeCheckContext,
  prepareCommit,
  readClassIndexes,
} from '@xueqian/modules/children/server/index.ts';
import layout from '@xueqian/modules/importing/reference/national-layout.json' with { type: 'json' };
import { prepareRows } from '@xueqian/modules/importing/server/index.ts';
import { localDate, readPlaces } from '@xueqian/modules/jurisdictions/server/index.ts';
import type { Database } from '@xueqian/platform/database.ts';
import type { Keys } from '@xueqian/platform/keys.ts';
import { makeSealer } from '@xueqian/platform/sealing.ts';
import type { Offices } from './offices.ts';
import type { SheetRow } from './sheet.ts';

type Means = { readonly database: Database; readonly keys: Keys; readonly offices: Offices; readonly now: Date };

const cellsOf = (row: SheetRow): Record<ChildColumn, string> =>
  Object.fromEntries(layout.map(({ column, heading }) => [column, row[heading] ?? ''])) as Record<ChildColumn, string>;

/** Enters children as the administrator of a kindergarten, by the way an import takes; every row must be right. */
export const enterRows = async (means: Means, code: string, rows: readonly SheetRow[]): Promise<void> => {
  const { database, keys, offices, now } = means;
  const actor = offices.actors.get(`${code}-1`) as Actor;
  const institutionId = offices.ids.get(code) as number;
  const places = await readPlaces();
  await database.asActor(actor, async (tx) => {
    const classes = (await readClassIndexes(tx, [institutionId])).get(institutionId) ?? new Map<string, number>();
    const context = makeCheckContext(localDate(now), classes, places);
    const raw = rows.map((row, at) => ({ row: at + 1, institutionId, cells: cellsOf(row) }));
    const sealer = makeSealer(keys.current, keys.older);
    const prepared = prepareRows(raw, () => ({ context, classes }), sealer, new Map());
    if (prepared.staged !== rows.length) throw new Error(`only ${prepared.staged} of ${rows.length} rows are right`);
    await prepareCommit(tx);
    await commitStaged(tx, actor, now, prepared.copy, prepared.staged);
  });
};
