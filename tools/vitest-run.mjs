import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { moduleScript, runToEnd, varFolder } from './project.mjs';

/**
 * Runs one vitest project and counts its test cases from the JSON report; a file that could not even be collected,
 * and a run without any case, count as a failure.
 * @param {string} project
 * @param {{ node?: string, name?: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<{ passed: number, failed: number, skipped: number, failures: string[] }>}
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
  const found = readReport(report);
  return { ...countReport(found, code), failures: listFailures(found) };
};

/** Lines of a failure that are shown beside the sums: what was expected and found, and where. */
const shownLines = 12;
/** A line of a reason may be a whole play of many acts; the report in var/test has it all. */
const shownCharacters = 1_000;

/**
 * What failed, each as its file, its name and the first lines of its reason: the sums at the end of a long output name
 * it again, since what is read of such an output is its end.
 * @param {Report | null} report
 */
export const listFailures = (report) =>
  (report?.testResults ?? []).flatMap((file) => {
    const cases = file.assertionResults.filter(({ status }) => status === 'failed');
    const shown = cases.map((one) => describeFailure(`${file.name} > ${one.fullName}`, one.failureMessages.join('\n')));
    return shown.length === 0 && file.status === 'failed' ? [describeFailure(file.name, file.message)] : shown;
  });

/**
 * @param {string} name
 * @param {string} reason
 */
const describeFailure = (name, reason) => {
  const lines = reason
    .split('\n')
    .slice(0, shownLines)
    .map((line) => line.slice(0, shownCharacters));
  return [name, ...lines.map((line) => `    ${line}`)].join('\n');
};

/**
 * @typedef {{ status: string, fullName: string, failureMessages: string[] }} Case
 * @typedef {{ testResults: { name: string, status: string, message: string, assertionResults: Case[] }[] }} Report
 */

/**
 * @param {string} report
 * @returns {Report | null}
 */
const readReport = (report) => {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return null;
  }
};

/**
 * @param {{ testResults: { status: string, assertionResults: { status: string }[] }[] } | null} report
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
