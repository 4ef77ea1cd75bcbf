import fastifyCompress from '@fastify/compress';
import fastifyCookie from '@fastify/cookie';
import fastifyMultipart from '@fastify/multipart';
import fastifyRateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import type { Actor } from '@xueqian/kernel/actor.ts';
import { RefusedAndKept } from '@xueqian/kernel/decision.ts';
import type { Need, RateClass, Route } from '@xueqian/kernel/route.ts';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { openPage, registerBrowserWalls } from './browser-walls.ts';
import type { Database, Tx } from './database.ts';
import { faultOf, withoutNumbers } from './fault-log.ts';
import { askForNeed, authorise, guardOrigin } from './first-wall.ts';
import type { Call, Handler, Services, StreamHandler } from './handler.ts';
import { type Problem, ProblemReply, problemOf } from './problems.ts';
import { holdsZero, inputOf, publicActor } from './request-input.ts';
import { keepToken, tokenOf } from './session-cookie.ts';
import { batchTrail } from './trail-batch.ts';
import type { TrailEntry } from './trail-entry.ts';
import { keepRefusals } from './trail-refusals.ts';

/** Who asks by a session token, and what this person must do first; `active`: the asking keeps the session awake. */
export type ActorOf = (
  token: string,
  now: Date,
  active: boolean,
) => Promise<{ readonly actor: Actor; readonly need: Need | null } | null>;

export type ServeOptions = {
  readonly database: Database;
  readonly services: Services;
  readonly handlers: readonly Handler[];
  readonly streams: readonly StreamHandler[];
  /** Who a session token belongs to; null when nobody (accounts module). */
  readonly actorOf: ActorOf;
  /** Whether a session belongs to an account that closed with its office: whoever forgot it open is told so (accounts module). */
  readonly hasClosedOffice?: (token: string, now: Date) => Promise<boolean>;
  /** Refuses whoever may look and not change (administration module); asked before each command. */
  readonly ensureMayChange?: (actor: Actor, now: Date) => Promise<void>;
  /** Writes the trail in the transaction of what it tells (audit module). */
  readonly record: (tx: Tx, entries: readonly TrailEntry[]) => Promise<void>;
  /** Names of constraints that a request can meet, as refusals. */
  readonly constraintRefusals: Readonly<Record<string, string>>;
  readonly clock: () => Date;
  readonly log?: boolean;
  /** Where the lines of the log go; standard output when left out. */
  readonly writeLog?: (line: string) => void;
  /** Folder of the built pages; without it only the API answers. */
  readonly pagesFolder?: string;
  /** Whole numbers that an account was shown since an instant, on record; one question of an account at a time (audit module). */
  readonly countUnmaskings?: (tx: Tx, actor: Actor, since: Date) => Promise<number>;
  /** Requests a minute by class (`unmask`: what was shown to an account in an hour, by the trail); null switches the limits off (load measurements on this machine only). */
  readonly rates?: Readonly<Record<RateClass, number>> | null;
};

const writeToOutput = (line: string): void => void process.stdout.write(line);

const defaultRates: Record<RateClass, number> = {
  read: 1200,
  write: 300,
  bulk: 120,
  'sign-in': 30,
  export: 30,
  unmask: 20,
};

