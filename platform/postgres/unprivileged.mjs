import { spawnSync } from 'node:child_process';
import { chownSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedError } from './embedded-error.mjs';

/**
 * How a PostgreSQL program is started on this machine: words put before it, the user the words cannot change to
 * themselves, and the user who must own the data.
 * @typedef {{ uid: number, gid: number }} User
 * @typedef {{ before: string[], user: User | null, owner: User | null }} Way
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

/** @type {Way} */
const directly = { before: [], user: null, owner: null };

/**
 * PostgreSQL refuses to run as root, and its initdb refuses a user number without a name. Both are answered without
 * making users: a user namespace in which we bear the number of some ordinary user. Where namespaces are forbidden
 * (containers, mostly), root starts it as an ordinary user who keeps only the right to reach our folders.
 * @param {{ bin: string, dataDir: string }} place
 * @returns {Way}
 */
export const chooseWay = ({ bin, dataDir }) => {
  if (process.platform !== 'linux') return directly;
  const uid = process.getuid?.() ?? 0;
  const users = usersOfThisMachine().filter((user) => user.uid !== 0);
  if (uid !== 0 && users.some((user) => user.uid === uid)) return directly;

  const runs = (/** @type {Way} */ way) => {
    const [command = '', ...args] = [...way.before, join(bin, 'postgres'), '-C', 'port', '-D', '/nonexistent'];
    const { stderr, error } = spawnSync(command, args, { encoding: 'utf8', ...(way.user ?? {}) });
    // It must get as far as missing its settings, past the refusal of root and the search for itself.
    return error === undefined && /nonexistent/.test(stderr) && !/invalid binary|Permission denied/.test(stderr);
  };
  const owner = ownerOf(dataDir);
  const foreign = uid === 0 && owner !== null && owner.uid !== 0;
  const alias = users.find((user) => user.name === 'daemon') ?? users.find((user) => user.uid !== 65534) ?? users[0];
  if (!foreign && alias !== undefined && process.env.XUEQIAN_NO_USER_NAMESPACE !== '1') {
    const before = ['unshare', '--user', `--map-user=${alias.uid}`, `--map-group=${alias.gid}`];
    const way = { before, user: null, owner: null };
    if (runs(way)) return way;
  }
  if (uid !== 0) return directly;

  const names = ['postgres', 'nobody', 'daemon'];
  const candidates = foreign ? [owner] : names.flatMap((name) => users.find((user) => user.name === name) ?? []);
  for (const user of candidates) {
    const ways = [
      { before: keepingReach(user), user: null, owner: user },
      { before: [], user: { uid: user.uid, gid: user.gid }, owner: user },
    ];
    const way = ways.find(runs);
    if (way !== undefined) return way;
  }
  throw new EmbeddedError('no-unprivileged-way', { path: bin });
};

/**
 * Another user who may still pass through folders closed to him, as root's home is; and nothing else of root.
 * @param {User} user
 */
const keepingReach = ({ uid, gid }) => [
  'setpriv',
  '--securebits=+no_setuid_fixup',
  `--reuid=${uid}`,
  `--regid=${gid}`,
  '--clear-groups',
  '--inh-caps=-all,+dac_override',
  '--ambient-caps=-all,+dac_override',
];

/**
 * Gives a file or folder to the user that the programs run as; nothing to do in the usual way.
 * @param {Way} way
 * @param {string} path
 */
export const handOver = (way, path) => {
  if (way.owner !== null) chownSync(path, way.owner.uid, way.owner.gid);
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
