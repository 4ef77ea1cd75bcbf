import { once } from 'node:events';
import { searchByName } from '@xueqian/modules/institutions/server/index.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { actorAt, largestCounty, type Means, placesOf, sessionOf } from './means.ts';
import { note, repeated } from './measure.ts';
import { port, startServer } from './open.ts';

const ms = (value: number): string => `${value.toFixed(1)} ms`;
const rounds = 300;

/** The same search, bare: the index of characters, the scope said in the statement, no role and no policy. */
const bare = (tx: Tx, text: string, column: string, scope: string) =>
  tx.rows(
    /^\d+$/.test(text)
      ? `select id, code, name from institutions.institutions where code >= $1 and code < $1 || ':' and ${column} = $2 order by code limit 20`
      : `select id, code, name from institutions.institutions
         where string_to_array(name, null) @> string_to_array($1, null) and strpos(name, $1) > 0 and ${column} = $2 order by code limit 20`,
    [text, scope],
  );

/** What people type: two to four characters out of the middle of names, words that stand in every name, beginnings of codes, nothing that exists. */
const typedTexts = async (means: Means, province: string): Promise<string[]> => {
  const names = await means.database.asOwner((tx) =>
    tx.rows<{ name: string; code: string }>(
      'select name, code from institutions.institutions where province_code = $1 order by md5(code) limit 100',
      [province],
    ),
  );
  return names.flatMap(({ name, code }, at) => {
    const from = Math.max(0, Math.floor(name.length / 2) - 2);
    const part = name.slice(from, from + 2 + (at % 3));
    return at % 10 === 0 ? [part, name.slice(-3), `${part.slice(0, 2)}\u9f98`] : [part, code.slice(0, 6 + (at % 5))];
  });
};

/** The picker of institutions over the whole province, at each level, and over HTTP. */
export const benchPicker = async (means: Means): Promise<void> => {
  const { province } = await largestCounty(means);
  const texts = await typedTexts(means, province);
  const textOf = (round: number): string => texts[round % texts.length] as string;
  const places = await placesOf(means);
  for (const { level, scope, column } of places) {
    const actor = await actorAt(means, level, 'review', scope);
    const ours = await repeated(rounds, (round) =>
      means.database.asActor(actor, (tx) => searchByName(tx, textOf(round))),
    );
    const plain = await repeated(rounds, (round) =>
      means.database.asOwner((tx) => bare(tx, textOf(round), column, scope)),
    );
    note(
      `picker of institutions, ${level}`,
      `${ms(ours.median)} (p99 ${ms(ours.p99)})`,
      `${ms(plain.median)} (p99 ${ms(plain.p99)})`,
      (ours.median / plain.median).toFixed(2),
      'p99 < 50 ms',
    );
  }
  const actor = await actorAt(means, 'province', 'review', province);
  const cookie = await sessionOf(means, actor);
  const server = await startServer(means.url);
  try {
    const headers = { cookie: cookie, 'x-xueqian': '1' };
    const asked = await repeated(rounds, async (round) => {
      const url = `http://127.0.0.1:${port}/api/institutions/search?text=${encodeURIComponent(textOf(round))}`;
      const reply = await fetch(url, { headers });
      if (reply.status !== 200) throw new Error(`picker: ${reply.status} ${await reply.text()}`);
      await reply.arrayBuffer();
    });
    note(
      'picker of institutions, province, over HTTP',
      `${ms(asked.median)} (p99 ${ms(asked.p99)})`,
      '',
      '',
      'p99 < 50 ms',
    );
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
};
