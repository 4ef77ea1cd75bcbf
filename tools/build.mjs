import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { moduleScript, root, runToEnd, Stop, say } from './project.mjs';

const serverEntries = {
  main: 'apps/server/main.ts',
  'parse-worker': 'modules/importing/server/parse-worker.ts',
  // Measured as it is shipped, not as it is developed (bench/README.md).
  'import-once': 'bench/import-once.ts',
};

const parts = {
  web: { sources: ['apps/web', 'ui', 'modules', 'kernel'], skip: /^modules\/[^/]+\/(server|reference)\// },
  server: {
    sources: ['apps/server', 'platform', 'modules', 'kernel', 'bench'],
    skip: /^modules\/[^/]+\/(web|reference)\//,
  },
};

/**
 * Builds what changed since the last build.
 * @param {{ parts?: ('web' | 'server')[], force?: boolean }} [options]
 */
export const buildWhatChanged = async (options = {}) => {
  for (const part of options.parts ?? /** @type {const} */ (['web', 'server'])) {
    const stampFile = join(root, 'dist', `.${part}-stamp`);
    const stamp = sourceStamp(part);
    if (!options.force && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) continue;
    rmSync(stampFile, { force: true });
    if (part === 'web' ? await buildWeb() : await buildServer()) {
      mkdirSync(dirname(stampFile), { recursive: true });
      writeFileSync(stampFile, stamp);
    }
  }
};

/** @param {'web' | 'server'} part */
const sourceStamp = (part) => {
  const { sources, skip } = parts[part];
  const hash = createHash('sha256');
  const files = sources.flatMap((folder) => filesIn(folder)).filter((file) => !skip.test(file));
  for (const file of [...files, 'package-lock.json', 'tools/build.mjs'].sort()) {
    const path = join(root, file);
    if (!existsSync(path)) continue;
    const { size, mtimeMs } = statSync(path);
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
};

/**
 * @param {string} folder
 * @returns {string[]}
 */
const filesIn = (folder) => {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesIn(path);
    return /\.test\.tsx?$/.test(entry.name) ? [] : [path];
  });
};

/** @returns {Promise<boolean>} false when there are no pages yet */
const buildWeb = async () => {
  if (!existsSync(join(root, 'apps/web/index.html'))) return false;
  say('building-web');
  const vite = [process.execPath, moduleScript('vite/bin/vite.js'), 'build', '--logLevel', 'warn', '--manifest'];
  const { code } = await runToEnd([...vite, '--outDir', join(root, 'dist/web'), '--emptyOutDir'], {
    cwd: join(root, 'apps/web'),
    // Whoever asks for the build: the parts of the pages behave otherwise under any other word.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (code !== 0) throw new Stop('build-failed');
  return true;
};

/** @returns {Promise<boolean>} false when there is no server yet */
const buildServer = async () => {
  const entryPoints = Object.fromEntries(
    Object.entries(serverEntries).filter(([, entry]) => existsSync(join(root, entry))),
  );
  if (Object.keys(entryPoints).length === 0) return false;
  say('building-server');
  const { build, stop } = await import('esbuild');
  rmSync(join(root, 'dist/server'), { recursive: true, force: true });
  try {
    await build({
      absWorkingDir: root,
      entryPoints,
      outdir: 'dist/server',
      outExtension: { '.js': '.mjs' },
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20.19',
      packages: 'external',
      sourcemap: true,
      logLevel: 'warning',
      plugins: [ownPackages, neighbours],
    });
  } catch {
    throw new Stop('build-failed');
  } finally {
    await stop();
  }
  return true;
};

/** Our own workspaces are TypeScript: they go into the bundle while all other packages stay outside. */
const ownPackages = {
  name: 'own-packages',
  /** @param {import('esbuild').PluginBuild} build */
  setup: (build) => {
    const folders = { server: 'apps/server', web: 'apps/web' };
    build.onResolve({ filter: /^@xueqian\// }, ({ path }) => {
      const [, name = '', ...rest] = path.split('/');
      return { path: join(root, /** @type {Record<string, string>} */ (folders)[name] ?? name, ...rest) };
    });
  },
};

/**
 * `new URL('../reference/x.csv', import.meta.url)` means a file beside the source: in the bundle it is rewritten to
 * lead from dist/server back to it; a worker's `./parse-worker.ts` leads to its own bundle.
 */
const neighbours = {
  name: 'neighbours',
  /** @param {import('esbuild').PluginBuild} build */
  setup: (build) => {
    build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      if (!source.includes('import.meta.url')) return undefined;
      const contents = source.replace(
        /new URL\(\s*(['"])(\.[^'"]*)\1,\s*import\.meta\.url\s*,?\s*\)/g,
        (_, quote, target) => {
          const goal = join(dirname(path), target);
          const entry = Object.entries(serverEntries).find(([, file]) => join(root, file) === goal);
          const way = entry ? `./${entry[0]}.mjs` : relative(join(root, 'dist/server'), goal);
          return `new URL(${quote}${way}${target.endsWith('/') ? '/' : ''}${quote}, import.meta.url)`;
        },
      );
      return { contents, loader: 'ts' };
    });
  },
};
