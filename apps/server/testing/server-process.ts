import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { productRoot } from '@xueqian/platform/root.ts';
import type { TestApp } from './test-app.ts';

export type ServerProcess = { readonly process: ChildProcess; readonly said: (text: string) => Promise<void> };

/** A server of its own process on the test's database, which has not begun its work yet. */
export const spawnServer = (app: TestApp): ServerProcess => {
  const { cipher, mac } = app.keys.current;
  const server = spawn(
    process.execPath,
    ['--import', 'tsx', path.join(productRoot, 'apps/server/testing/killable.ts')],
    {
      cwd: productRoot,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        DATABASE_URL: app.database.url,
        TEST_KEYS: `${cipher.toString('hex')} ${mac.toString('hex')}`,
        TEST_VAR: app.varFolder,
        TEST_NOW: app.now().toISOString(),
      },
    },
  );
  let output = '';
  server.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const said = async (text: string): Promise<void> => {
    for (let waited = 0; !output.includes(text); waited += 20) {
      if (waited > 60_000 || server.exitCode !== null) throw new Error(`the server never said ${text}: ${output}`);
      await setTimeout(20);
    }
  };
  return { process: server, said };
};

/** As `spawnServer`; resolves when it works on jobs. */
export const startServer = async (app: TestApp): Promise<ServerProcess> => {
  const server = spawnServer(app);
  await server.said('ready');
  return server;
};

/** Ends a process as a power cut would, and waits until it is gone. */
export const killServer = async ({ process }: ServerProcess): Promise<void> => {
  if (process.exitCode !== null || process.signalCode !== null) return;
  const ended = new Promise((resolve) => process.once('exit', resolve));
  process.kill('SIGKILL');
  await ended;
};
