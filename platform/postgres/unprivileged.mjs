import { spawnSync } from 'node:child_process';
import { chownSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedError } from './embedded-error.mjs';

/**
 * How a PostgreSQL program is started on this machine: words put before it and, rarely, another user.
 * @typedef {{ before: string[], user: { uid: number, gid: number } | null }} Way
 */

/** @returns {{ name: string, uid: number, gid: number }[]} */
const usersOfThisMachine = () => {
  try {
    return readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .filter((fields) => fields.length > 3)
      .map(([name, , uid, gid]) => ({ name: name ?? '', uid: Number(uid), gid: Number(gid) }));
  } catch {
    return [];
  }
};

/**
 * PostgreSQL refuses to run as root, and its initdb refuses a user number without a name. Both are answered without
 * making users or changing owners: a user namespace in which we bear the number of some ordinary user.
 * Where namespaces are forbidden, root starts it as an ordinary user that can reach the programs.
 * @param {{ bin: string, dataDir: string }} place
 * @returns {Way}
 */
export const chooseWay = ({ bin, dataDir }) => {
  if (process.platform !== 'linux') return { before: [], user: null };
  const uid = process.getuid?.() ?? 0;
  const users = usersOfThisMachine();
  if (uid !== 0 && users.some((user) => user.uid === uid)) return { before: [], user: null };

  const owner = ownerOf(dataDir);
  if (uid === 0 && owner !== null && owner.uid !== 0) return { before: [], user: owner };

  const runs = (/** @type {Way} */ way) => {
    const [command, ...args] = [...way.before, join(bin, 'postgres'), '--version'];
    return spawnSync(command, args, { stdio: 'ignore', ...(way.user ?? {}) }).status === 0;
  };
  const names = users.filter((user) => user.uid !== 0);
  const alias = names.find((user) => user.name === 'daemon') ?? names.find((user) => user.uid !== 65534) ?? names[0];
  if (alias !== undefined) {
    const before = ['unshare', '--user', `--map-user=${alias.uid}`, `--map-group=${alias.gid}`];
    const way = { before, user: null };
    if (process.env.XUEQIAN_NO_USER_NAMESPACE !== '1' && runs(way)) return way;
  }
  if (uid !== 0) return { before: [], user: null };
  for (const name of ['postgres', 'nobody', 'daemon']) {
    const user = users.find((entry) => entry.name === name && entry.uid !== 0);
    const way = user && { before: [], user: { uid: user.uid, gid: user.gid } };
    if (way && runs(way)) return way;
  }
  throw new EmbeddedError('no-unprivileged-way', { path: bin });
};

/**
 * Gives a file or folder to the user that the programs run as; nothing to do in the usual way.
 * @param {Way} way
 * @param {string} path
 */
export const handOver = (way, path) => {
  if (way.user !== null) chownSync(path, way.user.uid, way.user.gid);
};

/**
 * Words that make the system stop a child when we are killed without a chance to stop it ourselves.
 * @param {'INT' | 'TERM'} signal
 * @returns {string[]}
 */
export const dieWithParent = (signal) => {
  if (process.platform !== 'linux') return [];
  const words = ['setpriv', '--pdeathsig', signal];
  return spawnSync('setpriv', ['--pdeathsig', signal, 'true'], { stdio: 'ignore' }).status === 0 ? words : [];
};

/** @param {string} path */
const ownerOf = (path) => {
  try {
    const { uid, gid } = statSync(path);
    return { uid, gid };
  } catch {
    return null;
  }
};
