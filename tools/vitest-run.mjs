import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { moduleScript, runToEnd, varFolder } from './project.mjs';

/**
 * Runs one vitest project and counts its test cases from the JSON report; a file that could not even be collected,
 * and a run without any case, count as a failure.
 * @param {string} project
 * @param {{ node?: string, name?: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>}
 */
export const runProject = async (project, { node = process.execPath, name = project, env = {} }) => {
  const folder = join(varFolder, 'test');
  mkdirSync(folder, { recursive: true });
  const report = join(folder, `${name.replace(/\W+/g, '-')}.json`);
  rmSync(report, { force: true });
  const words = [node, moduleScript('vitest/vitest.mjs'), 'run', '--project', project];
  const { code } = await runToEnd([...words, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], {
    env: { ...process.env, CI: '1', TZ: 'Asia/Shanghai', ...env },
  });
  return countReport(readReport(report), code);
};

/** @param {string} report */
const readReport = (report) => {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return null;
  }
};

/**
 * @param {{ testResults: { name: string, status: string, assertionResults: { status: string }[] }[] } | null} report
 * @param {number} code
 */
export const countReport = (report, code) => {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const file of report?.testResults ?? []) {
    const before = counts.failed;
    for (const { status } of file.assertionResults) {
      if (status === 'passed') counts.passed += 1;
      else if (status === 'failed') counts.failed += 1;
      else counts.skipped += 1;
    }
    if (file.status === 'failed' && counts.failed === before) counts.failed += 1;
  }
  // An unhandled error, a broken set-up or an empty project ends with a code and without a failed case.
  if (counts.failed === 0 && (code !== 0 || counts.passed === 0)) counts.failed = 1;
  return counts;
};
