import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { productRoot } from '@xueqian/platform/root.ts';
import { chromium } from 'playwright-core';
import type { Means } from './means.ts';
import { note } from './measure.ts';

const port = 18_081;
const rounds = 7;

/** The first page in a browser on a processor slowed to a quarter: bytes to the first paint, time until one can type. */
export const benchPage = async (means: Means): Promise<void> => {
  const server = spawn(process.execPath, [path.join(productRoot, 'dist/server/main.mjs'), 'serve'], {
    env: { ...process.env, DATABASE_URL: means.url, PORT: String(port), XUEQIAN_RATES: 'off' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const chunk of server.stdout) if (String(chunk).includes(String(port))) break;
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
  try {
    const times: { paint: number; ready: number; bytes: number }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const context = await browser.newContext();
      const page = await context.newPage();
      const devtools = await context.newCDPSession(page);
      await devtools.send('Network.enable');
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
      let bytes = 0;
      devtools.on('Network.loadingFinished', (event) => {
        bytes += event.encodedDataLength;
      });
      const start = Date.now();
      await page.goto(`http://127.0.0.1:${port}/`);
      await page.locator('input').first().fill('410105-review');
      const ready = Date.now() - start;
      const paint = await page.evaluate(
        () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
      );
      times.push({ paint, ready, bytes });
      await context.close();
    }
    const middle = (pick: (each: (typeof times)[number]) => number): number =>
      times.map(pick).sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
    note(
      'first page: bytes over the wire',
      `${Math.round(middle((each) => each.bytes) / 1024)} KB`,
      '',
      '',
      '< 300 KB',
    );
    note('first page, processor slowed four times: first paint', `${Math.round(middle((each) => each.paint))} ms`);
    note(
      'first page, processor slowed four times: one can type',
      `${Math.round(middle((each) => each.ready))} ms`,
      '',
      '',
      '< 3000 ms',
    );
  } finally {
    await browser.close();
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
};
