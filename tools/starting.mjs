import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { dieWithParent } from '../platform/postgres/unprivileged.mjs';
import { buildWhatChanged } from './build.mjs';
import { openDatabase } from './database.mjs';
import { ensureInstalled } from './install.mjs';
import { printFailure, root, Stop, say, varFolder } from './project.mjs';

/** Installs, builds, starts database and server; ends when they end. */
export const start = async () => {
  /** @type {{ url: string, owned: boolean, stop: () => Promise<void> } | null} */
  let database = null;
  const stopper = listenToSignals();
  let code = 1;
  try {
    const port = await checkPort();
    await ensureInstalled();
    await buildWhatChanged();
    const entry = join(root, 'dist/server/main.mjs');
    if (!existsSync(entry)) throw new Stop('server-missing', { path: 'apps/server/main.ts' });
    if (!stopper.asked()) {
      database = await openDatabase({ handleSignals: false });
      if (!process.env.DATABASE_URL && !database.owned) throw new Stop('already-running');
      code = stopper.asked() ? 130 : await serve(entry, port, database.url, stopper);
    }
  } catch (error) {
    printFailure(error);
  }
  await database?.stop();
  if (stopper.asked()) say('stopped');
  process.exit(stopper.asked() && code === 1 ? 130 : code);
};

/**
 * Ctrl-C once asks the server to end, a second time ends everything at once. Both the terminal and npm may deliver
 * one key press, so two signals within a second count as one.
 */
const listenToSignals = () => {
  /** @type {import('node:child_process').ChildProcess | null} */
  let child = null;
  let first = 0;
  const ask = () => {
    if (first === 0) {
      first = Date.now();
      say('stopping');
      child?.kill('SIGTERM');
    } else if (Date.now() - first > 1000) {
      child?.kill('SIGKILL');
      process.exit(130);
    }
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, ask);
  if (process.env.npm_lifecycle_event !== undefined) {
    // An npm that was killed outright cannot pass anything on; our parent is then another process.
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent && first === 0) ask();
    }, 1000).unref();
  }
  return {
    asked: () => first !== 0,
    /** @param {import('node:child_process').ChildProcess} server */
    forward: (server) => {
      child = server;
    },
  };
};

/**
 * @param {string} entry
 * @param {number} port
 * @param {string} url
 * @param {ReturnType<typeof listenToSignals>} stopper
 * @returns {Promise<number>} the server's exit code
 */
const serve = (entry, port, url, stopper) =>
  new Promise((resolve) => {
    const words = [...dieWithParent('TERM'), process.execPath, '--enable-source-maps', entry, 'serve'];
    const child = spawn(words[0] ?? '', words.slice(1), {
      cwd: root,
      // Its own process group: the terminal's Ctrl-C reaches us only, and we pass it on in order.
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, DATABASE_URL: url, PORT: String(port), XUEQIAN_VAR: varFolder },
    });
    stopper.forward(child);
    child.on('error', (error) => {
      printFailure(error);
      resolve(1);
    });
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGTERM' ? 143 : 1)));
  });

/** The port asked for, refused early when another program holds it. */
const checkPort = async () => {
  const port = Number(process.env.PORT || '8080');
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new Stop('port-wrong', { port: `${process.env.PORT}` });
  const trouble = await new Promise((resolve) => {
    const server = createServer();
    server.on('error', (/** @type {NodeJS.ErrnoException} */ error) => resolve(error.code));
    server.listen({ port, host: process.env.HOST || '127.0.0.1' }, () => server.close(() => resolve(null)));
  });
  if (trouble === 'EADDRINUSE') throw new Stop('port-taken', { port, other: port === 8080 ? 8081 : port + 1 });
  if (trouble === 'EACCES') throw new Stop('port-forbidden', { port });
  return port;
};
