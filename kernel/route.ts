import type { z } from 'zod';
import type { Permission } from './permissions.ts';

/** How often one account may call: classes with limits in platform/serve.ts; `unmask` counts by the hour what was shown. */
export type RateClass = 'read' | 'write' | 'bulk' | 'sign-in' | 'export' | 'unmask';

/** What a signed-in person may have to do before anything else. */
export const needs = ['password-change', 'second-factor'] as const;
export type Need = (typeof needs)[number];

/**
 * A route as data: the only description of an HTTP operation, read by the server, the browser and the generated
 * documents. `audit` names the trail entry a command leaves; reads that show a child's file name one too.
 */
export type Route<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = {
  /** `module.verb-noun`, unique. */
  readonly id: string;
  readonly method: 'GET' | 'POST';
  /** Fastify path; parameters of the path are fields of the input (`:childId`). GET inputs come from path and query. */
  readonly path: `/api/${string}`;
  /** `public` only for sign-in; everything else names a permission. */
  readonly permission: Permission | 'public' | 'signed-in';
  /** Needs that it helps to meet: it answers although they are there, as all public routes do. None when left out. */
  readonly meets?: readonly Need[];
  readonly audit: string | null;
  readonly rate: RateClass;
  readonly input: I;
  readonly output: O;
};

export const route = <I extends z.ZodType, O extends z.ZodType>(definition: Route<I, O>): Route<I, O> => definition;

export type InputOf<R extends Route> = z.infer<R['input']>;
export type OutputOf<R extends Route> = z.infer<R['output']>;
