import { availableParallelism } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { fileSettings, readFileSettings } from './file-settings.ts';
import { productRoot } from './root.ts';
import { algorithms } from './sealing.ts';

const environment = fileSettings.extend({
  DATABASE_URL: z.string().min(1),
  PORT: z.coerce.number().int().min(1).max(65_535).default(8080),
  HOST: z.string().default('127.0.0.1'),
  XUEQIAN_PROCESSES: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .default(Math.max(1, Math.min(availableParallelism() - 1, 6))),
  XUEQIAN_VAR: z.string().default(path.join(productRoot, 'var')),
  XUEQIAN_KEYS: z.string().optional(),
  XUEQIAN_CIPHER: z.enum(algorithms).default('sm4'),
  XUEQIAN_TRAIL_KEY: z.string().optional(),
  XUEQIAN_SAMPLE: z.enum(['on', 'off']).default('on'),
  XUEQIAN_TRIAL_PASSWORD: z.string().min(10).optional(),
});

/** Settings from the environment, read once at start. */
export const readConfig = (env: NodeJS.ProcessEnv) => {
  const read = environment.parse(env);
  return {
    databaseUrl: read.DATABASE_URL,
    port: read.PORT,
    host: read.HOST,
    /** Processes that answer requests; of two and more, one besides does the long work. */
    processes: read.XUEQIAN_PROCESSES,
    varFolder: read.XUEQIAN_VAR,
    /** Where uploaded files lie: a bucket where one is named, else the folder. */
    files: { bucket: readFileSettings(read), folder: path.join(read.XUEQIAN_VAR, 'files') },
    keysFile: read.XUEQIAN_KEYS ?? path.join(read.XUEQIAN_VAR, 'keys.json'),
    /** The algorithm of keys made from now on. */
    cipher: read.XUEQIAN_CIPHER,
    trailKeyFile: read.XUEQIAN_TRAIL_KEY ?? path.join(read.XUEQIAN_VAR, 'trail-key.pem'),
    sample: read.XUEQIAN_SAMPLE === 'on',
    trialPassword: read.XUEQIAN_TRIAL_PASSWORD ?? 'Xueqian@2026',
    migrations: path.join(productRoot, 'db/migrations'),
    webFolder: path.join(productRoot, 'dist/web'),
  };
};

export type Config = ReturnType<typeof readConfig>;
