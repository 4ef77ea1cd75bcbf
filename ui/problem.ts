/** One field the server did not accept; `path` is the place in the input, `code` names the check. */
export type FieldError = { readonly path: string; readonly code: string };

export type Facts = Readonly<Record<string, string | number | boolean | null>>;

/** What a reply says when it is not what was asked for (RFC 9457), or what the browser found in its place. */
export class Problem extends Error {
  /** HTTP status; 0 when no reply came at all. */
  readonly status: number;
  /** `module.what-stands-in-the-way`, or `ui.connection-lost`, `ui.unreadable-reply`, `ui.fault`. */
  readonly code: string;
  readonly facts: Facts;
  /** Number of a fault in the server's log: to be told to the support desk. */
  readonly incident: string | null;
  readonly errors: readonly FieldError[];

  constructor(given: {
    status: number;
    code: string;
    title?: string;
    facts?: Facts;
    incident?: string | null;
    errors?: readonly FieldError[];
  }) {
    super(given.title ?? given.code);
    this.name = 'Problem';
    this.status = given.status;
    this.code = given.code;
    this.facts = given.facts ?? {};
    this.incident = given.incident ?? null;
    this.errors = given.errors ?? [];
  }

  /** No reply came: trying again may help. */
  get isConnectionLost(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

/** Any thrown value as a problem, so that what shows errors knows one shape only. */
export const problemOf = (thrown: unknown): Problem =>
  thrown instanceof Problem ? thrown : new Problem({ status: -1, code: 'ui.fault', title: String(thrown) });

type ProblemReply = {
  title?: string;
  code?: string;
  facts?: Facts;
  incident?: string;
  errors?: FieldError[];
};

/** Reads a reply that is not a success. */
export const problemFromReply = (status: number, text: string): Problem => {
  let reply: ProblemReply = {};
  try {
    reply = (JSON.parse(text) ?? {}) as ProblemReply;
  } catch {
    // Not JSON: a proxy's own page.
  }
  const gone = status === 502 || status === 503 || status === 504;
  return new Problem({
    status,
    code: reply.code ?? (gone ? 'ui.connection-lost' : status === 413 ? 'ui.too-large' : 'ui.unreadable-reply'),
    title: reply.title ?? `HTTP ${status}`,
    facts: reply.facts ?? {},
    incident: reply.incident ?? null,
    errors: reply.errors ?? [],
  });
};
