import { once } from 'node:events';
import { compareFiles } from '@xueqian/modules/duplicates/server/index.ts';
import { actorAt, largestCounty, type Means, sessionOf } from './means.ts';
import { ms, note, repeated, timed } from './measure.ts';
import { port, startServer } from './open.ts';

const rounds = 300;
/** Files of one step of a recheck, and how many are rechecked here. */
const step = 500;
const rechecked = 20_000;

const idsOf = async (means: Means, sql: string, values: readonly unknown[] = []): Promise<number[]> =>
  (await means.database.asOwner((tx) => tx.rows<{ id: number }>(sql, [...values]))).map(({ id }) => id);

/** The story of a child's file, over HTTP, by the county: files taken from all over it, those that were promoted among them. */
const benchStory = async (means: Means): Promise<void> => {
  const { county } = await largestCounty(means);
  const ids = await idsOf(
    means,
    `select id from children.children where county_code = $1 and state in ('numbered', 'suspended') order by md5(id::text) limit ${rounds}`,
    [county],
  );
  const cookie = await sessionOf(means, await actorAt(means, 'county', 'review', county));
  const server = await startServer(means.url);
  try {
    const asked = await repeated(rounds, async (round) => {
      const url = `http://127.0.0.1:${port}/api/children/${ids[round % ids.length]}/history`;
      const reply = await fetch(url, { headers: { cookie, 'x-xueqian': '1' } });
      if (reply.status !== 200) throw new Error(`history: ${reply.status} ${await reply.text()}`);
      await reply.arrayBuffer();
    });
    note('story of a file, over HTTP', `${ms(asked.median)} (p99 ${ms(asked.p99)})`, '', '', 'p99 < 50 ms');
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
};

/** What each file waits for after it was entered: compared with every file of the province that shares a key. */
const benchLikeness = async (means: Means): Promise<void> => {
  const { database, sealer } = means;
  const some = await idsOf(
    means,
    `select id from children.children where state = 'numbered' order by md5(id::text) limit ${rounds}`,
  );
  const compare = (ids: readonly number[]) => database.asOwner((tx) => compareFiles(tx, sealer, ids, new Date()));
  // The first time gives each its keys, where the load left them out.
  for (const id of some) await compare([id]);
  const one = await repeated(rounds, (round) => compare([some[round % some.length] as number]));
  note('likely duplicates of one child', `${ms(one.median)} (p99 ${ms(one.p99)})`, '', '', 'p99 < 50 ms');
  const many = await idsOf(
    means,
    `select id from children.children where state = 'numbered' order by id limit ${rechecked}`,
  );
  const pass = () =>
    timed(async () => {
      for (let from = 0; from < many.length; from += step) await compare(many.slice(from, from + step));
    });
  const first = await pass();
  const again = await pass();
  const rate = (each: { ms: number }) => `${Math.round(many.length / (each.ms / 1000)).toLocaleString('en')} files/s`;
  const minutes = (each: { ms: number }) =>
    `${((means.children / many.length) * (each.ms / 60_000)).toFixed(0)} min for all`;
  note(
    `recheck of ${rechecked.toLocaleString('en')} files, again`,
    `${rate(again)} (${minutes(again)}; the first time ${rate(first)})`,
    '',
    '',
    'minutes for all',
  );
};

export const benchFiles = async (means: Means): Promise<void> => {
  await benchStory(means);
  await benchLikeness(means);
};
