import type { KeyObject } from 'node:crypto';
import type { Actor } from '@xueqian/kernel/actor.ts';
import type { InputOf, Need, OutputOf, Route } from '@xueqian/kernel/route.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Tx } from './database.ts';
import type { FileStore } from './files.ts';
import type { Jobs } from './jobs.ts';
import type { Sealer } from './sealing.ts';

/** What the platform lends to the modules; made once at start. */
export type Services = {
  readonly sealer: Sealer;
  readonly files: FileStore;
  readonly jobs: Jobs;
  /** Signs what proves the trail (audit module). */
  readonly trailKey: { readonly private: KeyObject; readonly public: KeyObject };
};

/** What a handler is given: who asks, when, the transaction in the actor's role, and the trail. */
export type Call = {
  readonly actor: Actor;
  /** What the actor must do before anything else; null on every route that does not serve such a need. */
  readonly need: Need | null;
  /** Given from outside; a test sets it. */
  readonly now: Date;
  readonly tx: Tx;
  readonly services: Services;
  /** Adds facts and the subject to the trail's entry of this call. */
  note(subject: string | null, facts?: Record<string, unknown>): void;
  /** Says who the trail's entry is about: whoever signs in is known only during the call. */
  identify(person: Actor): void;
  /** Network address of the caller. */
  readonly address: string;
  /** What the browser calls itself. */
  readonly browser: string;
  readonly sessionToken: string | null;
  /** Gives the browser its session cookie, or takes it away (null). */
  setSession(token: string | null, expires: Date): void;
  /** Done once the transaction has been committed, before the reply. */
  afterCommit(act: () => void): void;
};

export type Handler = {
  readonly contract: Route;
  /** Its transaction takes the gate's role, not that of the actor's level: sessions only. */
  readonly asGate?: true;
  /** Its transaction takes the keeper's role at the actor's level and scope: accounts and offices, no child. */
  readonly asKeeper?: true;
  readonly handle: (call: Call, input: never) => Promise<unknown>;
};

/** Binds a contract to the command or query that answers it. */
export const handler = <R extends Route>(
  contract: R,
  handle: (call: Call, input: InputOf<R>) => Promise<OutputOf<R>>,
): Handler => ({ contract, handle: handle as Handler['handle'] });

/** As `handler`, in the role of the gate. */
export const gateHandler = <R extends Route>(
  contract: R,
  handle: (call: Call, input: InputOf<R>) => Promise<OutputOf<R>>,
): Handler => ({ ...handler(contract, handle), asGate: true });

/** As `handler`, in the role of the keeper of accounts. */
export const keeperHandler = <R extends Route>(
  contract: R,
  handle: (call: Call, input: InputOf<R>) => Promise<OutputOf<R>>,
): Handler => ({ ...handler(contract, handle), asKeeper: true });

/** An upload or a download: a route whose body is a stream. Permission, session and trail are the same as of all routes. */
export type StreamHandler = {
  readonly id: string;
  readonly method: 'GET' | 'POST';
  readonly path: `/api/${string}`;
  readonly permission: Route['permission'];
  readonly audit: string | null;
  readonly rate: Route['rate'];
  readonly handle: (
    call: Pick<Call, 'actor' | 'now' | 'services' | 'note'> & {
      inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
    },
    request: FastifyRequest,
    reply: FastifyReply,
  ) => Promise<unknown>;
};
