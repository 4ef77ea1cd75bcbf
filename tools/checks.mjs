import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkBudget } from './budget.mjs';
import { buildWhatChanged } from './build.mjs';
import { moduleScript, root, runToEnd } from './project.mjs';

const node = process.execPath;

/**
 * @param {string[]} words
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>}
 */
const oneCheck = async (words) => verdict((await runToEnd(words)).code === 0);

/** @param {boolean} good */
const verdict = (good) => ({ passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: 0 });

/** Folders under the rule of import directions. */
const cruised = ['kernel', 'modules', 'platform', 'ui', 'apps'];

/** Import directions; a run that saw no file of one of the folders is no proof and fails. */
const checkImports = async () => {
  const folders = cruised.filter((folder) => existsSync(join(root, folder)));
  const words = [node, moduleScript('dependency-cruiser/bin/dependency-cruise.mjs'), '--config'];
  const { output, stdout } = await runToEnd(
    [...words, '.dependency-cruiser.cjs', '--output-type', 'json', ...folders],
    {
      quiet: true,
    },
  );
  let report;
  try {
    report = JSON.parse(stdout);
  } catch {
    console.log(output);
    return verdict(false);
  }
  for (const { rule, from, to } of report.summary.violations)
    console.log(`${rule.severity} ${rule.name}: ${from} → ${to}`);
  const sources = report.modules.map((/** @type {{ source: string }} */ module) => module.source);
  const blind = folders.filter(
    (folder) => !sources.some((/** @type {string} */ source) => source.startsWith(`${folder}/`)),
  );
  for (const folder of blind) console.log(`No file of ${folder} was looked at.`);
  console.log(`${report.summary.totalCruised} files looked at, ${report.summary.error} errors`);
  const seen = blind.length === 0 && report.summary.totalCruised > 0;
  return {
    passed: Number(seen) + Number(report.summary.error === 0),
    failed: Number(!seen) + Number(report.summary.error > 0),
    skipped: 0,
  };
};

const tsc = moduleScript('typescript/bin/tsc');

/** Everything that is checked without running the system, in order. */
export const checkSteps = [
  {
    name: 'format and lint (biome)',
    run: () => oneCheck([node, moduleScript('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.']),
  },
  {
    name: 'lint with types (eslint)',
    run: () => oneCheck([node, moduleScript('eslint/bin/eslint.js'), '--max-warnings=0', '.']),
  },
  ...['pure', 'server', 'web'].map((part) => ({
    name: `types (${part})`,
    run: () => oneCheck([node, tsc, '-p', `tsconfig.${part}.json`]),
  })),
  { name: 'import directions', run: checkImports },
  {
    name: 'build of pages and server',
    run: async () => {
      await buildWhatChanged({ force: true });
      return verdict(existsSync(join(root, 'dist/web/index.html')) && existsSync(join(root, 'dist/server/main.mjs')));
    },
  },
  { name: 'weight of the first page', run: async () => verdict(checkBudget(join(root, 'dist/web'))) },
];
