import { once } from 'node:events';
import { verify } from '@node-rs/argon2';
import { hashPassword } from '@xueqian/modules/accounts/server/index.ts';
import { listByInstitution, listByName } from '@xueqian/modules/children/server/store.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { actorAt, everything, type Means, placesOf } from './means.ts';
import { ms, note, repeated } from './measure.ts';
import { port, startServer } from './open.ts';

const rounds = 60;

/** The product's own statement with the scope said in it, since no policy binds the owner. */
const sayingScope = (tx: Tx, condition: string): Tx => ({
  ...tx,
  rows: (sql, values) =>
    tx.rows(
      sql
        .replace('from children.children c where ', `from children.children c where c.${condition} and `)
        .replace(
          'from institutions.institutions i where ',
          `from institutions.institutions i where i.${condition} and `,
        ),
      values,
    ),
});

const count = (tx: Tx) => tx.rows(`select count(*)::int as n from children.children c where c.state <> 'deleted'`);
const works = [
  {
    what: 'first page by name',
    aim: '<= 1.10',
    times: rounds,
    ask: (tx: Tx) => listByName(tx, everything, '\u738b', null, 50),
  },
  { what: 'first page', aim: '<= 1.10', times: rounds, ask: (tx: Tx) => listByInstitution(tx, everything, null, 50) },
  { what: 'count', aim: '<= 1.60', times: 12, ask: count },
] as const;

/**
 * What the second wall costs: the same statement over the same rows as the serving role of a level, where the policy
 * says whose rows they are, and as the owner, where the statement says it itself.
 */
export const benchSecurity = async (means: Means): Promise<void> => {
  const places = await placesOf(means);
  for (const { level, scope, column } of places) {
    const actor = await actorAt(means, level, 'review', scope);
    for (const { what, aim, times, ask } of works) {
      const walled = await repeated(times, () => means.database.asActor(actor, ask));
      const open = await repeated(times, () =>
        means.database.asOwner((tx) => ask(sayingScope(tx, `${column} = '${scope}'`))),
      );
      note(
        `${what} of a ${level}, with row security`,
        ms(walled.median),
        `without ${ms(open.median)}`,
        (walled.median / open.median).toFixed(2),
        aim,
      );
    }
  }
};

const password = 'Only-for-measuring-1';
const lanes = 4;
const seconds = 8;

/** How many a second some work is done over several lanes. */
const rateOf = async (work: (lane: number) => Promise<void>): Promise<number> => {
  const end = Date.now() + seconds * 1000;
  let done = 0;
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      while (Date.now() < end) {
        await work(lane);
        done += 1;
      }
    }),
  );
  return done / seconds;
};

/** Sign-ins over HTTP against the password hash alone; a person a lane, since sign-ins of one name wait for one another. */
export const benchSignIn = async (means: Means): Promise<void> => {
  const actors = await Promise.all(
    ['410102', '410103', '410104', '410105'].map((county) => actorAt(means, 'county', 'reader', county)),
  );
  const passwordHash = await hashPassword(password);
  await means.database.asOwner((tx) =>
    tx.run('update accounts.accounts set password_hash = $1 where id = any ($2)', [
      passwordHash,
      actors.map(({ accountId }) => accountId),
    ]),
  );
  const hashes = await rateOf(async () => {
    await verify(passwordHash, password);
  });
  const server = await startServer(means.url);
  try {
    const signIns = await rateOf(async (lane) => {
      const reply = await fetch(`http://127.0.0.1:${port}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-xueqian': '1' },
        body: JSON.stringify({ login: actors[lane]?.login, password }),
      });
      if (reply.status !== 200) throw new Error(`sign-in: ${reply.status} ${await reply.text()}`);
      await reply.arrayBuffer();
    });
    note(
      'sign-in over HTTP',
      `${signIns.toFixed(0)}/s`,
      `the hash alone ${hashes.toFixed(0)}/s`,
      (signIns / hashes).toFixed(2),
      'near 1',
    );
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
};
