import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { numberOfPlain, sealKinds } from '@xueqian/modules/children/server/index.ts';
import { productRoot } from '@xueqian/platform/root.ts';
import autocannon from 'autocannon';
import pg from 'pg';
import { actorAt, largestCounty, type Means, sessionOf } from './means.ts';
import { note } from './measure.ts';

/** Where the measured server listens, on this machine only. */
export const port = 18_080;
const clients = 32;
const seconds = 10;

/** The built server in a process of its own, without limits on rates. */
export const startServer = async (url: string) => {
  const server = spawn(process.execPath, [path.join(productRoot, 'dist/server/main.mjs'), 'serve'], {
    env: { ...process.env, DATABASE_URL: url, PORT: String(port), XUEQIAN_RATES: 'off' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const chunk of server.stdout) if (String(chunk).includes(String(port))) break;
  return server;
};

/** The bare indexed select, one connection a client, the whole row, from one process like the load of the other side. */
const bareSelects = async (url: string, claims: readonly Buffer[]): Promise<number> => {
  const connections = await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      return client;
    }),
  );
  const end = Date.now() + seconds * 1000;
  let done = 0;
  await Promise.all(
    connections.map(async (client, lane) => {
      for (let round = lane; Date.now() < end; round += clients) {
        await client.query({
          name: 'by-claim',
          text: 'select * from children.children where claim_digest = $1 and holds_claim',
          values: [claims[round % claims.length]],
        });
        done += 1;
      }
      await client.end();
    }),
  );
  return done / seconds;
};

/** Opens children by their identity number over HTTP as a county officer, 32 clients; against the bare select. */
export const benchOpen = async (means: Means): Promise<void> => {
  const { county } = await largestCounty(means);
  const actor = await actorAt(means, 'county', 'review', county);
  const cookie = await sessionOf(means, actor);
  const rows = await means.database.asOwner((tx) =>
    tx.rows<{ sealed: Buffer; claim: Buffer }>(
      `select identity_sealed as sealed, claim_digest as claim from children.children where county_code = $1 and identity_sealed is not null and holds_claim limit 5000`,
      [county],
    ),
  );
  const numbers = rows.map((row) => numberOfPlain(means.sealer.open(sealKinds.identity, row.sealed)));
  const server = await startServer(means.url);
  try {
    const requests = numbers.map((number) => ({
      method: 'POST' as const,
      path: '/api/children/opening',
      body: JSON.stringify({ number }),
    }));
    const result = await autocannon({
      url: `http://127.0.0.1:${port}`,
      connections: clients,
      duration: seconds,
      headers: { cookie: cookie, 'content-type': 'application/json', 'x-xueqian': '1' },
      requests,
    });
    if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refusals, ${result.errors} errors`);
    const ours = result.requests.average;
    const plain = await bareSelects(
      means.url,
      rows.map((row) => row.claim),
    );
    note(
      `open one child by identity number, ${clients} clients, over HTTP, row security, trail and all`,
      `${Math.round(ours)}/s, p99 ${result.latency.p99} ms`,
      `select ${Math.round(plain)}/s`,
      (ours / plain).toFixed(2),
      '≥ 0.33, p99 < 50 ms',
    );
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
};
