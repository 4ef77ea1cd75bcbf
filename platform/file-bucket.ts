import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { FilePlace } from './file-place.ts';
import { type BucketSettings, FilesFault } from './file-settings.ts';

const silent = (): void => undefined;

const nothing = (error: { name?: string; $metadata?: { httpStatusCode?: number } }): null => {
  if (error.name === 'NoSuchKey' || error.name === 'NotFound') return null;
  throw error;
};

/**
 * A bucket of an S3-compatible store. An object appears whole or not at all; its length is sent before it, so what is
 * uploaded lies in a passing file first, sealed already.
 */
export const bucketPlace = (settings: BucketSettings): FilePlace & { close(): void } => {
  const { bucket: Bucket, prefix } = settings;
  const client = new S3Client({
    endpoint: settings.endpoint,
    region: settings.region,
    credentials: { accessKeyId: settings.accessKey, secretAccessKey: settings.secretKey },
    // What goes wrong is thrown and told by whoever asked.
    logger: { debug: silent, info: silent, warn: silent, error: silent },
    // Stores other than Amazon's are reached by path and do not all know its newer sums.
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const named = (name: string) => ({ Bucket, Key: `${prefix}${name}` });
  return {
    write: async (name, content) => {
      const passing = path.join(tmpdir(), `xueqian-${randomUUID()}`);
      try {
        await pipeline(content, createWriteStream(passing, { mode: 0o600 }));
        const ContentLength = (await stat(passing)).size;
        await client.send(new PutObjectCommand({ ...named(name), Body: createReadStream(passing), ContentLength }));
      } finally {
        await rm(passing, { force: true });
      }
    },
    read: async (name) => {
      const found = await client.send(new GetObjectCommand(named(name))).catch(nothing);
      return found ? (found.Body as Readable) : null;
    },
    has: async (name) => (await client.send(new HeadObjectCommand(named(name))).catch(nothing)) !== null,
    remove: async (name) => {
      await client.send(new DeleteObjectCommand(named(name)));
    },
    list: async function* () {
      let ContinuationToken: string | undefined;
      do {
        const page = await client.send(
          new ListObjectsV2Command({ Bucket, Prefix: prefix, ...(ContinuationToken ? { ContinuationToken } : {}) }),
        );
        for (const { Key } of page.Contents ?? []) if (Key) yield Key.slice(prefix.length);
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken);
    },
    close: () => client.destroy(),
  };
};

/** Writes, reads and removes a few bytes: what is wrong with the store is said at the start, not at the first upload. */
export const ensureUsable = async (place: FilePlace, settings: BucketSettings): Promise<void> => {
  const name = `check/${randomUUID()}`;
  try {
    await place.write(name, Readable.from([Buffer.from(name)]));
    const back = await place.read(name);
    const chunks: Buffer[] = [];
    for await (const chunk of back ?? []) chunks.push(chunk as Buffer);
    await place.remove(name);
    if (Buffer.concat(chunks).toString() !== name) throw new Error('what was written does not come back');
  } catch (error) {
    const { name: kind, message } = error as Error;
    throw new FilesFault('files.not-usable', {
      endpoint: settings.endpoint,
      bucket: settings.bucket,
      message: `${kind} ${message}`.trim(),
    });
  }
};
