import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findBinaries } from './binaries.mjs';
import { databaseName, ensureDataFolder, ownerRole, passwordFile } from './data-folder.mjs';
import { EmbeddedError } from './embedded-error.mjs';
import { isAlive, isPostgres, startTimeOf } from './process-identity.mjs';
import { serverSettings } from './settings.mjs';
import { chooseWay, dieWithParent } from './unprivileged.mjs';
import { freePort, probe } from './wire-probe.mjs';

export { EmbeddedError } from './embedded-error.mjs';

const startLimit = 10 * 60_000;

/**
 * Starts the PostgreSQL that came with npm, or joins the one that already runs on the same data folder.
 * @param {import('./embedded.d.mts').EmbeddedOptions} options
 * @returns {Promise<import('./embedded.d.mts').Embedded>}
 */
export const startEmbedded = async (options) => {
  const dataDir = resolve(options.dataDir);
  const notice = options.notice ?? (() => {});
  try {
    mkdirSync(dirname(dataDir), { recursive: true });
    const joined = await takeOrJoin(dataDir, notice);
    if (joined !== null) return joined;
    return await startOwn({ ...options, dataDir, notice, fsync: options.fsync ?? true });
  } catch (error) {
    releaseOwnership(dataDir);
    const code = /** @type {NodeJS.ErrnoException} */ (error).code ?? '';
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new EmbeddedError('disk-full', { path: dirname(dataDir) });
    if (['EACCES', 'EPERM', 'EROFS'].includes(code)) throw new EmbeddedError('folder-unreadable', { path: dataDir });
    throw error;
  }
};

/** @param {string} dataDir */
const ownershipFile = (dataDir) => `${dataDir}.owner`;

/**
 * One process owns a data folder: the first that writes the ownership file. Whoever comes later joins its server and
 * leaves it running. A file left by a killed process is taken over.
 * @param {string} dataDir
 * @param {(line: string) => void} notice
 * @returns {Promise<import('./embedded.d.mts').Embedded | null>} the joined server, or null when we own the folder now
 */
const takeOrJoin = async (dataDir, notice) => {
  const file = ownershipFile(dataDir);
  const deadline = Date.now() + 120_000;
  for (let round = 0; ; round += 1) {
    try {
      writeFileSync(file, JSON.stringify({ pid: process.pid, startTime: startTimeOf(process.pid) }), { flag: 'wx' });
      return null;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
    const owner = readJson(file);
    const alive = owner !== null && startTimeOf(owner.pid) === owner.startTime;
    if (!alive && (owner !== null || round > 5)) {
      rmSync(file, { force: true });
      continue;
    }
    const live = readServer(dataDir);
    if (live !== null && (await probe(live.port)) === 'ready') {
      const url = urlOf(live.port, readFileSync(passwordFile(dataDir), 'utf8').trim());
      return { url, port: live.port, pid: live.pid, owned: false, stop: async () => {} };
    }
    if (Date.now() > deadline) throw new EmbeddedError('busy', { pid: owner?.pid ?? '?', path: dataDir });
    if (round === 10) notice('wait');
    await sleep(300);
  }
};

/** @param {string} dataDir */
const releaseOwnership = (dataDir) => {
  if (readJson(ownershipFile(dataDir))?.pid === process.pid) rmSync(ownershipFile(dataDir), { force: true });
};

/** @param {import('./embedded.d.mts').EmbeddedOptions & { dataDir: string, fsync: boolean, notice: (line: string) => void }} place */
const startOwn = async (place) => {
  const { dataDir, notice } = place;
  const left = await leftOver(dataDir, notice);
  if (left !== null) {
    notice('reuse');
    const password = readFileSync(passwordFile(dataDir), 'utf8').trim();
    return handle(place, { pid: left.pid, port: left.port, password });
  }
  const { bin } = findBinaries();
  const way = chooseWay({ bin, dataDir });
  const password = ensureDataFolder({ dataDir, bin, way, fsync: place.fsync, notice });
  notice('start');
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(place.port ?? 0);
    if (port === null) throw new EmbeddedError('port-taken', { port: place.port ?? 0 });
    const outcome = await launch(place, { bin, way, port });
    if (typeof outcome === 'number') return handle(place, { pid: outcome, port, password });
    // Another program may take the free port between our look and the server's; a dying server may hold its memory.
    const passing = /could not bind|pre-existing shared memory|lock file .* already exists/i.test(outcome.tail);
    if (attempt < 5 && passing) {
      await sleep(2000);
      continue;
    }
    if (/No space left on device/.test(outcome.tail)) throw new EmbeddedError('disk-full', { path: dataDir });
    if (/Permission denied/.test(outcome.tail)) throw new EmbeddedError('folder-unreadable', { path: dataDir });
    throw new EmbeddedError('start-failed', outcome);
  }
};

/**
 * A server left running on this folder by a process that was killed; a pid file without a server is removed.
 * @param {string} dataDir
 * @param {(line: string) => void} notice
 */
