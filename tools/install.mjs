import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmWords, root, runToEnd, Stop, say } from './project.mjs';

const lockFile = join(root, 'package-lock.json');
const stampFile = join(root, 'node_modules', '.xueqian-stamp');

const stampNow = () => {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}\n`);
  return hash.update(existsSync(lockFile) ? readFileSync(lockFile) : '').digest('hex');
};

/**
 * Whether node_modules holds what the lock file asks for: npm keeps the list of what it installed, and a folder of it
 * may still have been deleted since.
 */
const holdsWhatIsLocked = () => {
  try {
    const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
    const found = JSON.parse(readFileSync(join(root, 'node_modules', '.package-lock.json'), 'utf8')).packages;
    return Object.entries(wanted).every(
      ([path, entry]) =>
        !path.startsWith('node_modules/') ||
        entry.link ||
        entry.optional ||
        entry.peer ||
        (found[path]?.version === entry.version && existsSync(join(root, path))),
    );
  } catch {
    return false;
  }
};

/**
 * Installs the dependencies when node_modules is missing, was made from another lock file, or was changed since by an
 * installation of another state of the checkout. One made by hand from this lock file is taken as it is.
 */
export const ensureInstalled = async () => {
  const stamp = stampNow();
  const stamped = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : null;
  if ((stamped === null || stamped === stamp) && holdsWhatIsLocked()) {
    if (stamped === null) writeFileSync(stampFile, stamp);
    return;
  }
  say('installing');
  // A mirror may lack packages for other platforms, and npm versions differ on what a lock file must hold: what `ci`
  // refuses, `install` may still do, in the versions of the lock file and without changing it.
  const ways = existsSync(lockFile) ? [['ci'], ['install', '--no-save']] : [['install']];
  let code = 1;
  for (const way of ways) {
    const words = [...npmWords(), ...way, '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
    code = (await runToEnd([...words, '--loglevel=error'])).code;
    if (code === 0) break;
  }
  if (code !== 0) throw new Stop('install-failed', { code });
  // Without a lock file npm has just written one.
  writeFileSync(stampFile, stampNow());
};
