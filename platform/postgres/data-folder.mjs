import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { EmbeddedError } from './embedded-error.mjs';
import { handOver } from './unprivileged.mjs';

export const ownerRole = 'xueqian_owner';
export const databaseName = 'xueqian';
const major = '15';
const marker = 'made-by-the-launcher';

/** @param {string} dataDir */
export const passwordFile = (dataDir) => `${dataDir}.password`;

/**
 * Makes sure that a complete data folder is there: an existing one is checked, a missing one is made aside and renamed
 * when it is whole, so that a run killed in the middle leaves nothing that looks finished.
 * @param {{ dataDir: string, bin: string, way: import('./unprivileged.mjs').Way, fsync: boolean, notice: (line: string) => void }} place
 * @returns {string} the owner's password
 */
export const ensureDataFolder = (place) => {
  const { dataDir, way, fsync } = place;
  if (isWhole(dataDir)) {
    const file = passwordFile(dataDir);
    if (existsSync(file)) return readFileSync(file, 'utf8').trim();
    // The file was lost: a new password is set on the stopped server, which only the folder's owner can do.
    const password = newPassword();
    runSingle(place, dataDir, 'postgres', `ALTER ROLE ${ownerRole} PASSWORD '${password}'`);
    writeSecret(file, password);
    return password;
  }
  place.notice('create');
  const making = `${dataDir}.new`;
  if (existsSync(making)) {
    if (!existsSync(join(making, marker))) throw new EmbeddedError('folder-foreign', { path: making });
    rmSync(making, { recursive: true });
  }
  mkdirSync(dirname(dataDir), { recursive: true });
  mkdirSync(making, { mode: 0o700 });
  writeFileSync(join(making, marker), 'Half made. The launcher removes this folder at its next start.\n');
  handOver(way, making);
  const password = newPassword();
  const fresh = join(making, 'data');
  try {
    const secret = join(making, 'password');
    writeSecret(secret, password);
    handOver(way, secret);
    run(place, 'initdb', [
      `--pgdata=${fresh}`,
      `--username=${ownerRole}`,
      `--pwfile=${secret}`,
      '--auth=scram-sha-256',
      '--locale=C.UTF-8',
      '--encoding=UTF8',
      '--no-instructions',
      ...(fsync ? [] : ['--no-sync']),
    ]);
    runSingle(place, fresh, 'postgres', `CREATE DATABASE ${databaseName}`);
    writeSecret(passwordFile(dataDir), password);
  } catch (error) {
    // What is half made only takes room, most of all on a full disk.
    rmSync(making, { recursive: true, force: true });
    throw error;
  }
  renameSync(fresh, dataDir);
  rmSync(making, { recursive: true });
  return password;
};

/**
 * True for a data folder of our version, false for none; anything else is refused and left untouched.
 * @param {string} dataDir
 */
const isWhole = (dataDir) => {
  if (!existsSync(dataDir)) return false;
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    throw new EmbeddedError('folder-unreadable', { path: dataDir });
  }
  const versionFile = join(dataDir, 'PG_VERSION');
  if (existsSync(versionFile)) {
    const found = readFileSync(versionFile, 'utf8').trim();
    if (found !== major) throw new EmbeddedError('folder-version', { path: dataDir, found, wanted: major });
    return true;
  }
  if (readdirSync(dataDir).length > 0) throw new EmbeddedError('folder-foreign', { path: dataDir });
  rmdirSync(dataDir);
  return false;
};

const newPassword = () => randomBytes(24).toString('base64url');

/**
 * @param {string} path
 * @param {string} secret
 */
const writeSecret = (path, secret) => {
  writeFileSync(path, `${secret}\n`, { mode: 0o600 });
  chmodSync(path, 0o600);
};

/**
 * @param {Parameters<typeof ensureDataFolder>[0]} place
 * @param {string} program
 * @param {string[]} args
 * @param {string} [input]
 */
const run = ({ bin, way, dataDir }, program, args, input) => {
  const [command, ...rest] = [...way.before, join(bin, program), ...args];
  const result = spawnSync(command, rest, {
    input: input ?? '',
    encoding: 'utf8',
    env: { PATH: process.env.PATH, LANG: 'C.UTF-8', TZ: 'Asia/Shanghai' },
    cwd: dirname(dataDir),
    ...(way.user ?? {}),
  });
  const output = `${result.stdout ?? ''}${result.stderr ?? ''}`;
  if (result.status === 0 && !/^.*(ERROR|FATAL):/m.test(result.stderr ?? '')) return;
  if (/No space left on device/.test(output)) throw new EmbeddedError('disk-full', { path: dirname(dataDir) });
  const tail = `${output.trim().split('\n').slice(-12).join('\n')}${result.error ? `\n${result.error.message}` : ''}`;
  throw new EmbeddedError('create-failed', { path: dataDir, tail });
};

/**
 * One statement by a server of one user, without the network.
 * @param {Parameters<typeof ensureDataFolder>[0]} place
 * @param {string} folder
 * @param {string} database
 * @param {string} sql
 */
const runSingle = (place, folder, database, sql) =>
  run(place, 'postgres', ['--single', '-D', folder, ...(place.fsync ? [] : ['-F']), database], `${sql}\n`);