const leftOver = async (dataDir, notice) => {
  const deadline = Date.now() + 60_000;
  for (let round = 0; ; round += 1) {
    const live = readServer(dataDir);
    if (live === null) {
      rmSync(join(dataDir, 'postmaster.pid'), { force: true });
      return null;
    }
    // `stopping` in the file: it is on its way down (or killed children still end); wait until it is gone.
    if (live.status === 'ready' && (await probe(live.port)) === 'ready') return live;
    if (Date.now() > deadline) throw new EmbeddedError('busy', { pid: live.pid, path: dataDir });
    if (round === 10) notice('wait');
    await sleep(300);
  }
};

/**
 * @param {Parameters<typeof startOwn>[0]} place
 * @param {{ bin: string, way: import('./unprivileged.mjs').Way, port: number }} server
 * @returns {Promise<number | { log: string, tail: string }>} the server's process, or what its log says when it ended
 */
const launch = async ({ dataDir, fsync, settings, dieWithUs, notice }, { bin, way, port }) => {
  const log = `${dataDir}.log`;
  const start = logSize(log);
  const words = Object.entries({ ...serverSettings({ fsync }), ...settings, port: String(port) });
  const [command, ...args] = [
    ...way.before,
    ...(dieWithUs === false ? [] : dieWithParent('INT')),
    join(bin, 'postgres'),
    '-D',
    dataDir,
    ...words.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const output = openSync(log, 'a', 0o600);
  const child = spawn(command, args, {
    // Its own process group: Ctrl-C reaches us only, and we stop it after its users.
    detached: true,
    stdio: ['ignore', output, output],
    env: { PATH: process.env.PATH, LANG: 'C.UTF-8', TZ: 'Asia/Shanghai' },
    cwd: dirname(dataDir),
    ...(way.user ?? {}),
  });
  closeSync(output);
  child.unref();
  let ended = false;
  child.on('exit', () => (ended = true));
  child.on('error', () => (ended = true));
  const begun = Date.now();
  for (let wait = 20, told = 0; !ended; wait = Math.min(wait * 1.5, 500)) {
    const live = readServer(dataDir);
    if (live?.pid === child.pid && live?.port === port && (await probe(port)) === 'ready') return live.pid;
    const waited = Date.now() - begun;
    if (waited > startLimit) throw new EmbeddedError('start-slow', { log });
    if (waited > 10_000 * (told + 1)) {
      told += 1;
      notice('recover');
    }
    await sleep(wait);
  }
  const tail = readFileSync(log).subarray(start).toString('utf8').trim().split('\n').slice(-12).join('\n');
  return { log, tail };
};

/** @param {string} log */
const logSize = (log) => {
  try {
    const { size } = statSync(log);
    if (size < 20_000_000) return size;
    truncateSync(log);
    return 0;
  } catch {
    return 0;
  }
};

/**
 * @param {Parameters<typeof startOwn>[0]} place
 * @param {{ pid: number, port: number, password: string }} server
 * @returns {import('./embedded.d.mts').Embedded}
 */
const handle = ({ dataDir, handleSignals }, { pid, port, password }) => {
  /** @type {Promise<void> | null} */
  let stopping = null;
  const askToStop = (/** @type {NodeJS.Signals} */ signal) => {
    try {
      if (isPostgres(pid)) process.kill(pid, signal);
    } catch {
      // It ended between the look and the signal.
    }
  };
  const stop = () => {
    stopping ??= (async () => {
      // Fast shutdown; after two minutes an immediate one, from which the next start recovers.
      askToStop('SIGINT');
      const begun = Date.now();
      while (isPostgres(pid)) {
        if (Date.now() - begun > 120_000) askToStop('SIGQUIT');
        await sleep(30);
      }
      releaseOwnership(dataDir);
      process.off('exit', atExit);
      for (const signal of signals) process.off(signal, atSignal);
    })();
    return stopping;
  };
  const atExit = () => {
    askToStop('SIGINT');
    releaseOwnership(dataDir);
  };
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const atSignal = (/** @type {NodeJS.Signals} */ signal) => {
    // Whoever else listens decides when the process ends; the exit hook then stops the server.
    if (process.listenerCount(signal) > 1) return;
    void stop().finally(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  };
  process.on('exit', atExit);
  if (handleSignals !== false) for (const signal of signals) process.on(signal, atSignal);
  return { url: urlOf(port, password), port, pid, owned: true, stop };
};

/**
 * @param {number} port
 * @param {string} password
 */
const urlOf = (port, password) =>
  `postgresql://${ownerRole}:${encodeURIComponent(password)}@127.0.0.1:${port}/${databaseName}`;

/**
 * The server that the folder's pid file speaks of, if that process is a PostgreSQL that lives.
 * @param {string} dataDir
 */
const readServer = (dataDir) => {
  let lines;
  try {
    lines = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid) || !isPostgres(pid)) return null;
  return { pid, port: Number(lines[3]), status: (lines[7] ?? '').trim() };
};

/** @param {string} file */
const readJson = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
};
