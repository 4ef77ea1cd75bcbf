import type { OutputOf, Route } from '@xueqian/kernel/route.ts';
import type { z } from 'zod';
import { connectionLost, signedInAgain } from './connection.ts';
import { Problem, problemFromReply } from './problem.ts';

type OptionalKeys<T> = { [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? K : never }[keyof T];
type Given<I, O> = Omit<O, OptionalKeys<I> & keyof O> & Partial<Pick<O, OptionalKeys<I> & keyof O>>;

/** What a caller gives a route: the types after reading, and what has a default may be left out. */
export type CallInput<R extends Route> = Given<z.input<R['input']>, z.output<R['input']>>;

/** Guards against requests forged by other sites: no form of another site can send it. */
const guard = { 'x-xueqian': '1' };
/** Of a page that asks by itself again and again, whether somebody sits there or not. */
const waiting = { 'x-xueqian': 'waiting' };

/** Puts the input into the path; what is left goes into the query (GET) or the body (POST). */
export const addressOf = (
  path: string,
  input: Readonly<Record<string, unknown>>,
): { url: string; rest: Record<string, unknown> } => {
  const rest: Record<string, unknown> = { ...input };
  const url = path.replace(/:([A-Za-z]+)/g, (_whole, key: string) => {
    const value = rest[key];
    delete rest[key];
    return encodeURIComponent(String(value));
  });
  return { url, rest };
};

const queryOf = (rest: Readonly<Record<string, unknown>>): string => {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(rest)) {
    if (value !== undefined && value !== null && value !== '') query.set(key, String(value));
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
};

/** fetch with the guard, the banner for a lost connection and the wait for signing in again. */
export const send = async (url: string, init: RequestInit, mayAskToSignIn = true): Promise<Response> => {
  let reply: Response;
  try {
    reply = await fetch(url, {
      ...init,
      credentials: 'same-origin',
      headers: { accept: 'application/json', ...guard, ...(init.headers as Record<string, string> | undefined) },
    });
  } catch (thrown) {
    if (init.signal?.aborted) throw thrown;
    connectionLost.set(true);
    throw new Problem({ status: 0, code: 'ui.connection-lost' });
  }
  if (reply.ok) {
    connectionLost.set(false);
    return reply;
  }
  const problem = problemFromReply(reply.status, await reply.text());
  connectionLost.set(problem.isConnectionLost);
  // An office that has closed signs in no more: it is told so instead of being asked.
  if (reply.status === 401 && mayAskToSignIn && problem.code !== 'session.office-closed') {
    await signedInAgain().catch(() => {
      throw problem;
    });
    return send(url, init, mayAskToSignIn);
  }
  throw problem;
};

/** Calls an operation of the server as its contract describes it; anything but success is thrown as a Problem. */
export const callRoute = async <R extends Route>(
  route: R,
  input: CallInput<R>,
  signal?: AbortSignal,
  byItself = false,
): Promise<OutputOf<R>> => {
  const { url, rest } = addressOf(route.path, input as Record<string, unknown>);
  const init: RequestInit =
    route.method === 'GET'
      ? { method: 'GET', ...(byItself ? { headers: waiting } : {}) }
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(rest) };
  if (signal !== undefined) init.signal = signal;
  const reply = await send(route.method === 'GET' ? url + queryOf(rest) : url, init, route.permission !== 'public');
  const text = await reply.text();
  if (text === '') return null as OutputOf<R>;
  try {
    return JSON.parse(text) as OutputOf<R>;
  } catch {
    throw new Problem({ status: reply.status, code: 'ui.unreadable-reply' });
  }
};

/** Sends a command while the page is being left: it goes its way without the page, and nobody hears of its outcome. */
export const sendOnLeaving = <R extends Route>(route: R, input: CallInput<R>): void => {
  const { url, rest } = addressOf(route.path, input as Record<string, unknown>);
  const headers = { 'content-type': 'application/json', ...guard };
  void fetch(url, {
    method: 'POST',
    credentials: 'same-origin',
    keepalive: true,
    headers,
    body: JSON.stringify(rest),
  }).catch(() => undefined);
};

/** Hands content to the browser to save under a name. */
export const saveAs = (content: Blob, name: string): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 30_000);
};

/**
 * Fetches a file and hands it to the browser to save; a refusal is thrown, not shown as a page of its own. With `asked`
 * it is posted: what is handed out for a reason stands in no address.
 */
export const downloadFile = async (path: string, fallbackName: string, asked?: object): Promise<void> => {
  const init: RequestInit =
    asked === undefined
      ? { method: 'GET', headers: { accept: '*/*' } }
      : { method: 'POST', headers: { accept: '*/*', 'content-type': 'application/json' }, body: JSON.stringify(asked) };
  const reply = await send(path, init);
  const said = reply.headers.get('content-disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(said)?.[1];
  const plain = /filename="?([^";]+)"?/i.exec(said)?.[1];
  saveAs(await reply.blob(), encoded === undefined ? (plain ?? fallbackName) : decodeURIComponent(encoded));
};

/** Sends one file as multipart field `file`; `onProgress` hears the share sent, 0 to 1. */
export const uploadFile = <T>(
  path: string,
  file: File,
  options: { onProgress?: (share: number) => void; signal?: AbortSignal } = {},
): Promise<T> =>
  new Promise<T>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('x-xueqian', '1');
    request.setRequestHeader('accept', 'application/json');
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) options.onProgress?.(event.loaded / event.total);
    };
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        connectionLost.set(false);
        resolve(JSON.parse(request.responseText) as T);
        return;
      }
      const problem = problemFromReply(request.status, request.responseText);
      if (request.status !== 401) reject(problem);
      else
        signedInAgain().then(
          () => uploadFile<T>(path, file, options).then(resolve, reject),
          () => reject(problem),
        );
    };
    request.onerror = () => {
      connectionLost.set(true);
      reject(new Problem({ status: 0, code: 'ui.connection-lost' }));
    };
    options.signal?.addEventListener('abort', () => request.abort());
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
