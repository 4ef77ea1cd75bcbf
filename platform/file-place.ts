import type { Readable } from 'node:stream';

/** A place that keeps bytes under names; it sees sealed bytes alone. Names are `<two signs>/<id>` and the key's end. */
export type FilePlace = {
  /** Keeps the stream whole or not at all; a name that is taken is written over. */
  write(name: string, content: Readable): Promise<void>;
  /** Null when there is nothing of that name. */
  read(name: string): Promise<Readable | null>;
  has(name: string): Promise<boolean>;
  /** Taking away what is not there is no fault. */
  remove(name: string): Promise<void>;
  list(): AsyncIterable<string>;
};
