export type EmbeddedOptions = {
  /** Folder of the data; beside it lie `<dataDir>.password`, `.log` and `.owner`. */
  readonly dataDir: string;
  /** A fixed port of 127.0.0.1; without it a free one. */
  readonly port?: number;
  /** false in tests only: faster, and nothing survives a power cut. Default true. */
  readonly fsync?: boolean;
  /** Further server settings, which win over the sized ones. */
  readonly settings?: Readonly<Record<string, string>>;
  /** false when the caller stops the server itself on SIGINT and SIGTERM. Default true. */
  readonly handleSignals?: boolean;
  /** false to leave the server running when we are killed outright. Default true. */
  readonly dieWithUs?: boolean;
  /** Told what is going on, by one word. */
  readonly notice?: (event: 'create' | 'start' | 'reuse' | 'wait' | 'recover') => void;
};

export type Embedded = {
  /** Connection string of the owner role to the database `xueqian`. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** false when another living process owns the server; then stop() leaves it running. */
  readonly owned: boolean;
  /** Fast shutdown; resolves when the server has ended. */
  stop(): Promise<void>;
};

/** Starts the PostgreSQL that came with npm, or joins the one that already runs on the same data folder. */
export function startEmbedded(options: EmbeddedOptions): Promise<Embedded>;

/** What went wrong, told in Chinese and English; `code` is a key of messages.json. */
export class EmbeddedError extends Error {
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
}
