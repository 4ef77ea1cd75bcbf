import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const budget = 300 * 1024;

/**
 * The files a browser must have before the first paint: index.html, what it names, and what those import at once.
 * @param {string} html
 * @param {Record<string, { file: string, imports?: string[], css?: string[], isEntry?: boolean }>} manifest
 * @returns {string[]}
 */
export const filesToFirstPaint = (html, manifest) => {
  const named = [...html.matchAll(/(?:src|href)="\/?([^"]+\.(?:js|mjs|css))"/g)].map(([, file]) => file ?? '');
  const files = new Set(['index.html', ...named]);
  /** @param {string} key */
  const add = (key) => {
    const chunk = manifest[key];
    if (chunk === undefined) return;
    const known = files.has(chunk.file);
    files.add(chunk.file);
    for (const css of chunk.css ?? []) files.add(css);
    if (!known || chunk.isEntry) for (const next of chunk.imports ?? []) add(next);
  };
  for (const [key, chunk] of Object.entries(manifest)) if (chunk.isEntry) add(key);
  return [...files];
};

/**
 * Whether the first page stays under its weight; prints what weighs.
 * @param {string} folder
 */
export const checkBudget = (folder) => {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) {
    console.log('There are no built pages to weigh.');
    return false;
  }
  const manifestFile = join(folder, '.vite/manifest.json');
  const manifest = existsSync(manifestFile) ? JSON.parse(readFileSync(manifestFile, 'utf8')) : {};
  const weights = filesToFirstPaint(readFileSync(index, 'utf8'), manifest)
    .filter((file) => existsSync(join(folder, file)))
    .map((file) => ({ file, bytes: gzipSync(readFileSync(join(folder, file)), { level: 9 }).length }))
    .sort((a, b) => b.bytes - a.bytes);
  const sum = weights.reduce((total, { bytes }) => total + bytes, 0);
  for (const { file, bytes } of weights.slice(0, 8))
    console.log(`${String(Math.ceil(bytes / 1024)).padStart(6)} KB  ${file}`);
  console.log(`${Math.ceil(sum / 1024)} KB compressed to the first paint; at most ${budget / 1024} KB`);
  return sum <= budget;
};
