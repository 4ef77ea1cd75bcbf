import { provideBrowser } from './browser.mjs';
import { checkSteps } from './checks.mjs';
import { currentNode } from './current-node.mjs';
import { ensureInstalled } from './install.mjs';
import { printFailure } from './project.mjs';
import { runProject } from './vitest-run.mjs';

// `npm test [-- checks | rules | server | pages | next-node]`: every step, each with its count; the last line is the sum.
const parts = ['checks', 'rules', 'server', 'pages', 'next-node'];

/** @typedef {{ name: string, passed: number, failed: number, skipped: number, failures?: string[] }} Outcome */

const main = async () => {
  const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'));
  const unknown = wanted.filter((word) => !parts.includes(word));
  if (unknown.length > 0) throw new Error(`Unknown part: ${unknown.join(', ')}. Parts: ${parts.join(', ')}.`);
  const has = (/** @type {string} */ part) => wanted.length === 0 || wanted.includes(part);
  await ensureInstalled();

  /** @type {Outcome[]} */
  const outcomes = [];
  /** @param {Outcome} outcome */
  const keep = (outcome) => {
    outcomes.push(outcome);
    console.log(`--- ${outcome.name}: ${countLine(outcome)}`);
  };

  if (has('checks')) for (const step of checkSteps) keep(await attempt(step.name, step.run));
  for (const project of ['rules', 'server']) {
    if (has(project)) keep(await attempt(project, () => runProject(project, {})));
  }
  if (has('pages')) {
    keep(await attempt('pages', async () => runProject('pages', { env: await provideBrowser() })));
  }
  if (has('next-node')) {
    const next = await attemptNode();
    if ('outcome' in next) keep(next.outcome);
    else {
      for (const project of ['rules', 'server']) {
        const name = `${project} on Node ${next.version}`;
        keep(await attempt(name, () => runProject(project, { node: next.path, name })));
      }
    }
  }

  const sum = { passed: 0, failed: 0, skipped: 0 };
  console.log('');
  for (const { name, failures = [] } of outcomes)
    for (const failure of failures) console.log(`FAILED ${name}: ${failure}\n`);
  for (const outcome of outcomes) {
    console.log(`${outcome.name.padEnd(28)} ${countLine(outcome)}`);
    sum.passed += outcome.passed;
    sum.failed += outcome.failed;
    sum.skipped += outcome.skipped;
  }
  process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;
  console.log(countLine(sum));
};

/** @param {{ passed: number, failed: number, skipped: number }} counts */
const countLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

/**
 * A step that breaks down counts as one failure.
 * @param {string} name
 * @param {() => Promise<Omit<Outcome, 'name'>>} run
 * @returns {Promise<Outcome>}
 */
const attempt = async (name, run) => {
  console.log(`\n=== ${name}`);
  const begun = Date.now();
  try {
    return { name, ...(await run()) };
  } catch (error) {
    printFailure(error);
    return { name, passed: 0, failed: 1, skipped: 0 };
  } finally {
    console.log(`    ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  }
};

/** @returns {Promise<{ path: string, version: string } | { outcome: Outcome }>} */
const attemptNode = async () => {
  const name = 'a current Node';
  try {
    const found = await currentNode();
    if ('path' in found) return found;
    console.log(`\n=== ${name}: skipped, ${found.reason}`);
    return { outcome: { name, passed: 0, failed: 0, skipped: 1 } };
  } catch (error) {
    printFailure(error);
    return { outcome: { name, passed: 0, failed: 1, skipped: 0 } };
  }
};

try {
  await main();
} catch (error) {
  printFailure(error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
