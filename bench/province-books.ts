import { isPresent, type RecordedAction, replay } from '@xueqian/modules/children/life.ts';
import type { Means } from './means.ts';

/** Children with a number, resting ones too, by institution. */
export type Books = ReadonlyMap<number, number>;

/** The books of a month as they stood at its end: the last action that counts in them, and the figures. */
export type Month = { readonly name: string; readonly lastAction: number; readonly books: Books };

export const booksNow = async ({ database }: Means): Promise<Books> =>
  new Map(
    (
      await database.asOwner((tx) =>
        tx.rows<{ place: number; children: number }>(
          `select institution_id as place, count(*)::int as children from children.children where state in ('numbered', 'suspended') group by 1`,
        ),
      )
    ).map(({ place, children }) => [place, children]),
  );

export const lastActionOf = async ({ database }: Means): Promise<number> =>
  (await database.asOwner((tx) => tx.one<{ id: number }>('select max(id) as id from children.actions'))).id;

export const sumOf = (books: Books): number => [...books.values()].reduce((sum, children) => sum + children, 0);

/** Children that came into the books and went out of them since an action, as the actions say. */
export const turnsSince = async (
  { database }: Means,
  after: number,
): Promise<{ readonly came: number; readonly went: number }> =>
  database.asOwner((tx) =>
    tx.one<{ came: number; went: number }>(
      `select (count(*) filter (where action = 'numbered' or (action in ('undone', 'restored') and facts ->> 'state' = 'numbered')))::int as came,
         (count(*) filter (where action in ('left', 'graduated', 'cancelled')))::int as went from children.actions where id > $1`,
      [after],
    ),
  );

const counts = (state: string | null): boolean => state === 'numbered' || state === 'suspended';
const filesAtOnce = 25_000;

type Life = {
  readonly id: number;
  readonly place: number;
  readonly state: string;
  readonly placeNow: number;
  readonly actions: readonly (RecordedAction & { readonly id: number })[];
};

/**
 * The books of every month made again from nothing but the actions, and the state of every file beside what is kept.
 * `places`: the table that says where each file was before the first month. Gives what differs; nothing, when the
 * history is right.
 */
export const booksFromHistory = async (
  { database }: Means,
  months: readonly Month[],
  places: string,
): Promise<{ readonly files: number; readonly differences: readonly string[] }> => {
  const again = months.map(() => new Map<number, number>());
  const differences: string[] = [];
  let files = 0;
  for (let after: number | null = 0; after !== null; ) {
    const lives: Life[] = await database.asOwner((tx) =>
      tx.rows<Life>(
        `select c.id, p.institution_id as place, c.state, c.institution_id as "placeNow",
           (select json_agg(json_build_object('id', h.id, 'action', h.action, 'facts', h.facts) order by h.id) from children.actions h where h.child_id = c.id) as actions
         from children.children c join ${places} p on p.id = c.id where c.id > $1 order by c.id limit $2`,
        [after, filesAtOnce],
      ),
    );
    files += lives.length;
    after = lives.length === filesAtOnce ? (lives.at(-1)?.id ?? null) : null;
    for (const { id, place, state, placeNow, actions } of lives) {
      const whole = replay(actions);
      if (whole.state !== state || (whole.institutionId ?? place) !== placeNow)
        differences.push(
          `file ${id}: ${state} at ${placeNow}, its actions say ${whole.state} at ${whole.institutionId}`,
        );
      for (const [at, { lastAction }] of months.entries()) {
        const then = actions.at(-1)?.id ?? 0;
        const seen = then <= lastAction ? whole : replay(actions.filter((action) => action.id <= lastAction));
        if (seen.state === null || !isPresent[seen.state] || !counts(seen.state)) continue;
        const where = seen.institutionId ?? place;
        const books = again[at] as Map<number, number>;
        books.set(where, (books.get(where) ?? 0) + 1);
      }
    }
  }
  for (const [at, { name, books }] of months.entries()) {
    const made = again[at] as Map<number, number>;
    for (const place of new Set([...books.keys(), ...made.keys()]))
      if ((books.get(place) ?? 0) !== (made.get(place) ?? 0))
        differences.push(
          `${name}, institution ${place}: ${books.get(place) ?? 0} then, ${made.get(place) ?? 0} by the history`,
        );
  }
  return { files, differences };
};
