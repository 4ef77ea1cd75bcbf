import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildWhatChanged } from './build.mjs';
import { openDatabase } from './database.mjs';
import { ensureInstalled } from './install.mjs';
import { printFailure, root, Stop, varFolder } from './project.mjs';

// `npm run load | report | recount | history:verify | keys | audit:verify | first-administrators | migrate | generate | bench`: one command with a database at hand.
// Only the command itself writes to stdout, so that its output can be piped.
const names = [
  'load',
  'report',
  'recount',
  'history:verify',
  'keys',
  'audit:verify',
  'first-administrators',
  'migrate',
  'generate',
  'bench',
];

/**
 * @param {string[]} words
 * @param {string} url
 * @returns {Promise<number>}
 */
const runCommand = (words, url) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', ...words], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, DATABASE_URL: url, XUEQIAN_VAR: varFolder },
    });
    // The terminal gives Ctrl-C to the command too; we wait for its end, then stop the database.
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
      process.on(signal, () => {
        if (signal === 'SIGTERM') child.kill(signal);
      });
    }
    child.on('error', (error) => {
      printFailure(error);
      resolve(1);
    });
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });

const main = async () => {
  const [name = '', ...args] = process.argv.slice(2);
  if (!names.includes(name)) throw new Stop('command-unknown', { name, names: names.join(', ') });
  const entry = name === 'bench' ? 'bench/main.ts' : 'apps/server/command.ts';
  if (!existsSync(join(root, entry))) throw new Stop('server-missing', { path: entry });
  await ensureInstalled();
  // The measurements start the built server.
  if (name === 'bench') await buildWhatChanged();
  const database = await openDatabase({ quiet: true, handleSignals: false });
  try {
    return await runCommand(name === 'bench' ? [entry, ...args] : [entry, name, ...args], database.url);
  } finally {
    await database.stop();
  }
};

try {
  process.exitCode = await main();
} catch (error) {
  printFailure(error);
  process.exitCode = 1;
}
