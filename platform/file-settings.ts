import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';

/** Said at the start when the place of files is configured wrongly. */
export class FilesFault extends Error {
  readonly code: 'files.address-wrong' | 'files.setting-missing' | 'files.keys-unreadable' | 'files.not-usable';
  readonly facts: Readonly<Record<string, string>>;
  constructor(code: FilesFault['code'], facts: Readonly<Record<string, string>>) {
    super(`${code}: ${Object.values(facts).join(' ')}`);
    this.code = code;
    this.facts = facts;
  }
}

/** A bucket of an S3-compatible store. */
export type BucketSettings = {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** Empty, or a folder that ends in a slash. */
  readonly prefix: string;
  readonly accessKey: string;
  readonly secretKey: string;
};

/** Names of the settings, as the environment has them. */
export const fileSettings = z.object({
  XUEQIAN_FILES: z.string().optional(),
  XUEQIAN_FILES_ENDPOINT: z.string().optional(),
  XUEQIAN_FILES_REGION: z.string().min(1).default('us-east-1'),
  XUEQIAN_FILES_ACCESS_KEY: z.string().optional(),
  XUEQIAN_FILES_SECRET_KEY: z.string().optional(),
  /** A file with both keys, instead of the two above. */
  XUEQIAN_FILES_KEYS: z.string().optional(),
});

const address = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([A-Za-z0-9._/-]*))?$/;
const keyFile = z.object({ accessKey: z.string().min(1), secretKey: z.string().min(1) });

const readKeys = (file: string): z.infer<typeof keyFile> => {
  try {
    if ((statSync(file).mode & 0o077) !== 0 && process.platform !== 'win32') throw new Error('chmod 600');
    return keyFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    // The words of a parser would repeat what stands in the file.
    const { message } = error as Error;
    throw new FilesFault('files.keys-unreadable', {
      file,
      message: message === 'chmod 600' ? message : ((error as { code?: string }).code ?? ''),
    });
  }
};

/** Null: the folder of this machine. Whatever else is written must be whole. */
export const readFileSettings = (settings: z.infer<typeof fileSettings>): BucketSettings | null => {
  const { XUEQIAN_FILES: where } = settings;
  if (!where) return null;
  const [, bucket, folder = ''] = address.exec(where) ?? [];
  if (bucket === undefined) throw new FilesFault('files.address-wrong', { address: where });
  const needed = (name: keyof typeof settings): string => {
    const value = settings[name];
    if (!value) throw new FilesFault('files.setting-missing', { name });
    return value;
  };
  const endpoint = needed('XUEQIAN_FILES_ENDPOINT');
  if (!/^https?:\/\/[^\s/]+/.test(endpoint) || !URL.canParse(endpoint))
    throw new FilesFault('files.address-wrong', { address: endpoint });
  const keys = settings.XUEQIAN_FILES_KEYS
    ? readKeys(settings.XUEQIAN_FILES_KEYS)
    : { accessKey: needed('XUEQIAN_FILES_ACCESS_KEY'), secretKey: needed('XUEQIAN_FILES_SECRET_KEY') };
  const prefix = folder.replace(/^\/+|\/+$/g, '');
  return {
    endpoint,
    region: settings.XUEQIAN_FILES_REGION,
    bucket,
    prefix: prefix === '' ? '' : `${prefix}/`,
    ...keys,
  };
};
