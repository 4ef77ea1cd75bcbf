import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root folder of the checkout. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Folder of everything made while running: data, logs, tools fetched on demand. */
export const varFolder = resolve(root, process.env.XUEQIAN_VAR ?? 'var');

/** @type {Record<string, { zh: string, en: string }>} */
const texts = JSON.parse(readFileSync(new URL('./messages.json', import.meta.url), 'utf8'));

/**
 * A console message in Chinese and English.
 * @param {string} code
 * @param {Record<string, string | number>} [facts]
 */
export const textOf = (code, facts = {}) => {
  const text = texts[code];
  if (text === undefined) throw new Error(`No console message named ${code}`);
  const fill = (/** @type {string} */ template) =>
    template.replace(/\{(\w+)\}/g, (_, name) => String(facts[name] ?? ''));
  return [fill(text.zh), fill(text.en)];
};

/**
 * Says something on stderr, so that stdout stays the command's own.
 * @param {string} code
 * @param {Record<string, string | number>} [facts]
 */
export const say = (code, facts) => {
  process.stderr.write(`${textOf(code, facts).join('\n  ')}\n`);
};

/** Ends the run with a message for the person at the console. */
export class Stop extends Error {
  /**
   * @param {string} code
   * @param {Record<string, string | number>} [facts]
   */
  constructor(code, facts) {
    super(textOf(code, facts).join('\n'));
    this.name = 'Stop';
  }
}

/**
 * Prints what stopped a run: the message alone for what a person can mend, the stack for a fault of ours.
 * @param {unknown} error
 */
export const printFailure = (error) => {
  const known = error instanceof Error && (error.name === 'Stop' || error.name === 'EmbeddedError');
  process.stderr.write(`\n${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
};

/** Words that start npm: the one that runs us, or the one on the path. */
export const npmWords = () => {
  const cli = process.env.npm_execpath;
  return cli?.endsWith('.js') && existsSync(cli) ? [process.execPath, cli] : ['npm'];
};

/** @param {Buffer[]} parts */
const text = (parts) => Buffer.concat(parts).toString('utf8');

/**
 * Runs a program to its end.
 * @param {string[]} words
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean }} [options] quiet collects the output instead of showing it
 * @returns {Promise<{ code: number, output: string, stdout: string }>}
 */
export const runToEnd = ([command, ...args], options = {}) =>
  new Promise((done) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: options.env ?? process.env,
      stdio: options.quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 2, 2],
    });
    /** @type {Buffer[]} */
    const parts = [];
    /** @type {Buffer[]} */
    const standard = [];
    child.stdout?.on('data', (part) => {
      parts.push(part);
      standard.push(part);
    });
    child.stderr?.on('data', (part) => parts.push(part));
    child.on('error', (error) => done({ code: 127, output: error.message, stdout: '' }));
    child.on('close', (code) => done({ code: code ?? 1, output: text(parts), stdout: text(standard) }));
  });

/**
 * The path of a tool's script inside node_modules, run by our own Node.
 * @param {string} path
 */
export const moduleScript = (path) => join(root, 'node_modules', path);
