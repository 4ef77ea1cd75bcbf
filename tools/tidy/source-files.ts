import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export type SourceFile = { readonly path: string; readonly text: string };

const skipped = new Set(['node_modules', 'dist', 'var', '.git', 'coverage']);
const texts = /\.(ts|tsx|mts|mjs|cjs|json|md|sql|css|html|yml|sh)$/;

/** Paths of all files below a folder, relative to it, without what is installed or built. */
export const listFiles = (root: string, folder = ''): string[] =>
  readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const relative = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : listFiles(root, relative);
    return entry.isFile() ? [relative] : [];
  });

/** The text files among them, read. */
export const readTexts = (root: string, paths: readonly string[]): SourceFile[] =>
  paths
    .filter((file) => texts.test(file) && file !== 'package-lock.json')
    .map((file) => ({ path: file, text: readFileSync(path.join(root, file), 'utf8') }));
