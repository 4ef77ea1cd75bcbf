import {
  type CommitOutcome,
  commitStaged,
  makeCheckContext,
  prepareCommit,
} from '@xueqian/modules/children/server/index.ts';
import { prepareRows } from '@xueqian/modules/importing/server/index.ts';
import { readPlaces } from '@xueqian/modules/jurisdictions/server/index.ts';
import { expect } from 'vitest';
import { type Cells, childCells } from './child-cells.ts';
import type { PlaceKey, TestApp } from './test-app.ts';
import { workbookOf } from './workbook.ts';

type Held = { id: number; institutionId: number; holds: boolean; state: string };

/** What institutions do with children whose numbers others may claim; `given` is the application when it is there. */
export const claimPlay = (given: () => TestApp) => {
  let next = 0;
  /** Numbers of children nobody had before. */
  const fresh = (count: number): number[] => Array.from({ length: count }, () => next++);

  const enter = (key: PlaceKey, cells: Cells, login = `${key}-ordinary`, requestId: string = crypto.randomUUID()) =>
    given()
      .as(login)
      .post(`/api/institutions/${given().institution(key)}/children`, { requestId, values: cells });
  const childId = (reply: { body: never }): number => (reply.body as { childId: number }).childId;
  const remove = (key: PlaceKey, id: number) =>
    given().as(`${key}-ordinary`).post(`/api/children/${id}/deletion`, { reason: '录错' });
  const read = async (key: PlaceKey, id: number) =>
    (await given().as(`${key}-ordinary`).get(`/api/children/${id}`)).body as {
      version: number;
      fields: Record<string, string>;
      child: { state: string };
      actions: { action: string }[];
    };

  const filesOf = (n: number): Promise<Held[]> =>
    given().database.asOwner((tx) =>
      tx.rows<Held>(
        `select id, institution_id as "institutionId", holds_claim as holds, state from children.children where state <> 'deleted' and claim_digest = $1 order by id`,
        [given().services.sealer.digest('identity', childCells(n).identityNumber)],
      ),
    );

  /** An import that waits for its commit. */
  const startImport = async (key: PlaceKey, rows: readonly Cells[]): Promise<() => Promise<Record<string, number>>> => {
    const id = await given().uploadAs(key, await workbookOf(rows));
    await given().database.asOwner((tx) =>
      tx.run(`update importing.imports set state = 'committing' where id = $1`, [id]),
    );
    return async () => {
      await given().commit(key, id);
      const view = (await given().as(`${key}-ordinary`).get(`/api/imports/${id}`)).body as {
        state: string;
        counts: Record<string, number>;
      };
      expect(view.state).toBe('committed');
      return view.counts;
    };
  };

  /** What an import does in its transaction, with rows already read, in batches: for many rounds. */
  const bringRows = async (key: PlaceKey, rows: readonly Cells[], batch = 10): Promise<CommitOutcome[]> => {
    const institutionId = given().institution(key);
    const classes = new Map<string, number>();
    const context = makeCheckContext('2026-11-22', classes, await readPlaces());
    return given().database.asActor(given().actor(`${key}-ordinary`), async (tx) => {
      await prepareCommit(tx);
      const outcomes: CommitOutcome[] = [];
      const seen = new Map<string, number>();
      for (let from = 0; from < rows.length; from += batch) {
        const raw = rows.slice(from, from + batch).map((cells, at) => ({ row: from + at + 1, institutionId, cells }));
        const { copy, staged } = prepareRows(raw, () => ({ context, classes }), given().services.sealer, seen);
        expect(staged).toBe(raw.length);
        outcomes.push(await commitStaged(tx, given().actor(`${key}-ordinary`), given().now(), copy, staged));
      }
      return outcomes;
    });
  };
  return { fresh, enter, childId, remove, read, filesOf, startImport, bringRows };
};
