import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import fastifyHelmet from '@fastify/helmet';
import type { FastifyInstance, FastifyReply } from 'fastify';

const nonces = new WeakMap<ServerResponse, string>();
/** A word for one reply: a style without it is not applied. */
const nonceOf = (response: ServerResponse): string => {
  const known = nonces.get(response);
  if (known) return known;
  const made = randomBytes(16).toString('base64');
  nonces.set(response, made);
  return made;
};

/** What the page in the browser may not use at all. */
const permissionsPolicy = ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'serial', 'bluetooth', 'midi']
  .map((feature) => `${feature}=()`)
  .join(', ');

/** A year, as browsers ask for it. */
const strictTransport = 'max-age=31536000; includeSubDomains';

/**
 * Headers that tell a browser what our pages may do. Scripts come from our own files only; styles from our files, and
 * from the component library when it bears the reply's nonce. Nothing of the API is kept by a browser or between.
 */
export const registerBrowserWalls = async (app: FastifyInstance): Promise<void> => {
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        scriptSrcAttr: ["'none'"],
        styleSrc: ["'self'", (_request, response) => `'nonce-${nonceOf(response as ServerResponse)}'`],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    // Said behind TLS only, below: a browser must not be told so by whoever answers in its place without it.
    strictTransportSecurity: false,
  });
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('permissions-policy', permissionsPolicy);
    if (request.protocol === 'https') void reply.header('strict-transport-security', strictTransport);
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store');
  });
};

/** Serves the page of the browser application with the reply's nonce in it. */
export const openPage = async (folder: string): Promise<(reply: FastifyReply) => FastifyReply> => {
  const text = await readFile(path.join(folder, 'index.html'), 'utf8');
  return (reply) =>
    reply
      .type('text/html; charset=utf-8')
      // The nonce is of this reply: a page that a browser kept would name another.
      .header('cache-control', 'no-store')
      .send(text.replaceAll('{{nonce}}', nonceOf(reply.raw)));
};
