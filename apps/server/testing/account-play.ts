import { expect } from 'vitest';
import { grownUp } from './people.ts';
import type { TestApp } from './test-app.ts';

/** An account as it is handed over. */
export type Slip = { accountId: number; login: string; password: string };

/** Makes accounts of new people and acts as them; `app` is asked when it is there. */
export const accountPlay = (app: () => TestApp) => {
  let next = 200;
  return {
    county: '410105-system-administrator',
    officeOf: (login: string): number => app().actor(login).officeId,
    made: async (login: string, officeId: number, role: string): Promise<Slip> => {
      next += 1;
      const reply = await app()
        .as(login)
        .post('/api/accounts', { officeId, role, ...grownUp(next) });
      expect(reply.status, reply.text).toBe(200);
      return reply.body as Slip;
    },
    by: async (accountId: number) => {
      const headers = { cookie: `xueqian_session=${await app().sessionOf(accountId)}` };
      return {
        get: (url: string) => app().send({ method: 'GET', url, headers }),
        post: (url: string, payload: object = {}) => app().send({ method: 'POST', url, headers, payload }),
      };
    },
    as: (login: string) => app().as(login),
  };
};
