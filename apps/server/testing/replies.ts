import { expect } from 'vitest';

export type Replied = { readonly status: number; readonly text: string; readonly body: unknown };

/** What a request that succeeds is answered. */
export const ok = async <T = object>(reply: Promise<Replied>): Promise<T> => {
  const { status, text, body } = await reply;
  expect(status, text).toBe(200);
  return body as T;
};

/** The code of the refusal of a request. */
export const code = async (reply: Promise<Replied>): Promise<string> => {
  const { status, body, text } = await reply;
  expect(status, text).toBeGreaterThanOrEqual(400);
  return (body as { code: string }).code;
};