/** Builds the server from its handlers: session, permission, input, one transaction, one trail entry, problem replies. */
export const serve = async (options: ServeOptions): Promise<FastifyInstance> => {
  const app = Fastify({
    logger: options.log
      ? {
          level: 'warn',
          redact: ['req.headers.cookie', 'req.body', 'req.url'],
          stream: { write: (line: string) => (options.writeLog ?? writeToOutput)(withoutNumbers(line)) },
        }
      : false,
    bodyLimit: 2 * 1024 * 1024,
    trustProxy: 'loopback',
    genReqId: () => crypto.randomUUID(),
  });
  await app.register(fastifyCookie);
  await app.register(fastifyMultipart, { limits: { fileSize: 64 * 1024 * 1024, files: 1, fields: 4 } });
  await registerBrowserWalls(app);
  const rates = options.rates === undefined ? defaultRates : options.rates;
  if (rates) await app.register(fastifyRateLimit, { global: false });

  const rateConfig = (rate: RateClass) => ({
    rateLimit: rates
      ? {
          // What is counted by the hour is counted in the database, where the command is done.
          max: rates[rate === 'unmask' ? 'write' : rate],
          timeWindow: '1 minute',
          keyGenerator: (request: FastifyRequest) => `${rate}:${tokenOf(request) ?? request.ip}`,
        }
      : (false as const),
  });

  app.setErrorHandler((error, request, reply) => {
    const problem: Problem = problemOf(error, options.constraintRefusals, request.id);
    if (problem.status >= 500)
      app.log.error({ fault: faultOf(error), incident: request.id, route: request.routeOptions.url });
    if (problem.status >= 500 && process.env['XUEQIAN_SHOW_FAULTS']) console.error(error);
    return reply.status(problem.status).type('application/problem+json').send(problem);
  });
  const page = options.pagesFolder ? await openPage(options.pagesFolder) : null;
  app.setNotFoundHandler((request, reply) => {
    if (request.url.startsWith('/api/') || !page) throw new ProblemReply(404, 'request.unknown');
    // Every other address is a page of the browser application.
    return page(reply);
  });
  if (options.pagesFolder) {
    await app.register(fastifyCompress, { threshold: 1024 });
    await app.register(fastifyStatic, {
      root: options.pagesFolder,
      index: false,
      // Built files carry a digest in their names and never change; the page that names them is asked for anew.
      setHeaders: (reply, file) => {
        void reply.header(
          'cache-control',
          file.includes('assets') ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    });
    for (const url of ['/', '/index.html']) app.get(url, (_request, reply) => page?.(reply));
  }

  type Asker = { readonly now: Date; readonly actor: Actor | null; readonly need: Need | null };
  const askers = new WeakMap<FastifyRequest, Asker>();
  const askerOf = (request: FastifyRequest) => askers.get(request) as Asker;
  const recordRead = batchTrail(options.database, options.record);
  const keepRefusal = keepRefusals(recordRead, askerOf);
  /** Before the body is read: whoever may not ask does not make us read what he sends. */
  const begin = (contract: Pick<Route, 'id' | 'permission' | 'audit' | 'meets'>) => async (request: FastifyRequest) => {
    guardOrigin(request);
    const now = options.clock();
    const token = tokenOf(request);
    // A page that asks by itself again and again does not keep the session of somebody who left awake.
    const asker = token ? await options.actorOf(token, now, request.headers['x-xueqian'] !== 'waiting') : null;
    const { actor = null, need = null } = asker ?? {};
    askers.set(request, { now, actor, need });
    if (actor) askForNeed(contract, need);
    else if (token && contract.permission !== 'public' && (await options.hasClosedOffice?.(token, now)))
      throw new ProblemReply(401, 'session.office-closed');
    await keepRefusal(contract, request, null, async () => {
      authorise(contract.permission, actor);
      const commands =
        request.method !== 'GET' && contract.permission !== 'public' && contract.permission !== 'signed-in';
      if (commands && actor) await options.ensureMayChange?.(actor, now);
    });
  };
  app.addHook('preHandler', async (request) => {
    if ([request.params, request.query, request.body].some(holdsZero)) throw new ProblemReply(400, 'input.bad');
  });

  const limitUnmaskings = async (tx: Tx, actor: Actor | null, now: Date): Promise<void> => {
    if (!rates || !actor || !options.countUnmaskings) return;
    const shown = await options.countUnmaskings(tx, actor, new Date(now.getTime() - 3_600_000));
    if (shown >= rates.unmask) throw new ProblemReply(429, 'request.too-many');
  };

  for (const { contract, handle, asGate, asKeeper } of options.handlers) {
    const isRead = contract.rate === 'read';
    app.route({
      method: contract.method,
      url: contract.path,
      config: rateConfig(contract.rate),
      preParsing: begin(contract),
      handler: async (request, reply) => {
        const { now, actor, need } = askerOf(request);
        const input = inputOf(contract, request);
        let afterwards: (() => void)[] = [];
        const trail: { -readonly [K in 'subject' | 'facts' | 'actor']: TrailEntry[K] } = {
          subject: null,
          facts: null,
          actor,
        };
        const trailEntry = (entry: string, refusal: string | null = null): TrailEntry => ({
          at: now,
          entry,
          route: contract.id,
          result: refusal === null ? 'done' : 'refused',
          refusal,
          ...trail,
          address: request.ip,
          requestId: request.id,
        });
        const work = async (tx: Tx): Promise<unknown> => {
          afterwards = [];
          const call: Call = {
            actor: actor ?? publicActor(request.ip),
            need,
            now,
            tx,
            services: options.services,
            note: (subject, facts) => {
              trail.subject = subject;
              trail.facts = facts ?? null;
            },
            identify: (person) => {
              trail.actor = person;
            },
            address: request.ip,
            sessionToken: tokenOf(request),
            browser: String(request.headers['user-agent'] ?? '').slice(0, 400),
            setSession: (token, expires) => keepToken(reply, request, token, expires),
            afterCommit: (act) => {
              afterwards.push(act);
            },
          };
          if (contract.rate === 'unmask') await limitUnmaskings(tx, actor, now);
          let output: unknown;
          try {
            output = await handle(call, input as never);
          } catch (error) {
            if (!(error instanceof RefusedAndKept)) throw error;
            if (contract.audit) await options.record(tx, [trailEntry(contract.audit, error.refusal.code)]);
            return error;
          }
          if (contract.audit && !isRead) await options.record(tx, [trailEntry(contract.audit)]);
          return output;
        };
        const { asGate: byGate, asKeeper: byKeeper, asReader, asActor } = options.database;
        const asked = (): Promise<unknown> =>
          contract.permission === 'public' || asGate || !actor
            ? byGate(work)
            : asKeeper
              ? byKeeper(actor, work)
              : isRead
                ? asReader(actor, work)
                : asActor(actor, work);
        const output = await keepRefusal(contract, request, () => trail.subject, asked);
        for (const act of afterwards) act();
        if (output instanceof RefusedAndKept) throw output;
        if (contract.audit && isRead) await recordRead(trailEntry(contract.audit));
        return reply.send(contract.output.parse(output));
      },
    });
  }

  for (const stream of options.streams) {
    app.route({
      method: stream.method,
      url: stream.path,
      config: rateConfig(stream.rate),
      preParsing: begin(stream),
      handler: async (request, reply) => {
        const { now, actor } = askerOf(request);
        if (!actor) throw new ProblemReply(401, 'session.needed');
        let noted: { subject: string | null; facts: Record<string, unknown> | null } = { subject: null, facts: null };
        if (stream.rate === 'unmask') await options.database.asActor(actor, (tx) => limitUnmaskings(tx, actor, now));
        const answer = () =>
          stream.handle(
            {
              actor,
              now,
              services: options.services,
              note: (subject, facts) => {
                noted = { subject, facts: facts ?? null };
              },
              inTransaction: (work) => options.database.asActor(actor, work),
            },
            request,
            reply,
          );
        const output = await keepRefusal(stream, request, () => noted.subject, answer);
        if (stream.audit) {
          const entry = stream.audit;
          await options.database.asActor(actor, (tx) =>
            options.record(tx, [
              {
                at: now,
                entry,
                route: stream.id,
                result: 'done',
                refusal: null,
                actor,
                ...noted,
                address: request.ip,
                requestId: request.id,
              },
            ]),
          );
        }
        return output;
      },
    });
  }
  return app;
};
