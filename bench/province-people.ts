import type { Actor } from '@xueqian/kernel/actor.ts';
import { makeApp } from '../apps/server/app.ts';
import { actorAt, type Means, sessionOf } from './means.ts';

/** An institution whose people act in the play, one child after another as its clerk does it. */
export type Place = { readonly id: number; readonly countyCode: string; readonly clerk: string };

const wanted = 400;

/** Institutions from all over the province, each with children in classes. */
const choosePlaces = ({ database }: Means): Promise<{ id: number; countyCode: string }[]> =>
  database.asOwner((tx) =>
    tx.rows<{ id: number; countyCode: string }>(
      `select institution_id as id, county_code as "countyCode" from (
         select institution_id, county_code, row_number() over (order by county_code, institution_id) as place, count(*) over () as all_of_them
         from statistics.institution_counters where numbered >= 40) i
       where place % greatest(1, all_of_them / $1) = 0 order by 1 limit $1`,
      [wanted],
    ),
  );

/** The whole application in this process, with the clock of the play, and the people of the chosen institutions. */
export const openPlay = async (means: Means, clock: () => Date) => {
  const app = await makeApp({
    database: means.database,
    databaseUrl: means.url,
    keys: means.keys,
    varFolder: means.varFolder,
    clock,
    rates: null,
    onlyAnswers: true,
  });
  const places: Place[] = [];
  for (const place of await choosePlaces(means)) {
    const actor: Actor = await actorAt(means, 'institution', 'ordinary', String(place.id), place.id, place.countyCode);
    places.push({ ...place, clerk: await sessionOf(means, actor) });
  }
  const post = async (cookie: string, url: string, payload: object): Promise<Record<string, unknown>> => {
    const reply = await app.http.inject({ method: 'POST', url, headers: { 'x-xueqian': '1', cookie }, payload });
    if (reply.statusCode !== 200) throw new Error(`${url}: ${reply.statusCode} ${reply.payload}`);
    return JSON.parse(reply.payload);
  };
  return { places, post, close: () => app.close() };
};
