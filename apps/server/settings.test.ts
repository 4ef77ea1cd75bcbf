import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { productRoot } from '@xueqian/platform/root.ts';
import { expect, it } from 'vitest';

const start = (file: string, env: Readonly<Record<string, string>>) =>
  spawnSync(process.execPath, ['--import', 'tsx', path.join(productRoot, 'apps/server', file)], {
    cwd: productRoot,
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: 'postgresql://127.0.0.1:9/none', ...env },
  });

it.each(['main.ts', 'command.ts'])('a file store named by half is said in one line, and nothing begins: %s', (file) => {
  const { status, stderr, stdout } = start(file, { XUEQIAN_FILES: 's3://papers' });
  expect(status).toBe(1);
  expect(stderr).toContain('XUEQIAN_FILES_ENDPOINT');
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stdout).toBe('');
  // The same start with the folder gets as far as the database.
  expect(start(file, {}).stderr).not.toContain('XUEQIAN_FILES');
});
