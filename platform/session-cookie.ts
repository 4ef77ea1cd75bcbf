import type { FastifyReply, FastifyRequest } from 'fastify';

/** Behind TLS the name has the prefix that binds a cookie to this host, to TLS and to the root path (RFC 6265bis, 4.1.3.2). */
const nameOf = (request: FastifyRequest): string =>
  request.protocol === 'https' ? '__Host-xueqian_session' : 'xueqian_session';

/** The session token that the browser sent; a cookie of the other name is not looked at. */
export const tokenOf = (request: FastifyRequest): string | null => request.cookies[nameOf(request)] ?? null;

/** Gives the browser its session token, or takes it away (null). */
export const keepToken = (reply: FastifyReply, request: FastifyRequest, token: string | null, expires: Date): void => {
  const cookie = { path: '/', httpOnly: true, sameSite: 'strict' as const, secure: request.protocol === 'https' };
  if (token) reply.setCookie(nameOf(request), token, { ...cookie, expires });
  else reply.clearCookie(nameOf(request), cookie);
};
